// The trust bundles of the vectors (docs/spec.md §4.2): an everyday one, and its faulty twins.

import {
  type CborMap,
  type CborValue,
  COSE_ALG,
  decodeCbor,
  encodeCbor,
  encodeCoseKey,
  encodeProtectedHeader,
  encodeSignedTrustBundle,
  encodeTrustBundle,
  MAX_TRUST_BUNDLE_BYTES,
  MAX_TRUST_BUNDLE_ITEMS,
  type TrustBundle,
  type TrustedKey,
  trustBundleToBeSigned,
} from "@mohor/schema";
import {
  CERTIFICATE_KEY,
  NOT_YET_KEY,
  RETIRED_KEY,
  REVOKED_KEY,
  ROOT_KEYS,
  SPECIMEN_KEY,
  STATUS_LIST_KEY,
  type TestKey,
  WITHDRAWN_KEY,
} from "./test-keys.ts";
import { DAY, ISSUED_AT, NOW, TRUST_ISSUED_AT } from "./timeline.ts";

/** An entry for this key: in use from long before the honest certificate until long after it, unless said otherwise. */
export function trusted(
  { publicKey, purpose }: Pick<TestKey, "publicKey" | "purpose">,
  dates: Partial<TrustedKey> = {},
): TrustedKey {
  if (purpose === "root") throw new TypeError("a root key stands in rootKeys");
  return {
    publicKey,
    purpose,
    useFrom: ISSUED_AT - 30 * DAY,
    signUntil: ISSUED_AT + 60 * DAY,
    acceptUntil: ISSUED_AT + 240 * DAY,
    state: "active",
    ...dates,
  };
}

/** The content of the everyday trust bundle: one key of each kind that a vector signs with. */
export const BUNDLE: TrustBundle = {
  version: 1,
  issuer: "Mohor test authority (fictitious)",
  issued: TRUST_ISSUED_AT,
  expires: TRUST_ISSUED_AT + 30 * DAY,
  ageingAfterSeconds: DAY,
  staleAfterSeconds: 7 * DAY,
  rootThreshold: 1,
  rootKeys: [ROOT_KEYS[0].publicKey],
  keys: [
    trusted(CERTIFICATE_KEY),
    trusted(SPECIMEN_KEY),
    trusted(STATUS_LIST_KEY),
    trusted(REVOKED_KEY, { state: "revoked" }),
    trusted(RETIRED_KEY, { signUntil: ISSUED_AT - 1 }),
    trusted(WITHDRAWN_KEY, { signUntil: NOW - 1, acceptUntil: NOW - 1 }),
    trusted(NOT_YET_KEY, { useFrom: ISSUED_AT + 1 }),
  ],
  companions: [],
};

/** A trust bundle with only the key of the honest certificates, for vectors whose subject is the bundle itself. */
export const SMALL_BUNDLE: TrustBundle = { ...BUNDLE, keys: [trusted(CERTIFICATE_KEY)] };

/** The bundle signed by these root keys, in this order. */
export function signedBundle(bundle: TrustBundle, roots: readonly TestKey[] = [ROOT_KEYS[0]]): Uint8Array {
  return signedPayload(encodeTrustBundle(bundle), roots);
}

/** A payload that may be no trust bundle, rightly signed. */
export function signedPayload(payload: Uint8Array, roots: readonly TestKey[] = [ROOT_KEYS[0]]): Uint8Array {
  const signatures = roots.map((root) => {
    const header = { alg: COSE_ALG.EDDSA, kid: root.kid } as const;
    const signature = root.sign(trustBundleToBeSigned(payload, encodeProtectedHeader(header)));
    return { header, signature };
  });
  return encodeSignedTrustBundle(payload, signatures);
}

/** The small bundle's payload with these members set, or left out where undefined (spec §4.2), whether they make sense or not. */
export function bundlePayloadWith(
  ...entries: readonly (readonly [key: number, value: CborValue | undefined])[]
): Uint8Array {
  const bounds = { maxBytes: MAX_TRUST_BUNDLE_BYTES, maxItems: MAX_TRUST_BUNDLE_ITEMS };
  const document = decodeCbor(encodeTrustBundle(SMALL_BUNDLE), bounds);
  if (!document.ok || !(document.value.item instanceof Map)) throw new TypeError("an honest payload is a map");
  const map = new Map([...document.value.item, ...entries]);
  return encodeCbor(new Map([...map].filter((entry): entry is [number | string, CborValue] => entry[1] !== undefined)));
}

/** A certificate key's entry (spec §4.2) with these members set, whether they make sense or not. */
export function keyEntry(
  publicKey: Uint8Array,
  ...entries: readonly (readonly [member: number, value: CborValue])[]
): CborMap {
  const { useFrom, signUntil, acceptUntil } = trusted({ publicKey, purpose: "certificate" });
  const honest = [encodeCoseKey(publicKey), 1, useFrom, signUntil, acceptUntil, 1] as const;
  return new Map<number, CborValue>([...honest.map((value, i) => [i + 1, value] as const), ...entries]);
}

/** What a gate holds, where a vector does not say otherwise. */
export const TRUST: Uint8Array = signedBundle(BUNDLE);
