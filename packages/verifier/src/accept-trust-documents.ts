// How a verifier takes in trust bundles, status updates and issued sets from anywhere (docs/spec.md §4.9): a web server, a file, a
// poster, a supervisor's phone. Pure: what is held goes in, what to hold comes out, and a document that is refused changes nothing.

import {
  CLOCK_TOLERANCE_SECONDS,
  type Code,
  compareBytes,
  decodeSignedStatusUpdate,
  KID_BYTES,
  MAX_ISSUED_SET_BYTES,
  sha256,
  type TrustDocumentKind,
  toHex,
  trustDocumentKind,
} from "@mohor/schema";
import { chooseBundle, type FirstTrust } from "./accept-bundles.ts";
import type { Ed25519Engine } from "./ed25519.ts";
import { type OpenBundle, openBundle } from "./open-bundle.ts";
import {
  chainsUnder,
  checkUpdate,
  documentsOf,
  extendChain,
  type ReceivedUpdate,
  type StatusChain,
} from "./status-chain.ts";
import {
  issuedSetsUnder,
  type OpenState,
  openState,
  storeOfState,
  type TrustState,
  trustStateOf,
} from "./trust-state.ts";
import { NO_TRUST, type Trust } from "./trust-store.ts";

/** What became of one document, with what it says of itself where it could be read. */
export type DocumentOutcome = {
  readonly kind: TrustDocumentKind | null;
  /** Of a trust bundle or a status list. */
  readonly version: number | null;
  /** kid in hex of the key that a status list or an issued set is about. */
  readonly kid: string | null;
} & (
  | {
      /** `unchanged`: sound, and nothing new: the same or something newer is held. */
      readonly outcome: "accepted" | "unchanged";
    }
  | { readonly outcome: "refused"; readonly code: Code }
);

/** What to hold from now on, and what became of each document, in their order. */
export type Acceptance = {
  /** To be kept in place of the one before; null where nothing is held. */
  readonly state: TrustState | null;
  readonly trust: Trust;
  readonly outcomes: readonly DocumentOutcome[];
};

/**
 * Takes in documents of any kind in any order, many at once: a chain of bundles across changes of roots, a list and its changes. `held`
 * is what the last call returned, or null on the first run; `firstTrust` counts only then. A refused document changes nothing, and
 * where none is accepted the state is `held` itself. Codes: those of `openTrustStore` and `chooseBundle` for bundles;
 * STATUSLIST_MALFORMED, those of `checkUpdate`, CLOCK_IMPLAUSIBLE (signed later than `now`: an online key must not push the clock floor),
 * those of `extendChain` and STATUSLIST_ROLLBACK for status updates; ISSUEDSET_MALFORMED and ISSUEDSET_UNKNOWN for issued sets;
 * KEYSET_MISSING where no bundle is held for these; PACK_DOCUMENT_UNKNOWN. Where `held` cannot be opened every document is refused with
 * the code why. Throws TypeError only where `now` is no whole number of seconds.
 */
export function acceptTrustDocuments(
  held: TrustState | null,
  documents: readonly Uint8Array[],
  options: { readonly now: number; readonly engine: Ed25519Engine; readonly firstTrust?: FirstTrust | undefined },
): Acceptance {
  const { now, engine, firstTrust } = options;
  // At a clock of NaN nothing would ever have expired.
  if (!Number.isSafeInteger(now)) throw new TypeError("now must be whole seconds");
  const opened = held === null ? null : openState(held, { engine });
  if (opened !== null && !opened.ok) {
    return { state: held, trust: opened, outcomes: documents.map((bytes) => refusedUnread(bytes, opened.code)) };
  }
  const before = opened === null ? null : opened.value;

  const intake = new Map<number, DocumentOutcome>();
  const open = takeBundles(before?.open ?? null, documents, { now, engine, firstTrust }, intake);
  if (open.held === null)
    return { state: null, trust: NO_TRUST, outcomes: outcomesOf(documents, intake, "KEYSET_MISSING") };

  const isSameBundle = open.held === before?.open;
  const heldChains = before?.chains ?? new Map<string, StatusChain>();
  const chains = new Map(isSameBundle ? heldChains : chainsUnder(open.held, documentsOf(heldChains)));
  takeUpdates(chains, open.held, documents, now, intake);
  const issuedSets = takeIssuedSets(before?.issuedSets ?? new Map(), open.held, documents, intake);

  // The store's, not the state's: the times of the old bundle and of lists that are forgotten with it were seen all the same.
  const clockFloor = Math.max(before === null ? 0 : storeOfState(before).clockFloor, open.newestIssued);
  const store = storeOfState({ open: open.held, chains, issuedSets, clockFloor });
  const outcomes = outcomesOf(documents, intake, "PACK_DOCUMENT_UNKNOWN");
  const isNew = outcomes.some(({ outcome }) => outcome === "accepted");
  const after: OpenState = { open: open.held, chains, issuedSets, clockFloor: store.clockFloor };
  return { state: isNew ? trustStateOf(after) : held, trust: { ok: true, value: store }, outcomes };
}

type Intake = Map<number, DocumentOutcome>;

function outcomesOf(documents: readonly Uint8Array[], intake: Intake, otherwise: Code): readonly DocumentOutcome[] {
  return documents.map((bytes, i) => {
    const code = trustDocumentKind(bytes) === null ? "PACK_DOCUMENT_UNKNOWN" : otherwise;
    return intake.get(i) ?? refusedUnread(bytes, code);
  });
}

function refusedUnread(bytes: Uint8Array, code: Code): DocumentOutcome {
  return { kind: trustDocumentKind(bytes), version: null, kid: null, outcome: "refused", code };
}

/** The documents of one kind with their places. */
function ofKind(kind: TrustDocumentKind, documents: readonly Uint8Array[]): { place: number; bytes: Uint8Array }[] {
  return documents.map((bytes, place) => ({ place, bytes })).filter(({ bytes }) => trustDocumentKind(bytes) === kind);
}

function takeBundles(
  before: OpenBundle | null,
  documents: readonly Uint8Array[],
  options: { readonly now: number; readonly engine: Ed25519Engine; readonly firstTrust: FirstTrust | undefined },
  intake: Intake,
): { readonly held: OpenBundle | null; readonly newestIssued: number } {
  const candidates: { readonly place: number; readonly open: OpenBundle }[] = [];
  for (const { place, bytes } of ofKind("trust-bundle", documents)) {
    const open = openBundle(bytes, options);
    if (open.ok) candidates.push({ place, open: open.value });
    else intake.set(place, refusedUnread(bytes, open.code));
  }
  const choice = chooseBundle(
    before,
    candidates.map(({ open }) => open),
    options,
  );
  for (const [i, { place, open }] of candidates.entries()) {
    const outcome = choice.outcomes[i] as (typeof choice.outcomes)[number];
    intake.set(place, { kind: "trust-bundle", version: open.bundle.version, kid: null, ...outcome });
  }
  return choice;
}

/** Takes updates in the order of their versions, so that each finds its base, in whatever order they came. */
function takeUpdates(
  chains: Map<string, StatusChain>,
  open: OpenBundle,
  documents: readonly Uint8Array[],
  now: number,
  intake: Intake,
): void {
  const received: (ReceivedUpdate & { readonly place: number })[] = [];
  for (const { place, bytes } of ofKind("status-update", documents)) {
    const signed = decodeSignedStatusUpdate(bytes);
    if (signed.ok) received.push({ place, bytes, signed: signed.value });
    else intake.set(place, refusedUnread(bytes, signed.code));
  }
  const older: typeof received = [];
  const current = new Set<string>();
  for (const item of received.toSorted(inOrderOfVersions)) {
    const subject = toHex(item.signed.update.subject);
    const fault = checkUpdate(item.signed, open, { now }) ?? clockFault(item, now);
    const held = chains.get(subject) ?? null;
    const step = fault === null ? extendChain(held, item) : ({ outcome: "refused", code: fault } as const);
    if (step.outcome === "extended") chains.set(subject, step.chain);
    if (step.outcome === "extended" || step.outcome === "unchanged") current.add(subject);
    if (step.outcome === "older") older.push(item);
    else intake.set(item.place, { ...saidBy(item), ...(step.outcome === "extended" ? { outcome: "accepted" } : step) });
  }
  // An old list beside the current one is its history; alone it is offered as if it were the newest.
  for (const item of older) {
    const isHistory = current.has(toHex(item.signed.update.subject));
    const outcome = isHistory
      ? ({ outcome: "unchanged" } as const)
      : ({ outcome: "refused", code: "STATUSLIST_ROLLBACK" } as const);
    intake.set(item.place, { ...saidBy(item), ...outcome });
  }
}

function saidBy({ signed: { update } }: ReceivedUpdate): { kind: "status-update"; version: number; kid: string } {
  return { kind: "status-update", version: update.version, kid: kidOfThumbprint(update.subject) };
}

/** The kid is the beginning of the thumbprint (docs/spec.md §4.1). */
function kidOfThumbprint(thumbprint: Uint8Array): string {
  return toHex(thumbprint.subarray(0, KID_BYTES));
}

function clockFault({ signed }: ReceivedUpdate, now: number): Code | null {
  return signed.update.issued > now + CLOCK_TOLERANCE_SECONDS ? "CLOCK_IMPLAUSIBLE" : null;
}

/** Whole lists before changes, and at last by the bytes, so that of two that exclude each other always the same one is first. */
function inOrderOfVersions(a: ReceivedUpdate, b: ReceivedUpdate): number {
  const [one, other] = [a.signed.update, b.signed.update];
  return one.version - other.version || one.baseVersion - other.baseVersion || compareBytes(a.bytes, b.bytes);
}

function takeIssuedSets(
  before: OpenState["issuedSets"],
  open: OpenBundle,
  documents: readonly Uint8Array[],
  intake: Intake,
): OpenState["issuedSets"] {
  const held = new Map(
    issuedSetsUnder(
      open,
      [...before.values()].map(({ bytes }) => bytes),
    ),
  );
  for (const { place, bytes } of ofKind("issued-set", documents)) {
    // Of a document above its bound not even the digest is computed.
    const digest = bytes.length <= MAX_ISSUED_SET_BYTES ? toHex(sha256(bytes)) : "";
    const isNamed = open.bundle.companions.some((it) => it.kind === "issued-set" && toHex(it.digest) === digest);
    const isHeld = held.has(digest);
    if (isNamed && !isHeld) for (const [name, set] of issuedSetsUnder(open, [bytes])) held.set(name, set);
    const taken = held.get(digest);
    const code = isNamed ? "ISSUEDSET_MALFORMED" : "ISSUEDSET_UNKNOWN";
    intake.set(place, {
      kind: "issued-set",
      version: null,
      kid: taken === undefined ? null : kidOfThumbprint(taken.set.subject),
      ...(taken === undefined ? { outcome: "refused", code } : { outcome: isHeld ? "unchanged" : "accepted" }),
    });
  }
  return held;
}
