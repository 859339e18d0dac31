// The stores in memory: for tests and demonstrations, and the plainest statement of what the contract means. One process, nothing
// durable. No method awaits anything, so each is atomic by itself.

import { bytesEqual } from "@mohor/schema";
import type { Certificate } from "../domain/certificate.ts";
import {
  type Challenge,
  type ChallengePurpose,
  FAILURE_BUCKET_SECONDS,
  type FailureBucket,
  HISTORY_SECONDS,
  MAX_HISTORY,
  type NumberHistory,
} from "../domain/challenge.ts";
import { constantTimeEqual } from "../domain/constant-time.ts";
import type {
  CertificateIssue,
  CertificateStore,
  ChallengeStore,
  CommitOutcome,
  RecordStore,
  SigningKeyStore,
  Stores,
} from "../domain/ports.ts";
import { PortError } from "../domain/refusal.ts";
import type { SigningKey } from "../domain/signing-key.ts";
import type { EnrolledRecord } from "../domain/vaccination-record.ts";

/** Empty stores. */
export function createMemoryStore(): Stores {
  const records = new Map<string, EnrolledRecord>();
  const challenges = new Map<string, Challenge>();
  return {
    records: createRecordStore(records),
    challenges: createChallengeStore(challenges),
    signingKeys: createSigningKeyStore(),
    certificates: createCertificateStore(records, challenges),
    close() {},
  };
}

function createRecordStore(records: Map<string, EnrolledRecord>): RecordStore {
  return {
    async upsert(batch) {
      const counts = { inserted: 0, updated: 0, unchanged: 0, outdated: 0 };
      for (const enrolled of batch) {
        const held = records.get(enrolled.recordId);
        if (held !== undefined && held.revision > enrolled.revision) {
          counts.outdated++;
          continue;
        }
        if (held === undefined) counts.inserted++;
        else if (held.contentHash === enrolled.contentHash) counts.unchanged++;
        else counts.updated++;
        records.set(enrolled.recordId, structuredClone(enrolled));
      }
      return counts;
    },
    async onMobile(mobileHash, limit) {
      return [...records.values()]
        .filter((enrolled) => enrolled.mobileHash === mobileHash)
        .toSorted((a, b) => (a.recordId < b.recordId ? -1 : 1))
        .slice(0, limit);
    },
  };
}

function createChallengeStore(challenges: Map<string, Challenge>): ChallengeStore {
  const sends: { readonly mobileHash: string; readonly at: number }[] = [];
  const failures: { readonly mobileHash: string; readonly at: number }[] = [];

  function historyOf(mobileHash: string, purpose: ChallengePurpose, now: number): NumberHistory {
    return {
      sends: times(sends, mobileHash, now),
      failures: times(failures, mobileHash, now),
      unconfirmed: liveOf(mobileHash, purpose) ?? null,
      failureBuckets: bucketsOf(now),
    };
  }

  function times(events: typeof sends, mobileHash: string, now: number): readonly number[] {
    return events
      .filter((event) => event.mobileHash === mobileHash && event.at > now - HISTORY_SECONDS)
      .map(({ at }) => at)
      .toSorted((a, b) => b - a)
      .slice(0, MAX_HISTORY);
  }

  function bucketsOf(now: number): readonly FailureBucket[] {
    const counts = new Map<number, number>();
    for (const { at } of failures) {
      const start = at - (at % FAILURE_BUCKET_SECONDS);
      if (start > now - HISTORY_SECONDS) counts.set(start, (counts.get(start) ?? 0) + 1);
    }
    return [...counts].map(([start, count]) => ({ start, count })).toSorted((a, b) => b.start - a.start);
  }

  function liveOf(mobileHash: string, purpose: ChallengePurpose): Challenge | undefined {
    return [...challenges.values()].find(
      (challenge) => challenge.mobileHash === mobileHash && challenge.purpose === purpose && challenge.state === "live",
    );
  }

  function update(challenge: Challenge, change: Partial<Challenge>): Challenge {
    const after = { ...challenge, ...change };
    challenges.set(challenge.challengeId, after);
    return after;
  }

  return {
    async open(challenge, admit) {
      const { mobileHash, purpose, requestedAt } = challenge;
      const admission = admit(historyOf(mobileHash, purpose, requestedAt));
      if (!admission.ok) return admission;
      const replaced = liveOf(mobileHash, purpose);
      if (replaced !== undefined) update(replaced, { state: "replaced" });
      sends.push({ mobileHash, at: requestedAt });
      update(challenge, { attempts: admission.carriedAttempts });
      return admission;
    },
    async find(challengeId) {
      return challenges.get(challengeId) ?? null;
    },
    async tryCode({ challengeId, codeHash, now, maxAttempts }, admit) {
      const before = challenges.get(challengeId);
      if (before === undefined) return { outcome: "unknown" };
      if (before.state === "replaced") return { outcome: "replaced" };
      const isLive = before.state === "live";
      const refused = isLive ? admit(historyOf(before.mobileHash, before.purpose, now)) : null;
      if (refused !== null) return { outcome: "refused", refusal: refused };
      if (now >= (isLive ? before.expiresAt : before.replayUntil)) return { outcome: "expired" };
      // The right code of a confirmed challenge was counted once, so one more is allowed afterwards.
      const allowed = isLive ? maxAttempts : maxAttempts + 1;
      if (before.attempts >= allowed) return { outcome: "spent" };
      const matched = constantTimeEqual(before.codeHash, codeHash);
      const after = update(before, {
        attempts: before.attempts + (isLive || !matched ? 1 : 0),
        state: isLive && matched ? "confirmed" : before.state,
      });
      if (matched) return { outcome: "confirmed", first: isLive, challenge: after };
      failures.push({ mobileHash: before.mobileHash, at: now });
      return { outcome: "wrong", attemptsLeft: allowed - after.attempts };
    },
    async failureBuckets(now) {
      return bucketsOf(now);
    },
    async forget(now) {
      const old = [...challenges.values()].filter(({ replayUntil }) => replayUntil <= now);
      for (const { challengeId } of old) challenges.delete(challengeId);
      for (const events of [sends, failures]) {
        const kept = events.filter(({ at }) => at > now - HISTORY_SECONDS);
        events.splice(0, events.length, ...kept);
      }
      return old.length;
    },
  };
}

function createSigningKeyStore(): SigningKeyStore {
  const keys = new Map<string, { readonly key: SigningKey; next: number }>();
  return {
    async register(key) {
      const held = keys.get(key.kid);
      if (held === undefined) keys.set(key.kid, { key, next: 0 });
      else if (!bytesEqual(held.key.publicKey, key.publicKey)) {
        throw new PortError("SIGNING_KEY_EXISTS", `another key has the kid ${key.kid}`);
      }
    },
    async list() {
      return [...keys.values()].map(({ key }) => key).toSorted((a, b) => a.useFrom - b.useFrom);
    },
    async takeSequences(kid, count) {
      const held = keys.get(kid);
      if (held === undefined || held.next >= held.key.listSize) return null;
      const first = held.next;
      held.next = Math.min(first + count, held.key.listSize);
      return { first, count: held.next - first };
    },
  };
}

function createCertificateStore(
  records: ReadonlyMap<string, EnrolledRecord>,
  challenges: Map<string, Challenge>,
): CertificateStore {
  const certificates = new Map<string, Certificate>();
  const recordIdsOf = new Map<string, Set<string>>();
  const issues = new Map<string, CertificateIssue>();

  function ofChallenge(challengeId: string): Certificate | null {
    const issue = issues.get(challengeId);
    return issue === undefined ? null : (certificates.get(issue.certificate.certificateId) ?? null);
  }

  function currentOf(recordIds: readonly string[], now: number): readonly Certificate[] {
    return [...certificates.values()]
      .filter(({ certificateId }) => recordIds.some((id) => recordIdsOf.get(certificateId)?.has(id)))
      .filter(({ revoked, exp }) => revoked === undefined && exp > now)
      .toSorted((a, b) => b.iat - a.iat || (a.certificateId < b.certificateId ? -1 : 1));
  }

  function revoke(certificateId: string, revoked: NonNullable<Certificate["revoked"]>): Certificate | null {
    const held = certificates.get(certificateId);
    if (held === undefined) return null;
    const after = { revoked, ...held };
    certificates.set(certificateId, after);
    return after;
  }

  function commit(issue: CertificateIssue): CommitOutcome {
    const { challengeId, certificate, basis, seen, at } = issue;
    const winner = ofChallenge(challengeId);
    if (winner !== null) return { outcome: "already", certificate: winner };
    const unchanged = basis.every(({ recordId, contentHash }) => records.get(recordId)?.contentHash === contentHash);
    const recordIds = basis.map(({ recordId }) => recordId);
    const current = currentOf(recordIds, at).map(({ certificateId }) => certificateId);
    if (!unchanged || current.toSorted().join() !== seen.toSorted().join()) return { outcome: "changed" };
    if (issue.isNew && certificates.has(certificate.certificateId)) return { outcome: "index-taken" };
    const challenge = challenges.get(challengeId);
    if (challenge?.state !== "confirmed") throw new TypeError("the challenge is not confirmed");
    challenges.set(challengeId, { ...challenge, state: "done" });
    if (issue.isNew) certificates.set(certificate.certificateId, certificate);
    const linked = recordIdsOf.get(certificate.certificateId) ?? new Set<string>();
    for (const recordId of recordIds) linked.add(recordId);
    recordIdsOf.set(certificate.certificateId, linked);
    for (const { certificateId, reason } of issue.supersedes) revoke(certificateId, { at, reason });
    issues.set(challengeId, issue);
    return { outcome: "committed" };
  }

  return {
    async ofChallenge(challengeId) {
      return ofChallenge(challengeId);
    },
    async currentOf(recordIds, now) {
      return currentOf(recordIds, now);
    },
    async commit(issue) {
      return commit(issue);
    },
    async find(certificateId) {
      return certificates.get(certificateId) ?? null;
    },
    async revoke(certificateId, revoked) {
      return revoke(certificateId, revoked);
    },
  };
}
