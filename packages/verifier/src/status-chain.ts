// The status updates held for one key: a whole list and the changes after it, each signed (docs/spec.md §4.9). The list they lead to
// is computed, never stored: at every start the updates are verified again.

import {
  bytesEqual,
  type Code,
  type Decoded,
  decodeSignedStatusUpdate,
  MAX_STATUS_CHAIN_BYTES,
  MAX_STATUS_CHAIN_UPDATES,
  replayStatusUpdates,
  type SignedStatusUpdate,
  type StatusList,
  type StatusUpdate,
  toBeSigned,
  toHex,
} from "@mohor/schema";
import type { OpenBundle } from "./open-bundle.ts";
import type { HeldStatusList } from "./trust-store.ts";

/** An update with the document that it came in. */
type ChainLink = { readonly bytes: Uint8Array; readonly update: StatusUpdate };

/** Updates of which each continues the one before it; the first is a whole list. */
export type StatusChain = { readonly links: readonly ChainLink[]; readonly list: StatusList };

/** A decoded update with the document that it came in. */
export type ReceivedUpdate = { readonly bytes: Uint8Array; readonly signed: SignedStatusUpdate };

/** The list of a chain, as the trust store has it. */
export function heldListOf({ links, list }: StatusChain): HeldStatusList {
  const { issued, bundleVersion } = (links.at(-1) as ChainLink).update;
  return { list, issued, bundleVersion };
}

/**
 * Whether a bundle lets this update stand. Codes: STATUSLIST_SUBJECT_UNKNOWN (it is about no key that signs certificates),
 * STATUSLIST_KEY_NOT_ALLOWED (no active status list key of this kid was in its dates), STATUSLIST_SIGNATURE_INVALID,
 * STATUSLIST_EQUIVOCATION (the bundle names another list of this version). `now` is null for an update that was accepted before: then
 * only age ends it. At most MAX_KEYS_PER_KID signature checks.
 */
export function checkUpdate(
  { header, protectedHeader, payload, signature, update }: SignedStatusUpdate,
  { bundle, keys }: OpenBundle,
  { now }: { readonly now: number | null },
): Code | null {
  const subject = toHex(update.subject);
  const keyIndex = keys.findIndex(({ purpose, thumbprint }) => purpose !== "status-list" && thumbprint === subject);
  if (keyIndex < 0) return "STATUSLIST_SUBJECT_UNKNOWN";
  const candidates = keys.filter(
    ({ purpose, state, kid, useFrom, signUntil, acceptUntil }) =>
      purpose === "status-list" &&
      state === "active" &&
      kid === toHex(header.kid) &&
      useFrom <= update.issued &&
      update.issued <= signUntil &&
      (now === null || now <= acceptUntil),
  );
  if (candidates.length === 0) return "STATUSLIST_KEY_NOT_ALLOWED";
  const signed = toBeSigned(protectedHeader, payload);
  if (!candidates.some(({ verify }) => verify(signature, signed))) return "STATUSLIST_SIGNATURE_INVALID";
  const floor = bundle.companions.find((it) => it.kind === "status-list" && it.keyIndex === keyIndex);
  const isOther = floor?.version === update.version && !bytesEqual(floor.digest, update.digest);
  return isOther ? "STATUSLIST_EQUIVOCATION" : null;
}

/** What an update that a bundle lets stand does to the chain that is held. */
export type Extension =
  | { readonly outcome: "extended"; readonly chain: StatusChain }
  | { readonly outcome: "unchanged" }
  | { readonly outcome: "older" }
  | { readonly outcome: "refused"; readonly code: Code };

/**
 * The chain with an update that `checkUpdate` let stand. It may continue the newest list or an earlier one of the chain, whose later
 * updates it then replaces; a whole list replaces the chain. The same list signed again later counts, because it says that nothing
 * has changed since. Codes: STATUSLIST_EQUIVOCATION, STATUSLIST_GAP (also where the chain would become too long),
 * STATUSLIST_DIGEST_MISMATCH. Linear in the chain.
 */
export function extendChain(held: StatusChain | null, received: ReceivedUpdate): Extension {
  const { update } = received.signed;
  const last = held?.links.at(-1)?.update;
  const heldVersion = last?.version ?? 0;
  if (update.version < heldVersion) return { outcome: "older" };
  const isSameVersion = last !== undefined && update.version === heldVersion;
  if (isSameVersion && !bytesEqual(update.digest, last.digest)) return refused("STATUSLIST_EQUIVOCATION");
  if (isSameVersion && update.issued <= last.issued) return { outcome: "unchanged" };
  const before = linksBefore(held, received);
  // Where the list is held already, an update that leads to it by another way brings nothing.
  if (before === null) return isSameVersion ? { outcome: "unchanged" } : refused("STATUSLIST_GAP");
  const chain = chainOf([...before, { bytes: received.bytes, update }]);
  return chain.ok ? { outcome: "extended", chain: chain.value } : refused(chain.code);
}

function refused(code: Code): Extension {
  return { outcome: "refused", code };
}

/** The chain of these links, at least one. */
function chainOf(links: readonly ChainLink[]): Decoded<StatusChain> {
  const [whole, ...changes] = links.map(({ update }) => update);
  const list = replayStatusUpdates(whole as StatusUpdate, changes);
  return list.ok ? { ok: true, value: { links, list: list.value } } : list;
}

/** The updates that an update continues: none where it is a whole list; null where its base is not held or the chain is full. */
function linksBefore(held: StatusChain | null, { bytes, signed }: ReceivedUpdate): readonly ChainLink[] | null {
  const { baseVersion, baseDigest } = signed.update;
  if (baseVersion === 0) return [];
  const links = held?.links ?? [];
  const at = links.findIndex(({ update }) => update.version === baseVersion && bytesEqual(update.digest, baseDigest));
  const before = links.slice(0, at + 1);
  const size = before.reduce((sum, link) => sum + link.bytes.length, bytes.length);
  const isFull = before.length >= MAX_STATUS_CHAIN_UPDATES || size > MAX_STATUS_CHAIN_BYTES;
  return at < 0 || isFull ? null : before;
}

/**
 * The chains that these documents make, by the thumbprint in hex of the key they are about: the documents of each chain in their
 * order, each verified under the bundle. A chain that does not hold under this bundle is left out whole: its key was revoked,
 * dropped or given other dates, or the bundle names another list. That is how a list is forgotten that a stolen status list key
 * drove far ahead (TUF: recovery from a fast-forward attack).
 */
export function chainsUnder(bundle: OpenBundle, documents: readonly Uint8Array[]): ReadonlyMap<string, StatusChain> {
  const received = documents.flatMap((bytes) => {
    const signed = decodeSignedStatusUpdate(bytes);
    return signed.ok ? [{ bytes, signed: signed.value }] : [];
  });
  const chains = new Map<string, StatusChain>();
  for (const [subject, ofOne] of Map.groupBy(received, ({ signed }) => toHex(signed.update.subject))) {
    if (ofOne.some(({ signed }) => checkUpdate(signed, bundle, { now: null }) !== null)) continue;
    const links = ofOne.map(({ bytes, signed: { update } }) => ({ bytes, update }));
    const chain = chainOf(links);
    if (chain.ok) chains.set(subject, chain.value);
  }
  return chains;
}

/** The documents of the chains, as `chainsUnder` takes them. */
export function documentsOf(chains: ReadonlyMap<string, StatusChain>): Uint8Array[] {
  const inOrder = [...chains.keys()].sort();
  return inOrder.flatMap((subject) => (chains.get(subject) as StatusChain).links.map(({ bytes }) => bytes));
}
