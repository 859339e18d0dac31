// OTP challenges in memory.

import {
  type BlockBucket,
  type Challenge,
  type ChallengePurpose,
  FAILURE_BUCKET_SECONDS,
  type FailureBucket,
  HISTORY_SECONDS,
  MAX_HISTORY,
  type NumberHistory,
} from "../domain/challenge.ts";
import { constantTimeEqual } from "../domain/constant-time.ts";
import type { ChallengeStore } from "../domain/ports.ts";
import type { MemoryState } from "./memory-state.ts";

/** A code sent, a wrong one (with its chance to be right), or one confirmed. */
type LimitEvent = {
  readonly mobileHash: string;
  readonly blockHash: string | undefined;
  readonly at: number;
  readonly chance: number;
};

/** Empty challenges. */
export function createMemoryChallengeStore({ challenges }: MemoryState): ChallengeStore {
  const sends: LimitEvent[] = [];
  const failures: LimitEvent[] = [];
  const confirmations: LimitEvent[] = [];

  function historyOf(mobileHash: string, blockHash: string | undefined, purpose: ChallengePurpose, now: number) {
    const ofNumber = (event: LimitEvent) => event.mobileHash === mobileHash;
    return {
      sends: times(sends, ofNumber, now),
      failures: times(failures, ofNumber, now),
      unconfirmed: liveOf(mobileHash, purpose) ?? null,
      failureBuckets: bucketsOf(now),
      block: blockHash === undefined ? null : blockOf(blockHash, now),
    } satisfies NumberHistory;
  }

  function times(events: readonly LimitEvent[], of: (event: LimitEvent) => boolean, now: number): readonly number[] {
    return events
      .filter((event) => of(event) && event.at > now - HISTORY_SECONDS)
      .map(({ at }) => at)
      .toSorted((a, b) => b - a)
      .slice(0, MAX_HISTORY);
  }

  function bucketsOf(now: number): readonly FailureBucket[] {
    const counts = new Map<number, number>();
    for (const { at, chance } of failures) {
      const start = at - (at % FAILURE_BUCKET_SECONDS);
      if (start > now - HISTORY_SECONDS) counts.set(start, (counts.get(start) ?? 0) + chance);
    }
    return [...counts].map(([start, count]) => ({ start, count })).toSorted((a, b) => b.start - a.start);
  }

  function blockOf(blockHash: string, now: number): readonly BlockBucket[] {
    const buckets = new Map<number, { start: number; sends: number; confirmations: number; failures: number }>();
    for (const [kind, events] of Object.entries({ sends, confirmations, failures })) {
      for (const event of events) {
        const start = event.at - (event.at % FAILURE_BUCKET_SECONDS);
        if (event.blockHash !== blockHash || start <= now - HISTORY_SECONDS) continue;
        const bucket = buckets.get(start) ?? { start, sends: 0, confirmations: 0, failures: 0 };
        bucket[kind as "sends" | "confirmations" | "failures"]++;
        buckets.set(start, bucket);
      }
    }
    return [...buckets.values()].toSorted((a, b) => b.start - a.start);
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
    async open(challenge, admit, client) {
      const { mobileHash, purpose, requestedAt } = challenge;
      const admission = admit(historyOf(mobileHash, client?.blockHash, purpose, requestedAt));
      if (!admission.ok) return admission;
      const replaced = liveOf(mobileHash, purpose);
      if (replaced !== undefined) update(replaced, { state: "replaced" });
      sends.push({ mobileHash, blockHash: client?.blockHash, at: requestedAt, chance: 0 });
      update(challenge, { attempts: admission.carriedAttempts });
      return admission;
    },
    async find(challengeId) {
      return challenges.get(challengeId) ?? null;
    },
    async tryCode({ challengeId, codeHash, now, maxAttempts, chance, blockHash }, admit) {
      const before = challenges.get(challengeId);
      if (before === undefined) return { outcome: "unknown" };
      if (before.state === "replaced") return { outcome: "replaced" };
      const isLive = before.state === "live";
      const refused = isLive ? admit(historyOf(before.mobileHash, blockHash, before.purpose, now)) : null;
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
      const event = { mobileHash: before.mobileHash, blockHash, at: now, chance };
      if (matched && isLive) confirmations.push(event);
      if (matched) return { outcome: "confirmed", first: isLive, challenge: after };
      failures.push(event);
      return { outcome: "wrong", attemptsLeft: allowed - after.attempts };
    },
    async failureBuckets(now) {
      return bucketsOf(now);
    },
    async forget(now) {
      const old = [...challenges.values()].filter(({ replayUntil }) => replayUntil <= now);
      for (const { challengeId } of old) challenges.delete(challengeId);
      for (const events of [sends, failures, confirmations]) {
        const kept = events.filter(({ at }) => at > now - HISTORY_SECONDS);
        events.splice(0, events.length, ...kept);
      }
      return old.length;
    },
  };
}
