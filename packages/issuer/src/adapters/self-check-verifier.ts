// The issuer's self-check by the verifier's core: the same function that a gate runs, over a trust store that holds the one key
// just signed with. It asks whether the certificate is sound, not whether gates have heard of the key: publication has its own
// clock, and an issuer whose published bundle is a week old must not stop.

import { kidOf, toHex } from "@mohor/schema";
import {
  type Ed25519Engine,
  NOTHING_BESIDE,
  type Trust,
  type VerificationKey,
  verificationKey,
  verify,
} from "@mohor/verifier";
import { nodeCryptoEngine } from "@mohor/verifier/node";
import type { SelfCheck } from "../domain/ports.ts";

/** A self-check with this engine; behind the gates of strict Ed25519 every engine gives the same verdict. */
export function createSelfCheck({ engine = nodeCryptoEngine }: { readonly engine?: Ed25519Engine } = {}): SelfCheck {
  const prepared = new Map<string, VerificationKey | null>();

  function prepare(publicKey: Uint8Array): VerificationKey | null {
    const name = toHex(publicKey);
    const held = prepared.get(name);
    if (held !== undefined) return held;
    const key = verificationKey(publicKey, engine);
    prepared.set(name, key);
    return key;
  }

  return {
    async check(qrText, key, { now }) {
      const ready = prepare(key.publicKey);
      if (ready === null) return { ok: false, code: "KEYSET_KEY_INVALID" };
      const { publicKey, purpose, useFrom, signUntil, acceptUntil, state } = key;
      const trusted = {
        publicKey,
        purpose,
        useFrom,
        signUntil,
        acceptUntil,
        state,
        verify: ready.verify,
        beside: NOTHING_BESIDE,
      };
      const trust: Trust = {
        ok: true,
        value: {
          bundle: {
            version: 1,
            issuer: "self-check",
            issued: now,
            expires: now + 1,
            ageingAfterSeconds: 1,
            staleAfterSeconds: 1,
            rootThreshold: 1,
            rootKeys: [],
            keys: [trusted],
            companions: [],
          },
          keysByKid: new Map([[toHex(kidOf(publicKey)), [trusted]]]),
          clockFloor: now,
          freshAt: now,
        },
      };
      const verdict = verify(qrText, trust, { now });
      return verdict.outcome === "valid" ? { ok: true, claims: verdict.claims } : { ok: false, code: verdict.code };
    },
  };
}
