// OTP challenges in memory, everything found by its key, so that simulations may ask it millions of times.

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
import { appendAudit, type MemoryState } from "./memory-state.ts";

/** Of a number: when, newest first, and its newest challenge for each purpose. */
type OfNumber = {
  readonly sends: number[];
  readonly failures: number[];
  readonly newest: Map<ChallengePurpose, string>;
};

type BlockCount = keyof Omit<BlockBucket, "start">;
type Writable<T> = { -readonly [Key in keyof T]: T[Key] };

/** Empty challenges. */
export function createMemoryChallengeStore(state: MemoryState): ChallengeStore {
  const { challenges } = state;
  const numbers = new Map<string, OfNumber>();
  const blocks = new Map<string, Writable<BlockBucket>[]>();
  const failed: Writable<FailureBucket>[] = [];

  function ofNumber(mobileHash: string): OfNumber {
    const held = numbers.get(mobileHash) ?? { sends: [], failures: [], newest: new Map() };
    numbers.set(mobileHash, held);
    return held;
  }

  function historyOf(mobileHash: string, blockHash: string | undefined, purpose: ChallengePurpose, now: number) {
    const { sends, failures } = ofNumber(mobileHash);
    const recent = (at: number) => at > now - HISTORY_SECONDS;
    return {
      sends: sends.filter(recent).slice(0, MAX_HISTORY),
      failures: failures.filter(recent).slice(0, MAX_HISTORY),
      unconfirmed: liveOf(mobileHash, purpose) ?? null,
      failureBuckets: recentBuckets(failed, now),
      block: blockHash === undefined ? null : recentBuckets(blocks.get(blockHash) ?? [], now),
    } satisfies NumberHistory;
  }

  function liveOf(mobileHash: string, purpose: ChallengePurpose): Challenge | undefined {
    const newest = challenges.get(ofNumber(mobileHash).newest.get(purpose) ?? "");
    return newest?.state === "live" ? newest : undefined;
  }

  function countForBlock(blockHash: string | undefined, kind: BlockCount, now: number): void {
    if (blockHash === undefined) return;
    const buckets = blocks.get(blockHash) ?? [];
    blocks.set(blockHash, buckets);
    bucketAt(buckets, now, (start) => ({ start, sends: 0, confirmations: 0, failures: 0 }))[kind]++;
  }

  function put(challenge: Challenge, change: Partial<Challenge>): Challenge {
    const after = { ...challenge, ...change };
    challenges.set(challenge.challengeId, after);
    return after;
  }

  return {
    async open(challenge, admit, client) {
      const { challengeId, mobileHash, purpose, requestedAt } = challenge;
      const admission = admit(historyOf(mobileHash, client?.blockHash, purpose, requestedAt));
      if (!admission.ok) return admission;
      const replaced = liveOf(mobileHash, purpose);
      if (replaced !== undefined) put(replaced, { state: "replaced" });
      const { sends, newest } = ofNumber(mobileHash);
      addTime(sends, requestedAt);
      newest.set(purpose, challengeId);
      countForBlock(client?.blockHash, "sends", requestedAt);
      put(challenge, { attempts: admission.carriedAttempts });
      if (client?.audit !== undefined) appendAudit(state, [client.audit]);
      return admission;
    },
    async find(challengeId) {
      return challenges.get(challengeId) ?? null;
    },
    async tryCode({ challengeId, codeHash, now, maxAttempts, chance, blockHash, audit }, admit) {
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
      const after = put(before, {
        attempts: before.attempts + (isLive || !matched ? 1 : 0),
        state: isLive && matched ? "confirmed" : before.state,
      });
      if (matched && isLive) countForBlock(blockHash, "confirmations", now);
      if (audit !== undefined && (isLive || !matched)) appendAudit(state, [matched ? audit.confirmed : audit.wrong]);
      if (matched) return { outcome: "confirmed", first: isLive, challenge: after };
      addTime(ofNumber(before.mobileHash).failures, now);
      countForBlock(blockHash, "failures", now);
      bucketAt(failed, now, (start) => ({ start, count: 0 })).count += chance;
      return { outcome: "wrong", attemptsLeft: allowed - after.attempts };
    },
    async failureBuckets(now) {
      return recentBuckets(failed, now);
    },
    async forget(now) {
      const old = [...challenges.values()].filter(({ replayUntil }) => replayUntil <= now);
      for (const { challengeId } of old) challenges.delete(challengeId);
      const before = now - HISTORY_SECONDS;
      for (const [mobileHash, { sends, failures, newest }] of numbers) {
        for (const times of [sends, failures]) dropOld(times, (at) => at <= before);
        for (const [purpose, challengeId] of newest) if (!challenges.has(challengeId)) newest.delete(purpose);
        if (sends.length + failures.length + newest.size === 0) numbers.delete(mobileHash);
      }
      for (const [blockHash, buckets] of blocks) {
        dropOld(buckets, ({ start }) => start <= before);
        if (buckets.length === 0) blocks.delete(blockHash);
      }
      dropOld(failed, ({ start }) => start <= before);
      return old.length;
    },
  };
}

/** Of buckets that stand newest first, those that rules still look at. */
function recentBuckets<Bucket extends { readonly start: number }>(
  buckets: readonly Bucket[],
  now: number,
): readonly Readonly<Bucket>[] {
  return buckets.filter(({ start }) => start > now - HISTORY_SECONDS).map((bucket) => ({ ...bucket }));
}

/** The bucket of this time, made where there is none; they stay newest first, also where the clock was set back. */
function bucketAt<Bucket extends { readonly start: number }>(
  buckets: Bucket[],
  now: number,
  make: (start: number) => Bucket,
): Bucket {
  const start = now - (now % FAILURE_BUCKET_SECONDS);
  const place = placeOf(buckets, (bucket) => bucket.start <= start);
  const held = buckets[place];
  if (held?.start === start) return held;
  const made = make(start);
  buckets.splice(place, 0, made);
  return made;
}

/** Adds a time to times that stand newest first. */
function addTime(times: number[], now: number): void {
  times.splice(
    placeOf(times, (at) => at <= now),
    0,
    now,
  );
}

function placeOf<T>(newestFirst: readonly T[], isOlder: (one: T) => boolean): number {
  const place = newestFirst.findIndex(isOlder);
  return place < 0 ? newestFirst.length : place;
}

/** Takes the old ones from the end of what stands newest first. */
function dropOld<T>(newestFirst: T[], isOld: (one: T) => boolean): void {
  newestFirst.length = placeOf(newestFirst, isOld);
}
