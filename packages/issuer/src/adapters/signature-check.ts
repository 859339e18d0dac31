// The strict predicate of docs/spec.md §8 for the domain, which knows no verifier.

import { toHex } from "@mohor/schema";
import { type VerificationKey, verificationKey } from "@mohor/verifier";
import { nodeCryptoEngine } from "@mohor/verifier/node";
import type { SignatureCheck } from "../domain/root-ceremony.ts";

/** A check with a memory of its own for keys made ready: a ceremony asks about a few keys many times. */
export function createSignatureCheck(): SignatureCheck {
  const ready = new Map<string, VerificationKey | null>();
  return (publicKey, signature, message) => {
    const name = toHex(publicKey);
    const held = ready.get(name);
    const key = held === undefined ? verificationKey(publicKey, nodeCryptoEngine) : held;
    ready.set(name, key);
    return key?.verify(signature, message) === true;
  };
}
