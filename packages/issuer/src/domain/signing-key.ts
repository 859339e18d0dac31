// Signing keys as the domain knows them: public key, purpose and dates. Which key a certificate is signed with is decided here.

import { type KeyPurpose, type KeyState, kidOf, MAX_CBOR_ARGUMENT, toHex } from "@mohor/schema";

/** A key that certificates are issued under. */
export type SigningKey = {
  /** In hex: the first 4 bytes of the thumbprint. A store holds at most one key of a kid. */
  readonly kid: string;
  readonly publicKey: Uint8Array;
  readonly purpose: KeyPurpose;
  /** NumericDate: signs from here … */
  readonly useFrom: number;
  /** … to here, … */
  readonly signUntil: number;
  /** … and after this nothing it signed is accepted. */
  readonly acceptUntil: number;
  readonly state: KeyState;
  /** Indices in its status list; sequence numbers run from 0 to this. */
  readonly listSize: number;
  /** Key id of the keyed hash (`index`) that permutes its indices; never changes. */
  readonly indexKeyId: string;
};

const DAY = 86_400;

/** How long a key works, and how many certificates it may sign. */
export type SigningKeyPolicy = {
  readonly signDays: number;
  /** Days after the last signature that certificates are accepted: at least the longest validity. */
  readonly acceptDays: number;
  readonly listSize: number;
};

/** A quarter of signing, half a year and a day of acceptance after it; a status list of 2^24 entries, so that cti has 3 bytes. */
export const DEFAULT_SIGNING_KEY_POLICY: SigningKeyPolicy = { signDays: 90, acceptDays: 181, listSize: 2 ** 24 };

/** The last second that a key may begin at: its own last one must still be a NumericDate of the format (32 bits). */
export function lastUseFrom({ signDays, acceptDays }: SigningKeyPolicy): number {
  return MAX_CBOR_ARGUMENT - (signDays + acceptDays) * DAY;
}

/** The signing key for a public key, from its first day of use on. */
export function planSigningKey(
  publicKey: Uint8Array,
  purpose: KeyPurpose,
  { useFrom, policy, indexKeyId }: { useFrom: number; policy: SigningKeyPolicy; indexKeyId: string },
): SigningKey {
  const signUntil = useFrom + policy.signDays * DAY;
  return {
    kid: toHex(kidOf(publicKey)),
    publicKey,
    purpose,
    useFrom,
    signUntil,
    acceptUntil: signUntil + policy.acceptDays * DAY,
    state: "active",
    listSize: policy.listSize,
    indexKeyId,
  };
}

/** The keys that may sign at `now`: active, of this purpose, and within their dates (docs/spec.md §5). */
export function usableSigningKeys(
  keys: readonly SigningKey[],
  { now, purpose }: { now: number; purpose: KeyPurpose },
): readonly SigningKey[] {
  return keys.filter(
    (key) => key.purpose === purpose && key.state === "active" && key.useFrom <= now && now <= key.signUntil,
  );
}

/**
 * The key to sign a certificate with that begins at `now` and ends at `exp`: usable, and accepted until the
 * certificate ends. Of several the newest, so that a rotation takes effect by adding a key. Null where none fits.
 */
export function selectSigningKey(
  keys: readonly SigningKey[],
  { now, exp, purpose }: { now: number; exp: number; purpose: KeyPurpose },
): SigningKey | null {
  const fit = usableSigningKeys(keys, { now, purpose }).filter((key) => exp <= key.acceptUntil + 1);
  return fit.reduce<SigningKey | null>(
    (best, key) => (best === null || key.useFrom >= best.useFrom ? key : best),
    null,
  );
}
