// Signing keys as the domain knows them: public key, purpose and dates. Which key a certificate is signed with is decided here.

import { type KeyPurpose, type KeyState, kidOf, toHex } from "@mohor/schema";

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

/** The signing key for a public key made at `now`. */
export function planSigningKey(
  publicKey: Uint8Array,
  purpose: KeyPurpose,
  { now, policy, indexKeyId }: { now: number; policy: SigningKeyPolicy; indexKeyId: string },
): SigningKey {
  const signUntil = now + policy.signDays * DAY;
  return {
    kid: toHex(kidOf(publicKey)),
    publicKey,
    purpose,
    useFrom: now,
    signUntil,
    acceptUntil: signUntil + policy.acceptDays * DAY,
    state: "active",
    listSize: policy.listSize,
    indexKeyId,
  };
}

/**
 * The key to sign a certificate with that begins at `now` and ends at `exp`: active, of this purpose, within its dates, and
 * accepted until the certificate ends. Of several the newest, so that a rotation takes effect by adding a key. Null where none fits.
 */
export function selectSigningKey(
  keys: readonly SigningKey[],
  { now, exp, purpose }: { now: number; exp: number; purpose: KeyPurpose },
): SigningKey | null {
  const fit = keys.filter(
    (key) =>
      key.purpose === purpose &&
      key.state === "active" &&
      key.useFrom <= now &&
      now <= key.signUntil &&
      exp <= key.acceptUntil + 1,
  );
  return fit.reduce<SigningKey | null>(
    (best, key) => (best === null || key.useFrom >= best.useFrom ? key : best),
    null,
  );
}
