// One engine made of all: the reference engine, the tables and node:crypto compute each equation at once, and WebCrypto is asked for it
// as well, so that a whole run of the verifier costs its gates and its CBOR once. The reference engine's answer counts.

import { createHash } from "node:crypto";
import { toHex } from "@mohor/schema";
import { createTableEngine, type Ed25519Engine, type Equation, referenceEngine } from "@mohor/verifier";
import { nodeCryptoEngine } from "@mohor/verifier/node";

/** Keys that are kept ready. Tables of one take a few megabytes; vectors have some dozens of keys. */
const MAX_KEYS = 128;

/** Answers that are kept: of changed questions most hold the same bundle, with the same root signatures. */
const MAX_ANSWERS = 65_536;

/** All engines as one. */
export type UnanimousEngine = Ed25519Engine & {
  readonly names: readonly string[];
  /** Waits for WebCrypto. Different equations so far, how many held, and a line for each about which the engines differed. */
  readonly settle: () => Promise<{ readonly equations: number; readonly held: number; readonly differences: string[] }>;
};

/** WebCrypto is asynchronous and so no engine of the verifier; it is asked beside them, and told apart when it has answered. */
async function webCryptoVerifies(publicKey: Uint8Array, signature: Uint8Array, message: Uint8Array): Promise<boolean> {
  const key = await crypto.subtle.importKey("raw", Uint8Array.from(publicKey), "Ed25519", false, ["verify"]);
  return crypto.subtle.verify("Ed25519", key, Uint8Array.from(signature), Uint8Array.from(message));
}

/** A difference is kept and not thrown, so that nothing on the way can swallow it. */
export function createUnanimousEngine(
  engines: readonly Ed25519Engine[] = [referenceEngine, createTableEngine(), nodeCryptoEngine],
): UnanimousEngine {
  const names = [...engines.map(({ name }) => name), "WebCrypto"];
  const differences: string[] = [];
  const pending = new Set<Promise<void>>();
  const keys = new Map<string, Equation>();
  const answered = new Map<string, boolean>();
  let equations = 0;
  let held = 0;

  function note(publicKey: Uint8Array, signature: Uint8Array, message: Uint8Array, answers: readonly boolean[]): void {
    if (new Set(answers).size === 1) return;
    const each = answers.map((answer, i) => `${names[i]} ${answer}`).join(", ");
    differences.push(`key ${toHex(publicKey)}, signature ${toHex(signature)}, message ${toHex(message)}: ${each}`);
  }

  function unanimous(publicKey: Uint8Array): Equation {
    const prepared = engines.map((engine) => engine.prepare(publicKey));
    return (signature, message) => {
      const name = createHash("sha256").update(publicKey).update(signature).update(message).digest("base64");
      const before = answered.get(name);
      if (before !== undefined) return before;
      const answers = prepared.map((equation) => equation(signature, message));
      if (answered.size === MAX_ANSWERS) answered.clear();
      answered.set(name, answers[0] as boolean);
      equations++;
      if (answers[0] === true) held++;
      // The caller may write over its bytes before WebCrypto has read them.
      const [ownSignature, ownMessage] = [Uint8Array.from(signature), Uint8Array.from(message)];
      const asked: Promise<void> = webCryptoVerifies(publicKey, ownSignature, ownMessage)
        .then((answer) => note(publicKey, ownSignature, ownMessage, [...answers, answer]))
        .finally(() => pending.delete(asked));
      pending.add(asked);
      return answers[0] as boolean;
    };
  }

  return {
    name: "all engines",
    names,
    prepare(publicKey) {
      const hex = toHex(publicKey);
      const known = keys.get(hex);
      if (known !== undefined) return known;
      if (keys.size === MAX_KEYS) keys.clear();
      const equation = unanimous(publicKey);
      keys.set(hex, equation);
      return equation;
    },
    async settle() {
      await Promise.all(pending);
      return { equations, held, differences };
    },
  };
}
