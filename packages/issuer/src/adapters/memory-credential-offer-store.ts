// Offers to wallets and the tokens they became, in memory.

import type { CredentialOfferStore } from "../domain/ports.ts";
import type { MemoryState } from "./memory-state.ts";

/** Offers over the shared state. */
export function createMemoryCredentialOfferStore({ offers }: MemoryState): CredentialOfferStore {
  return {
    async open(offer) {
      for (const [codeHash, { certificateId, tokenHash }] of offers) {
        if (certificateId === offer.certificateId && tokenHash === null) offers.delete(codeHash);
      }
      offers.set(offer.codeHash, { ...offer, attempts: 0, tokenHash: null });
    },
    async redeem({ codeHash, txCodeHash, tokenHash, tokenExpiresAt, now, maxAttempts }) {
      const held = offers.get(codeHash);
      const isLive = held?.tokenHash === null && held.expiresAt > now && held.attempts < maxAttempts;
      if (held === undefined || !isLive) return { outcome: "unknown" };
      if (txCodeHash === null && held.txCodeHash !== null) return { outcome: "tx-code-missing" };
      if (txCodeHash !== null && held.txCodeHash === null) return { outcome: "tx-code-unexpected" };
      if (txCodeHash !== held.txCodeHash) {
        const attempts = held.attempts + 1;
        offers.set(codeHash, { ...held, attempts });
        return { outcome: "tx-code-wrong", attemptsLeft: maxAttempts - attempts };
      }
      offers.set(codeHash, { ...held, tokenHash, expiresAt: tokenExpiresAt });
      return { outcome: "redeemed" };
    },
    async certificateOfToken(tokenHash, now) {
      const held = [...offers.values()].find((each) => each.tokenHash === tokenHash && each.expiresAt > now);
      return held?.certificateId ?? null;
    },
    async forget(now) {
      const over = [...offers].filter(([, { expiresAt }]) => expiresAt <= now);
      for (const [codeHash] of over) offers.delete(codeHash);
      return over.length;
    },
  };
}
