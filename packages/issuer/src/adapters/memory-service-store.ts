// Organisations, consents, people, answers and tokens in memory.

import type { BearerToken, RememberedAnswer } from "../domain/bearer-token.ts";
import type { ConsentReceipt } from "../domain/consent.ts";
import { constantTimeEqual } from "../domain/constant-time.ts";
import type { Entity } from "../domain/entity.ts";
import type { PersonKey } from "../domain/person.ts";
import type {
  AnswerStore,
  AuditStore,
  ConsentStore,
  EntityStore,
  PersonStore,
  PrintLinkStore,
  TokenStore,
  WalletStore,
} from "../domain/ports.ts";
import { appendAudit, currentOf, decideStatus, headOf, type MemoryState } from "./memory-state.ts";

/** Organisations over the shared state. */
export function createMemoryEntityStore(state: MemoryState): EntityStore {
  const entities = new Map<string, Entity>();
  const ownerOf = new Map<string, string>();

  function keysAreFree({ entityId, keys }: Entity): boolean {
    return keys.every(({ keyId }) => (ownerOf.get(keyId) ?? entityId) === entityId);
  }

  function put(entity: Entity): void {
    entities.set(entity.entityId, entity);
    for (const { keyId } of entity.keys) ownerOf.set(keyId, entity.entityId);
  }

  return {
    async register(entity, audit) {
      if (entities.has(entity.entityId)) return false;
      if (!keysAreFree(entity)) throw new TypeError("another organisation has this key id");
      put(structuredClone(entity));
      appendAudit(state, [audit]);
      return true;
    },
    async find(entityId) {
      return entities.get(entityId) ?? null;
    },
    async list() {
      return [...entities.values()].toSorted((a, b) => (a.entityId < b.entityId ? -1 : 1));
    },
    async ofKey(keyId) {
      return entities.get(ownerOf.get(keyId) ?? "") ?? null;
    },
    async change(entityId, change, audit) {
      const held = entities.get(entityId);
      if (held === undefined) return null;
      const after = { ...change(held), entityId };
      if (!keysAreFree(after)) throw new TypeError("another organisation has this key id");
      put(after);
      appendAudit(state, [audit]);
      return after;
    },
  };
}

/** Consents over the shared state. */
export function createMemoryConsentStore(state: MemoryState): ConsentStore {
  const { consents } = state;
  return {
    async give(receipt) {
      const first = [...consents.values()].find(({ challengeId }) => challengeId === receipt.challengeId);
      if (first === undefined) consents.set(receipt.receiptId, structuredClone(receipt));
      return first ?? receipt;
    },
    async find(receiptId) {
      return consents.get(receiptId) ?? null;
    },
    async ofPerson(person) {
      return consentsOf(state, person);
    },
    async withdraw(receiptId, at, audit) {
      const held = consents.get(receiptId);
      if (held === undefined) return null;
      const receipt = { ...held, withdrawnAt: held.withdrawnAt ?? at };
      consents.set(receiptId, receipt);
      const issued = state.issues.get(held.challengeId)?.certificate.certificateId;
      const decision = { status: "revoked", at, reason: "consent-withdrawn", actor: audit.actor } as const;
      const { changed } = decideStatus(state, issued === undefined ? [] : [issued], decision);
      appendAudit(state, [audit]);
      return { receipt, revoked: changed };
    },
  };
}

function consentsOf({ consents }: MemoryState, { mobileHash, recordIds }: PersonKey): readonly ConsentReceipt[] {
  return [...consents.values()]
    .filter((receipt) => receipt.mobileHash === mobileHash && receipt.recordIds.some((id) => recordIds.includes(id)))
    .toSorted((a, b) => b.consent.givenAt - a.consent.givenAt || (a.receiptId < b.receiptId ? -1 : 1));
}

/** People over the shared state. */
export function createMemoryPersonStore(state: MemoryState): PersonStore {
  function recordsOf({ mobileHash, recordIds }: PersonKey) {
    return [...state.records.values()]
      .filter((record) => record.mobileHash === mobileHash && recordIds.includes(record.recordId))
      .toSorted((a, b) => (a.recordId < b.recordId ? -1 : 1));
  }

  function certificatesOf(recordIds: readonly string[]) {
    return [...state.certificates.values()]
      .filter(({ certificateId }) => recordIds.some((id) => state.recordIds.get(certificateId)?.has(id)))
      .toSorted((a, b) => b.iat - a.iat || (a.certificateId < b.certificateId ? -1 : 1));
  }

  function deleteCertificate(id: string): void {
    for (const [challengeId, { certificate }] of state.issues) {
      if (certificate.certificateId === id) state.issues.delete(challengeId);
    }
    state.wallets.delete(id);
    state.printLinks.delete(id);
    for (const [codeHash, { certificateId }] of state.offers) if (certificateId === id) state.offers.delete(codeHash);
    state.certificates.delete(id);
    state.recordIds.delete(id);
  }

  return {
    async exportOf(person) {
      return {
        records: recordsOf(person),
        certificates: certificatesOf(person.recordIds),
        consents: consentsOf(state, person),
      };
    },
    async erase(person, audit) {
      const records = recordsOf(person);
      const certificates = certificatesOf(person.recordIds).map(({ certificateId }) => certificateId);
      const current = currentOf(state, person.recordIds, audit.at).map(({ certificateId }) => certificateId);
      const decision = { status: "revoked", at: audit.at, reason: "holder-request", actor: audit.actor } as const;
      decideStatus(state, current, decision);
      const consents = consentsOf(state, person);
      for (const { receiptId } of consents) state.consents.delete(receiptId);
      const theirs = [...state.challenges.values()].filter(({ challengeId, mobileHash }) => {
        const yielded = state.issues.get(challengeId)?.certificate.certificateId;
        return yielded === undefined ? mobileHash === person.mobileHash : certificates.includes(yielded);
      });
      for (const { challengeId } of theirs) state.challenges.delete(challengeId);
      for (const id of certificates) deleteCertificate(id);
      for (const { recordId } of records) {
        state.records.delete(recordId);
        state.rows.delete(recordId);
        for (const event of [...state.doseEvents.values()]) {
          if (event.recordId === recordId) state.doseEvents.delete(event.eventKey);
        }
      }
      appendAudit(state, [audit]);
      return {
        records: records.length,
        certificates: certificates.length,
        consents: consents.length,
        challenges: theirs.length,
      };
    },
    async forget({ certificatesExpiredBefore, consentsBefore }, limit) {
      const expired = [...state.certificates.values()].filter(({ exp }) => exp < certificatesExpiredBefore);
      const goners = expired.toSorted((a, b) => a.exp - b.exp).slice(0, limit);
      for (const { certificateId } of goners) deleteCertificate(certificateId);
      const ended = [...state.consents.values()].filter(({ challengeId, consent, withdrawnAt }) =>
        withdrawnAt !== null && withdrawnAt < consentsBefore
          ? true
          : consent.givenAt < consentsBefore && !state.issues.has(challengeId),
      );
      const forgotten = ended.toSorted((a, b) => a.consent.givenAt - b.consent.givenAt).slice(0, limit);
      for (const { receiptId } of forgotten) state.consents.delete(receiptId);
      return { certificates: goners.length, consents: forgotten.length };
    },
  };
}

/** Wallet documents over the shared state. */
export function createMemoryWalletStore({ wallets }: MemoryState): WalletStore {
  return {
    async offer(offer) {
      const held = wallets.get(offer.certificateId);
      const documentId = held?.documentId ?? offer.documentId;
      const others = [...wallets.values()].filter(({ certificateId }) => certificateId !== offer.certificateId);
      const isTaken = others.some((other) => other.documentId === documentId || other.codeHash === offer.codeHash);
      if (isTaken) return null;
      wallets.set(offer.certificateId, { ...offer, documentId });
      return documentId;
    },
    async ofCode(codeHash, now) {
      const held = [...wallets.values()].find((each) => each.codeHash === codeHash && each.expiresAt > now);
      return held === undefined ? null : { certificateId: held.certificateId, documentId: held.documentId };
    },
  };
}

/** Links for somebody else's printer over the shared state. */
export function createMemoryPrintLinkStore({ printLinks }: MemoryState): PrintLinkStore {
  return {
    async offer(link) {
      if (printLinks.get(link.certificateId)?.challengeId === link.challengeId) return false;
      printLinks.delete(link.certificateId);
      if ([...printLinks.values()].some(({ codeHash }) => codeHash === link.codeHash))
        throw new TypeError("another link has this code");
      printLinks.set(link.certificateId, link);
      return true;
    },
    async open({ codeHash, digitsHash, now }) {
      const held = [...printLinks.values()].find((link) => link.codeHash === codeHash);
      if (held === undefined || held.expiresAt <= now || held.usesLeft === 0 || held.triesLeft === 0)
        return { outcome: "unknown" };
      const { certificateId, usesLeft, triesLeft } = held;
      const isRight = constantTimeEqual(held.digitsHash, digitsHash);
      const left = isRight ? { usesLeft: usesLeft - 1 } : { triesLeft: triesLeft - 1 };
      printLinks.set(certificateId, { ...held, ...left });
      return isRight ? { outcome: "opened", certificateId } : { outcome: "wrong", attemptsLeft: triesLeft - 1 };
    },
    async end(challengeId) {
      const held = [...printLinks.values()].find((link) => link.challengeId === challengeId);
      return held !== undefined && printLinks.delete(held.certificateId);
    },
    async forget(now) {
      return deleteExpired(printLinks, now);
    },
  };
}

/** No answers. */
export function createMemoryAnswerStore(): AnswerStore {
  const answers = new Map<string, RememberedAnswer>();
  const find = (scope: string, keyHash: string, now: number): RememberedAnswer | null => {
    const held = answers.get(`${scope} ${keyHash}`);
    return held !== undefined && held.expiresAt > now ? held : null;
  };
  return {
    async find(scope, keyHash, now) {
      return find(scope, keyHash, now);
    },
    async remember(answer, now) {
      const held = find(answer.scope, answer.keyHash, now);
      if (held === null) answers.set(`${answer.scope} ${answer.keyHash}`, answer);
      return held ?? answer;
    },
    async forget(now) {
      return deleteExpired(answers, now);
    },
  };
}

/** No tokens. */
export function createMemoryTokenStore(): TokenStore {
  const tokens = new Map<string, BearerToken>();
  return {
    async issue(token) {
      tokens.set(token.tokenHash, token);
    },
    async find(tokenHash, now) {
      const held = tokens.get(tokenHash);
      return held !== undefined && held.expiresAt > now ? held : null;
    },
    async end(tokenHash) {
      return tokens.delete(tokenHash);
    },
    async forget(now) {
      return deleteExpired(tokens, now);
    },
  };
}

function deleteExpired(held: Map<string, { readonly expiresAt: number }>, now: number): number {
  const expired = [...held].filter(([, { expiresAt }]) => expiresAt <= now);
  for (const [key] of expired) held.delete(key);
  return expired.length;
}

/** The audit trail over the shared state. */
export function createMemoryAuditStore(state: MemoryState): AuditStore {
  return {
    async append(facts) {
      return appendAudit(state, facts);
    },
    async page(after, limit) {
      return state.audit.slice(after, after + limit);
    },
    async head() {
      return headOf(state.audit);
    },
  };
}
