// The stores in memory: for tests and demonstrations, and the plainest statement of what the contract means. One process, nothing
// durable.

import { bytesEqual } from "@mohor/schema";
import type { SigningKeyStore, Stores } from "../domain/ports.ts";
import { PortError } from "../domain/refusal.ts";
import { createMemoryCertificateStore, createMemoryStatusStore } from "./memory-certificate-store.ts";
import { createMemoryChallengeStore } from "./memory-challenge-store.ts";
import { createMemoryCredentialOfferStore } from "./memory-credential-offer-store.ts";
import { createMemoryHomeStore } from "./memory-home-store.ts";
import { createMemoryLogStore } from "./memory-log-store.ts";
import { createMemoryDoseEventStore, createMemoryRecordStore } from "./memory-record-store.ts";
import {
  createMemoryAnswerStore,
  createMemoryAuditStore,
  createMemoryConsentStore,
  createMemoryEntityStore,
  createMemoryPersonStore,
  createMemoryPrintLinkStore,
  createMemoryTokenStore,
  createMemoryWalletStore,
} from "./memory-service-store.ts";
import { appendAudit, createMemoryState, type MemoryState } from "./memory-state.ts";

/** Empty stores. */
export function createMemoryStore(): Stores {
  const state = createMemoryState();
  const answers = createMemoryAnswerStore();
  let closed = false;
  return {
    records: createMemoryRecordStore(state),
    challenges: createMemoryChallengeStore(state),
    signingKeys: createSigningKeyStore(state),
    certificates: createMemoryCertificateStore(state),
    statuses: createMemoryStatusStore(state),
    entities: createMemoryEntityStore(state),
    consents: createMemoryConsentStore(state),
    people: createMemoryPersonStore(state),
    answers,
    tokens: createMemoryTokenStore(),
    wallets: createMemoryWalletStore(state),
    printLinks: createMemoryPrintLinkStore(state),
    offers: createMemoryCredentialOfferStore(state),
    audit: createMemoryAuditStore(state),
    doseEvents: createMemoryDoseEventStore(state, answers),
    log: createMemoryLogStore(state),
    home: createMemoryHomeStore(state),
    async ping() {
      if (closed) throw new PortError("STORE_UNAVAILABLE", "the store is closed");
    },
    async close() {
      closed = true;
    },
  };
}

function createSigningKeyStore(state: MemoryState): SigningKeyStore {
  const { signingKeys: keys } = state;
  return {
    async register(key) {
      const held = keys.get(key.kid);
      if (held === undefined) keys.set(key.kid, { key, next: 0 });
      else if (!bytesEqual(held.key.publicKey, key.publicKey)) {
        throw new PortError("SIGNING_KEY_EXISTS", `another key has the kid ${key.kid}`);
      }
    },
    async list() {
      return [...keys.values()]
        .map(({ key }) => key)
        .toSorted((a, b) => a.useFrom - b.useFrom || (a.kid < b.kid ? -1 : 1));
    },
    async takeSequences(kid, count) {
      const held = keys.get(kid);
      if (held === undefined || held.next >= held.key.listSize) return null;
      const first = held.next;
      held.next = Math.min(first + count, held.key.listSize);
      return { first, count: held.next - first };
    },
    async end(kid, how, audit) {
      const held = keys.get(kid);
      if (held === undefined) return false;
      const after = { ...held.key, ...(how === "revoked" ? { state: how } : how) };
      if (how === "revoked" ? held.key.state === how : how.signUntil >= held.key.signUntil) return false;
      held.key = after;
      appendAudit(state, [audit]);
      return true;
    },
  };
}
