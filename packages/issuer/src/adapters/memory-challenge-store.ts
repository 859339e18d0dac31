// OTP challenges in memory.

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
import type { ChallengeStore } from "../domain/ports.ts";
import type { MemoryState } from "./memory-state.ts";

/** A code sent, or a wrong one. */
type LimitEvent = { readonly mobileHash: string; readonly blockHash: string | undefined; readonly at: number };

/** Empty challenges. */
export function createMemoryChallengeStore({ challenges }: MemoryState): ChallengeStore {
  const sends: LimitEvent[] = [];
  const failures: LimitEvent[] = [];

  function historyOf(mobileHash: string, blockHash: string | undefined, purpose: ChallengePurpose, now: number) {
    const ofNumber = (event: LimitEvent) => event.mobileHash === mobileHash;
    const ofBlock = (event: LimitEvent) => event.blockHash === blockHash;
    return {
      sends: times(sends, ofNumber, now),
      failures: times(failures, ofNumber, now),
      unconfirmed: liveOf(mobileHash, purpose) ?? null,
      failureBuckets: bucketsOf(now),
      block:
        blockHash === undefined ? null : { sends: times(sends, ofBlock, now), failures: times(failures, ofBlock, now) },
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
    async open(challenge, admit, client) {
      const { mobileHash, purpose, requestedAt } = challenge;
      const admission = admit(historyOf(mobileHash, client?.blockHash, purpose, requestedAt));
      if (!admission.ok) return admission;
      const replaced = liveOf(mobileHash, purpose);
      if (replaced !== undefined) update(replaced, { state: "replaced" });
      sends.push({ mobileHash, blockHash: client?.blockHash, at: requestedAt });
      update(challenge, { attempts: admission.carriedAttempts });
      return admission;
    },
    async find(challengeId) {
      return challenges.get(challengeId) ?? null;
    },
    async tryCode({ challengeId, codeHash, now, maxAttempts, blockHash }, admit) {
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
      if (matched) return { outcome: "confirmed", first: isLive, challenge: after };
      failures.push({ mobileHash: before.mobileHash, blockHash, at: now });
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
