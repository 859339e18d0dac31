// Every engine of the signature predicate that this machine has, behind the same gates. WebCrypto is asynchronous, so it is no
// engine of the verifier's core on Node; here the gates are asked first and then it is asked for the equation.

import { toHex } from "@mohor/schema";
import {
  createTableEngine,
  type Ed25519Engine,
  referenceEngine,
  type VerificationKey,
  verificationKey,
} from "@mohor/verifier";
import { nodeCryptoEngine } from "@mohor/verifier/node";

export type Predicate = {
  readonly name: string;
  readonly accepts: (publicKey: Uint8Array, signature: Uint8Array, message: Uint8Array) => boolean | Promise<boolean>;
};

function predicateOf(engine: Ed25519Engine, name: string = engine.name): Predicate {
  // Preparing a key costs up to 25 ms, and the sets use few keys many times.
  const keys = new Map<string, VerificationKey | null>();
  const prepared = (publicKey: Uint8Array): VerificationKey | null => {
    const hex = toHex(publicKey);
    const known = keys.get(hex);
    if (known !== undefined) return known;
    const key = verificationKey(publicKey, engine);
    keys.set(hex, key);
    return key;
  };
  return {
    name,
    accepts: (publicKey, signature, message) => prepared(publicKey)?.verify(signature, message) ?? false,
  };
}

/** The gates alone: an equation that always holds. */
const gates = predicateOf({ name: "gates", prepare: () => () => true });

const webCrypto: Predicate = {
  name: "WebCrypto",
  accepts: async (publicKey, signature, message) => {
    if (gates.accepts(publicKey, signature, message) !== true) return false;
    const key = await crypto.subtle.importKey("raw", Uint8Array.from(publicKey), "Ed25519", false, ["verify"]);
    return crypto.subtle.verify("Ed25519", key, Uint8Array.from(signature), Uint8Array.from(message));
  },
};

/** The engines, the one that settles any doubt first. */
export const PREDICATES: readonly Predicate[] = [
  predicateOf(referenceEngine),
  predicateOf(createTableEngine()),
  predicateOf(nodeCryptoEngine, `node:crypto ${process.version} (OpenSSL ${process.versions.openssl})`),
  webCrypto,
];

/** The answer of all engines, which is one; fails where two differ. */
export async function answerOfAll(publicKey: Uint8Array, signature: Uint8Array, message: Uint8Array): Promise<boolean> {
  const answers = await Promise.all(PREDICATES.map(({ accepts }) => accepts(publicKey, signature, message)));
  if (new Set(answers).size !== 1) {
    const each = PREDICATES.map(({ name }, i) => `${name} ${answers[i]}`).join(", ");
    throw new Error(`engines differ on key ${toHex(publicKey)}, signature ${toHex(signature)}: ${each}`);
  }
  return answers[0] as boolean;
}

/** One line that says which engines ran over how many cases. */
export function reportEngines(set: string, accepted: number, total: number): void {
  const names = PREDICATES.map(({ name }) => name).join(", ");
  process.stdout.write(`strict Ed25519, ${set}: ${accepted} of ${total} accepted by each of ${names}\n`);
}
