// What a challenge is made of, between the rules (otp-challenge.ts, otp-limits.ts) and the stores.

import type { Consent } from "./consent.ts";
import type { Refusal } from "./refusal.ts";

/** Lengths of codes. */
export type CodeDigits = 6 | 8 | 12;

/** What a code is for. Codes of one purpose never confirm another. */
export type ChallengePurpose = "certificate" | "status-answer";

/**
 * `live` may be confirmed; `replaced` by a newer one; `confirmed`: possession of the number is proven, no certificate yet;
 * `done`: it has yielded its certificate.
 */
export type ChallengeState = "live" | "replaced" | "confirmed" | "done";

/** One OTP challenge. Times are NumericDate. */
export type Challenge = {
  /** 128 random bits in hex: the transaction id that the client holds. */
  readonly challengeId: string;
  readonly mobileHash: string;
  readonly purpose: ChallengePurpose;
  readonly state: ChallengeState;
  /** HMAC over id, purpose, number and code; 32 bytes. */
  readonly codeHash: Uint8Array;
  /** The key that made it. */
  readonly codeKeyId: string;
  /** Digits of the code: more than the policy's while many wrong ones come in. */
  readonly codeDigits: CodeDigits;
  /** Series of the number (`seriesOf`), for the count of codes sent and confirmed; stores keep it sealed. */
  readonly numberSeries: string;
  /** Tries so far, those carried over from a code that this one replaced among them. */
  readonly attempts: number;
  readonly requestedAt: number;
  /** From this second on the code is dead. */
  readonly expiresAt: number;
  /** Until this second the right code, once confirmed, gives the same answer again. */
  readonly replayUntil: number;
  /** The name as typed. Looked at only after possession of the number is proven; stores keep it sealed. */
  readonly name: string;
  readonly consent: Consent;
};

/** What a store knows of a number, for the limits. Lists are newest first and reach back two days. */
export type NumberHistory = {
  /** When codes were sent; at most MAX_HISTORY. */
  readonly sends: readonly number[];
  /** When codes were wrong; at most MAX_HISTORY. */
  readonly failures: readonly number[];
  /** The newest challenge of the same purpose that has not been confirmed, if any. */
  readonly unconfirmed: { readonly attempts: number; readonly expiresAt: number } | null;
  /** Wrong codes over all numbers, by stretches of FAILURE_BUCKET_SECONDS, newest first. */
  readonly failureBuckets: readonly FailureBucket[];
  /** What came from the same address block, newest first; null where the request came without one. */
  readonly block: readonly BlockBucket[] | null;
};

/**
 * What came from one block of addresses (/24 of IPv4, /56 of IPv6), which is known by a keyed hash only, from `start` on, for
 * FAILURE_BUCKET_SECONDS. Counts and not times, because behind one block of a mobile network there may be thousands of people.
 */
export type BlockBucket = {
  readonly start: number;
  /** Codes sent. */
  readonly sends: number;
  /** Codes confirmed, each once. */
  readonly confirmations: number;
  /** Wrong codes. */
  readonly failures: number;
};

/**
 * Wrong codes from `start` on, for FAILURE_BUCKET_SECONDS: the sum of the chances that each of them had to be right, in units of
 * 10^-12 (`chanceOfGuess`).
 */
export type FailureBucket = { readonly start: number; readonly count: number };

/** Entries of a list in NumberHistory: more than any limit counts to. */
export const MAX_HISTORY = 64;

/** Ten minutes: a day is 144 buckets, so the global budget is summed in microseconds. */
export const FAILURE_BUCKET_SECONDS = 600;

/** How long a history reaches back: 15 failures may span a day, and the cool-down after the last of them lasts another. */
export const HISTORY_SECONDS = 172_800;

/** What became of one try. */
export type AttemptOutcome =
  /** `first` is false for the right code again. */
  | { readonly outcome: "confirmed"; readonly first: boolean; readonly challenge: Challenge }
  | { readonly outcome: "wrong"; readonly attemptsLeft: number }
  | { readonly outcome: "expired" | "replaced" | "spent" | "unknown" }
  | { readonly outcome: "refused"; readonly refusal: Refusal };
