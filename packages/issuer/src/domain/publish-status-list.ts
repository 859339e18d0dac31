// A version of a key's status list and the documents that carry it (docs/spec.md §4.5): the whole list, and changes from the versions
// before it. What a version says is fixed when it is sealed in the store, with its time; so publishing again after a crash, or twice
// at once, signs the same statements and never two states of one version.

import {
  COSE_ALG,
  coseKeyThumbprint,
  emptyStatusList,
  encodeSignedStatusUpdate,
  encodeStatusHeader,
  encodeStatusUpdate,
  fromHex,
  type IndexSet,
  indexSetOf,
  MAX_INDEX_SET_COUNT,
  type StatusList,
  statusChange,
  toBeSigned,
} from "@mohor/schema";
import type { Signer, StatusStore } from "./ports.ts";
import { type Refusal, refusal } from "./refusal.ts";
import type { SigningKey } from "./signing-key.ts";
import type { ListedStatus, StatusVersion } from "./status-change.ts";

/** Versions that a change is published from: the newest few, and the last of each day of a month. Gates with another take the whole list. */
const NEWEST_BASES = 8;
const BASE_DAYS = 31;
const DAY = 86_400;

/** One signed document: from `base` (0: the whole list) to the version published. */
export type StatusDocument = { readonly base: number; readonly bytes: Uint8Array<ArrayBuffer> };

/** A version of a list, ready to be given out. */
export type StatusPublication = {
  readonly list: StatusList;
  readonly issued: number;
  /** The whole list first, then changes from the newest base to the oldest. */
  readonly documents: readonly StatusDocument[];
};

/**
 * Seals what was decided since the last version into the next one, at `now`. Of several publishers at once one seals, and the others
 * go on with its version. A version sealed at this very second is not followed by another.
 */
export async function sealStatusVersion(
  kid: string,
  { statuses }: { readonly statuses: StatusStore },
  { now }: { readonly now: number },
): Promise<StatusVersion> {
  for (;;) {
    const newest = (await statuses.versions(kid)).at(-1);
    if (newest !== undefined && newest.sealedAt === now) return newest;
    const sealed = await statuses.seal(kid, { after: newest?.version ?? 0, at: now });
    if (sealed !== null) return sealed;
  }
}

/**
 * The documents of a sealed version of `key`'s list, signed by `statusKey`. Code: STATUS_LIST_FULL (more indices than a set holds).
 * Rejects as store and signer do. Memory: four bytes for each index listed.
 */
export async function publishStatusList(
  key: SigningKey,
  sealed: StatusVersion,
  ports: { readonly statuses: StatusStore; readonly signer: Signer },
  context: { readonly statusKey: SigningKey; readonly bundleVersion: number },
): Promise<({ readonly ok: true } & StatusPublication) | Refusal> {
  const { statuses, signer } = ports;
  const { version, sealedAt: issued } = sealed;
  const list = await listAt(key, version, statuses);
  if (list === null) return refusal("STATUS_LIST_FULL");
  const bases = changeBases(await statuses.versions(key.kid), sealed);
  const header = { alg: COSE_ALG.EDDSA, kid: fromHex(context.statusKey.kid) };
  const protectedHeader = encodeStatusHeader(header);
  const sign = async (base: StatusList): Promise<StatusDocument> => {
    const { bundleVersion } = context;
    const payload = encodeStatusUpdate({ ...statusChange(base, list), issued, bundleVersion });
    const signature = await signer.sign(header.kid, toBeSigned(protectedHeader, payload));
    return { base: base.version, bytes: encodeSignedStatusUpdate({ protectedHeader, payload, signature }) };
  };
  const documents = [await sign(emptyStatusList(list.subject, list.size))];
  for (const base of bases) documents.push(await sign(await listBefore(key, list, base, statuses)));
  return { ok: true, list, issued, documents };
}

/** The versions to publish changes from, newest first, so that a gate that was off for a month catches up by one small document. */
export function changeBases(versions: readonly StatusVersion[], published: StatusVersion): readonly number[] {
  const earlier = versions.filter(({ version }) => version < published.version);
  const lastOfDay = new Map(earlier.map(({ version, sealedAt }) => [Math.floor(sealedAt / DAY), version]));
  const days = [...lastOfDay]
    .filter(([day]) => day > published.sealedAt / DAY - BASE_DAYS)
    .map(([, version]) => version);
  const newest = earlier.slice(-NEWEST_BASES).map(({ version }) => version);
  return [...new Set([...days, ...newest])].toSorted((a, b) => b - a);
}

/** The list at a sealed version, or null where it holds more than a set may. */
async function listAt(key: SigningKey, version: number, statuses: StatusStore): Promise<StatusList | null> {
  const revoked = createIndexCollector();
  const suspended = createIndexCollector();
  for await (const { statusIndex, status } of statuses.statusAt(key.kid, version)) {
    const isRoom = status === "revoked" ? revoked.add(statusIndex) : suspended.add(statusIndex);
    if (!isRoom) return null;
  }
  return {
    subject: coseKeyThumbprint(key.publicKey),
    size: key.listSize,
    version,
    revoked: revoked.set(),
    suspended: suspended.set(),
  };
}

/** The list at an earlier version: the later one with what has changed since put back. */
async function listBefore(
  key: SigningKey,
  after: StatusList,
  version: number,
  statuses: StatusStore,
): Promise<StatusList> {
  const before = new Map<number, ListedStatus>();
  for await (const change of statuses.changesBetween(key.kid, version, after.version)) {
    before.set(change.statusIndex, change.before);
  }
  const was = (status: ListedStatus, held: IndexSet): IndexSet => {
    const back = [...before].flatMap(([index, earlier]) => (earlier === status ? [index] : []));
    const kept = held.filter((index) => !before.has(index));
    return back.length === 0 ? kept : indexSetOf([...kept, ...back]);
  };
  return { ...after, version, revoked: was("revoked", after.revoked), suspended: was("suspended", after.suspended) };
}

/** Collects ascending indices in typed arrays that double: a plain array would take several times the memory. */
function createIndexCollector(): { readonly add: (index: number) => boolean; readonly set: () => IndexSet } {
  let indices = new Uint32Array(1_024);
  let length = 0;
  return {
    add(index) {
      if (length === MAX_INDEX_SET_COUNT) return false;
      if (length === indices.length) {
        const larger = new Uint32Array(2 * length);
        larger.set(indices);
        indices = larger;
      }
      indices[length++] = index;
      return true;
    },
    set: () => indices.slice(0, length),
  };
}
