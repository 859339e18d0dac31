// A challenge store in memory that finds everything by its key, for simulations with millions of tries. Its answers are those of the
// other stores; a test holds them against each other.

import {
  type BlockBucket,
  type Challenge,
  FAILURE_BUCKET_SECONDS,
  type FailureBucket,
  HISTORY_SECONDS,
  MAX_HISTORY,
  type NumberHistory,
} from "../../src/domain/challenge.ts";
import { constantTimeEqual } from "../../src/domain/constant-time.ts";
import type { ChallengeStore } from "../../src/domain/ports.ts";

type Numbers = { sends: number[]; failures: number[]; live: Map<string, string> };
type Counts = { start: number; sends: number; confirmations: number; failures: number };

/** Empty challenges. */
export function createIndexedChallengeStore(): ChallengeStore {
  const challenges = new Map<string, Challenge>();
  const numbers = new Map<string, Numbers>();
  const blocks = new Map<string, Counts[]>();
  let failureBuckets: { start: number; count: number }[] = [];

  function numberOf(mobileHash: string): Numbers {
    const held = numbers.get(mobileHash) ?? { sends: [], failures: [], live: new Map() };
    numbers.set(mobileHash, held);
    return held;
  }

  function countForBlock(blockHash: string | undefined, kind: "sends" | "confirmations" | "failures", now: number) {
    if (blockHash === undefined) return;
    const buckets = blocks.get(blockHash) ?? [];
    blocks.set(blockHash, buckets);
    const start = now - (now % FAILURE_BUCKET_SECONDS);
    if (buckets[0]?.start !== start) buckets.unshift({ start, sends: 0, confirmations: 0, failures: 0 });
    while ((buckets.at(-1)?.start ?? now) <= now - HISTORY_SECONDS) buckets.pop();
    (buckets[0] as Counts)[kind]++;
  }

  function historyOf(mobileHash: string, blockHash: string | undefined, purpose: string, now: number): NumberHistory {
    const { sends, failures, live } = numberOf(mobileHash);
    const recent = (at: number) => at > now - HISTORY_SECONDS;
    const liveId = live.get(purpose);
    const block: readonly BlockBucket[] = blockHash === undefined ? [] : (blocks.get(blockHash) ?? []);
    return {
      sends: sends.filter(recent).slice(0, MAX_HISTORY),
      failures: failures.filter(recent).slice(0, MAX_HISTORY),
      unconfirmed: liveId === undefined ? null : (challenges.get(liveId) ?? null),
      failureBuckets: bucketsOf(now),
      block: blockHash === undefined ? null : block.filter(({ start }) => recent(start)),
    };
  }

  function bucketsOf(now: number): readonly FailureBucket[] {
    failureBuckets = failureBuckets.filter(({ start }) => start > now - HISTORY_SECONDS);
    return failureBuckets;
  }

  function put(challenge: Challenge, change: Partial<Challenge>): Challenge {
    const after = { ...challenge, ...change };
    challenges.set(after.challengeId, after);
    return after;
  }

  return {
    async open(challenge, admit, client) {
      const { challengeId, mobileHash, purpose, requestedAt } = challenge;
      const admission = admit(historyOf(mobileHash, client?.blockHash, purpose, requestedAt));
      if (!admission.ok) return admission;
      const held = numberOf(mobileHash);
      const replaced = challenges.get(held.live.get(purpose) ?? "");
      if (replaced !== undefined) put(replaced, { state: "replaced" });
      held.sends.unshift(requestedAt);
      held.live.set(purpose, challengeId);
      countForBlock(client?.blockHash, "sends", requestedAt);
      put(challenge, { attempts: admission.carriedAttempts });
      return admission;
    },
    find: async (challengeId) => challenges.get(challengeId) ?? null,
    async tryCode({ challengeId, codeHash, now, maxAttempts, chance, blockHash }, admit) {
      const before = challenges.get(challengeId);
      if (before === undefined) return { outcome: "unknown" };
      if (before.state === "replaced") return { outcome: "replaced" };
      const isLive = before.state === "live";
      const refused = isLive ? admit(historyOf(before.mobileHash, blockHash, before.purpose, now)) : null;
      if (refused !== null) return { outcome: "refused", refusal: refused };
      if (now >= (isLive ? before.expiresAt : before.replayUntil)) return { outcome: "expired" };
      const allowed = isLive ? maxAttempts : maxAttempts + 1;
      if (before.attempts >= allowed) return { outcome: "spent" };
      const matched = constantTimeEqual(before.codeHash, codeHash);
      const attempts = before.attempts + (isLive || !matched ? 1 : 0);
      const after = put(before, { attempts, state: isLive && matched ? "confirmed" : before.state });
      const held = numberOf(before.mobileHash);
      if (matched && isLive) {
        held.live.delete(before.purpose);
        countForBlock(blockHash, "confirmations", now);
      }
      if (matched) return { outcome: "confirmed", first: isLive, challenge: after };
      held.failures.unshift(now);
      countForBlock(blockHash, "failures", now);
      const start = now - (now % FAILURE_BUCKET_SECONDS);
      const newest = failureBuckets[0];
      if (newest?.start === start) newest.count += chance;
      else failureBuckets.unshift({ start, count: chance });
      return { outcome: "wrong", attemptsLeft: allowed - after.attempts };
    },
    failureBuckets: async (now) => bucketsOf(now),
    async forget(now) {
      let count = 0;
      for (const [id, { replayUntil }] of challenges) {
        if (replayUntil <= now && challenges.delete(id)) count++;
      }
      return count;
    },
  };
}
