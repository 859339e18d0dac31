// The documents of the vectors about taking in trust documents: the bundle that a gate holds, those that follow it, and the lists of its
// certificate key.

import {
  type CborValue,
  coseKeyThumbprint,
  decodeCbor,
  encodeCbor,
  MAX_STATUS_UPDATE_BYTES,
  MAX_STATUS_UPDATE_ITEMS,
  rootSetFingerprint,
  type StatusList,
  statusListDigest,
  type TrustBundle,
} from "@mohor/schema";
import type { HeldDocuments } from "./acceptance-vector.ts";
import { statusList, statusUpdate } from "./status-lists.ts";
import { CERTIFICATE_KEY, ROOT_KEYS, STATUS_LIST_KEY, STRANGER_ROOT_KEY, type TestKey } from "./test-keys.ts";
import { DAY, NOW, TRUST_ISSUED_AT } from "./timeline.ts";
import { BUNDLE, signedBundle, trusted } from "./trust.ts";

export const ROOT_1: TestKey = ROOT_KEYS[0];
export const ROOT_2: TestKey = ROOT_KEYS[1];
export const ROOT_3: TestKey = ROOT_KEYS[2];
export const NEW_ROOT: TestKey = STRANGER_ROOT_KEY;

/** Two of three roots; a key for certificates and one for status lists. Version 3, so that there is something below it. */
export const CONTENT: TrustBundle = {
  ...BUNDLE,
  version: 3,
  rootThreshold: 2,
  rootKeys: [ROOT_1.publicKey, ROOT_2.publicKey, ROOT_3.publicKey],
  keys: [trusted(CERTIFICATE_KEY), trusted(STATUS_LIST_KEY)],
};

/** A root set that only one root of the first is left in. */
export const OTHER_ROOTS: Pick<TrustBundle, "rootThreshold" | "rootKeys"> = {
  rootThreshold: 2,
  rootKeys: [ROOT_3.publicKey, NEW_ROOT.publicKey],
};

/** The bundle of this version, signed by two roots where nothing else is said. A later one was issued a minute later. */
export function bundle(
  version: number,
  changes: Partial<TrustBundle> = {},
  signers: readonly TestKey[] = [ROOT_1, ROOT_2],
): Uint8Array {
  return signedBundle({ ...CONTENT, version, issued: issuedOf(version), ...changes }, signers);
}

/** When the bundle of this version was issued, where nothing else is said. */
export function issuedOf(version: number): number {
  return TRUST_ISSUED_AT + 60 * (version - CONTENT.version);
}

/** The dates of a bundle that has expired by NOW. */
export const EXPIRED: Partial<TrustBundle> = { issued: NOW - 2 * DAY, expires: NOW };

/** The bundle that the gate holds, and its fingerprint. */
export const HELD_BUNDLE: Uint8Array = bundle(3);
export const FINGERPRINT: Uint8Array = rootSetFingerprint(CONTENT);

/** The thumbprint of the certificate key, whose lists these are. */
export const SUBJECT: Uint8Array = coseKeyThumbprint(CERTIFICATE_KEY.publicKey);

/** The list at each version: one more index is revoked each time. */
export const LISTS: readonly StatusList[] = [0, 1, 2, 3, 4].map((version) =>
  statusList({ version, revoked: Array.from({ length: version }, (_, i) => 1_000 * (i + 1)) }),
);

export function list(version: number): StatusList {
  return LISTS[version] as StatusList;
}

/** The digest of the list of this version. */
export function digest(version: number): Uint8Array {
  return statusListDigest(list(version));
}

/** When updates were signed, where nothing else is said. */
export const UPDATED_AT: number = TRUST_ISSUED_AT + 600;

type Changes = Omit<Parameters<typeof statusUpdate>[0], "from" | "to">;

/** The whole list of this version, and the update from one version to another. */
export function whole(version: number, changes: Changes = {}): Uint8Array {
  return statusUpdate({ to: list(version), issued: UPDATED_AT, bundleVersion: CONTENT.version, ...changes });
}

export function update(from: number, to: number, changes: Changes = {}): Uint8Array {
  const honest = { from: list(from), to: list(to), issued: UPDATED_AT, bundleVersion: CONTENT.version };
  return statusUpdate({ ...honest, ...changes });
}

/** An update's payload (spec §4.5) with these members set, whether they make sense or not. */
export function payloadWith(
  ...entries: readonly (readonly [key: number, value: CborValue])[]
): (honest: Uint8Array) => Uint8Array {
  return (honest) => {
    const document = decodeCbor(honest, { maxBytes: MAX_STATUS_UPDATE_BYTES, maxItems: MAX_STATUS_UPDATE_ITEMS });
    if (!document.ok || !(document.value.item instanceof Map)) throw new TypeError("an honest payload is a map");
    return encodeCbor(new Map([...document.value.item, ...entries]));
  };
}

/** What the gate holds: the bundle alone, and with a list of version 2 that it has by two updates. */
export const HELD: HeldDocuments & { readonly clockFloor: number } = {
  trust: HELD_BUNDLE,
  clockFloor: TRUST_ISSUED_AT,
};
export const HELD_UPDATES: readonly Uint8Array[] = [whole(1), update(1, 2)];
export const HELD_WITH_LIST: HeldDocuments & { readonly clockFloor: number } = {
  trust: HELD_BUNDLE,
  updates: HELD_UPDATES,
  clockFloor: UPDATED_AT,
};
