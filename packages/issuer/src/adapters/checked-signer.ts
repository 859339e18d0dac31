// Where a signature leaves a key: the one way from a file or a token to the Signer port. Whatever made it, the strict predicate
// (docs/spec.md §8) runs over each signature before anybody else sees it. A faulty machine or token must not hand out a
// certificate that no gate accepts; and a single wrong Ed25519 signature, made by a fault beside a right one of the same message,
// gives the private key away.

import { KEY_PURPOSES, type KeyPurpose, toHex } from "@mohor/schema";
import { verificationKey } from "@mohor/verifier";
import { nodeCryptoEngine } from "@mohor/verifier/node";
import type { Signer } from "../domain/ports.ts";
import { PortError } from "../domain/refusal.ts";

/** What a key is for, wherever it is held. */
export const HELD_KEY_PURPOSES: readonly HeldKeyPurpose[] = [...KEY_PURPOSES, "root", "log", "witness"];
export type HeldKeyPurpose = KeyPurpose | "root" | "log" | "witness";

/** The public side of a private key that is held somewhere. */
export type HeldKey = {
  readonly kid: string;
  readonly publicKey: Uint8Array;
  readonly purpose: HeldKeyPurpose;
  /** NumericDate. */
  readonly created: number;
};

/** A signer, and the keys that it signs with; no two of one kid. */
export type KeySigner = Signer & { readonly keys: readonly HeldKey[] };

/** One key's private side: the signature over the bytes, or a rejection with PortError. */
export type KeyOperation = (toBeSigned: Uint8Array) => Promise<Uint8Array>;

/**
 * The signer over these keys. `sign` rejects with PortError SIGNING_KEY_UNAVAILABLE (no key of that kid is held), SIGNER_FAULTY (the
 * signature, or the public key itself, does not hold), and as the operation does. A signature costs one check more: about 0.1 ms.
 */
export function createCheckedSigner(held: readonly (readonly [HeldKey, KeyOperation])[]): KeySigner {
  const byKid = new Map(
    held.map(([key, operation]) => [
      key.kid,
      { operation, verification: verificationKey(key.publicKey, nodeCryptoEngine) },
    ]),
  );
  return {
    keys: held.map(([key]) => key),
    async sign(kid, toBeSigned) {
      const name = toHex(kid);
      const key = byKid.get(name);
      if (key === undefined) throw new PortError("SIGNING_KEY_UNAVAILABLE", `the key ${name} is not open`);
      // A copy: the caller's bytes may change while a token works.
      const message = toBeSigned.slice();
      const signature = new Uint8Array(await key.operation(message));
      if (key.verification?.verify(signature, message) !== true) {
        throw new PortError("SIGNER_FAULTY", `a signature of the key ${name} does not hold`);
      }
      return signature;
    },
  };
}

/** One signer of several; of keys with one kid the first signer's. */
export function joinSigners(signers: readonly KeySigner[]): KeySigner {
  const byKid = new Map(signers.toReversed().flatMap((signer) => signer.keys.map((key) => [key.kid, signer] as const)));
  return {
    keys: [...byKid].flatMap(([kid, { keys }]) => keys.filter((key) => key.kid === kid)),
    async sign(kid, toBeSigned) {
      const signer = byKid.get(toHex(kid));
      if (signer === undefined) throw new PortError("SIGNING_KEY_UNAVAILABLE", `the key ${toHex(kid)} is not open`);
      return signer.sign(kid, toBeSigned);
    },
  };
}
