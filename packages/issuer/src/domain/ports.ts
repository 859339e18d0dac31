// What the domain needs from the world, as interfaces. Every store method is one atomic unit: it has happened wholly and
// durably when its promise is fulfilled, and not at all when it is rejected or the process dies; so the same domain runs over
// memory, over SQLite, and over one PostgreSQL with several processes. Methods reject only with PortError: DISK_FULL (no
// space), STORE_BUSY (another process holds the lock; try again), STORE_UNAVAILABLE (anything else wrong with the store).

import type { Claims, Code } from "@mohor/schema";
import type { Certificate, RevocationReason, Supersession } from "./certificate.ts";
import type { AttemptOutcome, Challenge, ChallengePurpose, FailureBucket, NumberHistory } from "./challenge.ts";
import type { Consent } from "./consent.ts";
import type { Refusal } from "./refusal.ts";
import type { SigningKey } from "./signing-key.ts";
import type { EnrolledRecord, RecordVersion } from "./vaccination-record.ts";

/** Unpredictable bytes. */
export interface RandomSource {
  /** Fresh bytes from a cryptographically secure generator; throws only where the platform has none. */
  bytes(length: number): Uint8Array;
}

/** What a keyed hash is for: each use has keys of its own, so that no two columns of a store can be joined by guessing. */
export type HashUse = "mobile" | "record" | "content" | "otp" | "index" | "report";

/**
 * HMAC-SHA-256 under secrets that are not in the store ("pepper"). Keys of a use are never reused for another; `otp` keys may
 * be replaced at any time, `mobile` and `record` keys never while records are held under them.
 */
export interface KeyedHash {
  /** Id of the key that new hashes of this use are made under. */
  currentKeyId(use: HashUse): string;
  /** 32 bytes. Rejects with PortError SECRET_UNKNOWN where that key is not held (any more). */
  hmac(use: HashUse, keyId: string, message: Uint8Array): Promise<Uint8Array>;
}

/** Private keys, in a file or a token. The domain never sees one. */
export interface Signer {
  /** The 64-byte Ed25519 signature by the key named by this kid. Rejects with PortError SIGNING_KEY_UNAVAILABLE. Signs anything. */
  sign(kid: Uint8Array, toBeSigned: Uint8Array): Promise<Uint8Array>;
}

/** One text to one number. */
export interface OtpMessage {
  /**
   * 128 random bits in hex, the same however often the message is handed to a gateway. Not the transaction id: a gateway knows
   * the code, and with both it could confirm.
   */
  readonly messageId: string;
  /** E.164. */
  readonly to: string;
  readonly text: string;
  /** The code in the text, for gateways that fill a template of their own. */
  readonly code: string;
  readonly language: MessageLanguage;
  /** Later than so many seconds from now the message is of no use. */
  readonly validSeconds: number;
}

/** Languages that people are written to in (ISO 639-1). */
export type MessageLanguage = "bn" | "hi" | "en";

/** The way to a telephone. */
export interface OtpSender {
  /**
   * Fulfilled when a gateway has taken the message over; that it arrives is not promised. Rejects with PortError OTP_NOT_SENT, soon
   * enough for a person who waits. Never sends two different texts for one message.
   */
  send(message: OtpMessage): Promise<void>;
}

/** The registry of beneficiaries. */
export interface RecordStore {
  /**
   * Inserts, or replaces where the revision is not lower than the one held and the content hash differs. All of the batch in
   * one transaction, in order. Idempotent.
   */
  upsert(batch: readonly EnrolledRecord[]): Promise<UpsertCounts>;
  /** Records under a number, ordered by record id, at most `limit`. There is no way to list a number's people but this. */
  onMobile(mobileHash: string, limit: number): Promise<readonly EnrolledRecord[]>;
}

/** What became of a batch. `outdated`: a lower revision than the one held. */
export interface UpsertCounts {
  readonly inserted: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly outdated: number;
}

/** OTP challenges and the limits' memory. Keeps no number, only its keyed hash, and no code, only an HMAC. */
export interface ChallengeStore {
  /**
   * Reads the number's history, asks `admit`, and if admitted records the send, replaces the live challenge of that number and
   * purpose, and inserts the new one with the attempts carried over. One transaction: of two requests at once the second sees
   * the first. Returns what `admit` answered; after a refusal nothing is written. `admit` must be pure and quick.
   */
  open<Admission extends { readonly ok: true; readonly carriedAttempts: number }>(
    challenge: Challenge,
    admit: (history: NumberHistory) => Admission | Refusal,
  ): Promise<Admission | Refusal>;
  /** The challenge with this id, whatever its state, or null. */
  find(challengeId: string): Promise<Challenge | null>;
  /**
   * One try. In one statement the attempt is counted and the hash compared, in constant time, and on a match live becomes
   * confirmed: of two right tries at once one confirms and the other replays. A right code again, after confirmation and before
   * `replayUntil`, is not counted; a wrong one always is, and is added to the number's and the global failures. While the
   * challenge is live `admit` is asked first; a refusal counts nothing.
   */
  tryCode(
    attempt: {
      readonly challengeId: string;
      readonly codeHash: Uint8Array;
      readonly now: number;
      readonly maxAttempts: number;
    },
    admit: (history: NumberHistory) => Refusal | null,
  ): Promise<AttemptOutcome>;
  /** Wrong codes over all numbers since two days ago, newest first: what an operator's alarm looks at. */
  failureBuckets(now: number): Promise<readonly FailureBucket[]>;
  /** Deletes what no rule needs any more: challenges past `replayUntil`, sends and failures of more than two days ago. */
  forget(now: number): Promise<number>;
}

/** Signing keys' public side, and the counter of certificates under each. */
export interface SigningKeyStore {
  /** Adds a key. Idempotent for the same key; rejects with PortError SIGNING_KEY_EXISTS where another key has its kid. */
  register(key: SigningKey): Promise<void>;
  /** All keys, oldest first. */
  list(): Promise<readonly SigningKey[]>;
  /**
   * Takes the next `count` sequence numbers of a key for ever and returns the first; fewer may be left, and null where none is.
   * A crash after this only skips numbers: none is ever given out twice.
   */
  takeSequences(kid: string, count: number): Promise<{ readonly first: number; readonly count: number } | null>;
}

/** Certificates issued and revoked. */
export interface CertificateStore {
  /** The certificate that this challenge yielded, or null. */
  ofChallenge(challengeId: string): Promise<Certificate | null>;
  /** Certificates of any of these records, neither revoked nor expired at `now`, newest first. */
  currentOf(recordIds: readonly string[], now: number): Promise<readonly Certificate[]>;
  /**
   * One transaction: the challenge, which must be confirmed, becomes done; a new certificate is inserted, or the held one is
   * linked to it; superseded ones are revoked; consent is recorded. Compare-and-swap: `already` with the winner where the
   * challenge was done by somebody else, `changed` where the records no longer stand as in `basis` or `currentOf` would no longer answer `seen`, `index-taken` where kid
   * and cti are in use; nothing is then written.
   */
  commit(issue: CertificateIssue): Promise<CommitOutcome>;
  /** The certificate with this id, revoked ones too, or null. */
  find(certificateId: string): Promise<Certificate | null>;
  /** Marks as revoked and returns the certificate; a second time the first reason and time stay. Null where there is none. */
  revoke(
    certificateId: string,
    revocation: { readonly at: number; readonly reason: RevocationReason },
  ): Promise<Certificate | null>;
}

/** All stores of an issuer, over one database: `commit` reaches into records and challenges too. */
export interface Stores {
  readonly records: RecordStore;
  readonly challenges: ChallengeStore;
  readonly signingKeys: SigningKeyStore;
  readonly certificates: CertificateStore;
  close(): void;
}

/** What `commit` writes. */
export interface CertificateIssue {
  readonly challengeId: string;
  readonly purpose: ChallengePurpose;
  readonly consent: Consent;
  /** The records that the decision was made over, as they stood. */
  readonly basis: readonly RecordVersion[];
  readonly at: number;
  /** Ids of the current certificates that the decision was made over, as `currentOf` gave them. */
  readonly seen: readonly string[];
  readonly certificate: Certificate;
  /** Whether `certificate` is new or one of `seen`. */
  readonly isNew: boolean;
  readonly supersedes: readonly Supersession[];
}

/** What `commit` did. */
export type CommitOutcome =
  | { readonly outcome: "committed" }
  | { readonly outcome: "already"; readonly certificate: Certificate }
  | { readonly outcome: "changed" }
  | { readonly outcome: "index-taken" };

/** The strict verifier, run by the issuer on every certificate before it leaves the house. */
export interface SelfCheck {
  /** The claims as a gate would read them at `now`, or the code with which it would refuse. Never throws on any text. */
  check(
    qrText: string,
    key: SigningKey,
    context: { readonly now: number },
  ): Promise<{ readonly ok: true; readonly claims: Claims } | { readonly ok: false; readonly code: Code }>;
}
