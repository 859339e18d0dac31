// What the domain needs from the world, as interfaces. Every store method is one atomic unit: it has happened wholly and
// durably when its promise is fulfilled, and not at all when it is rejected or the process dies; so the same domain runs over
// memory, over SQLite, and over one PostgreSQL with several processes. Methods reject only with PortError: DISK_FULL (no
// space), STORE_BUSY (another process holds the lock; try again), STORE_UNAVAILABLE (anything else wrong with the store).

import type { Claims, Code } from "@mohor/schema";
import type { AuditFact, AuditHead, AuditRecord } from "./audit.ts";
import type { BearerToken, RememberedAnswer } from "./bearer-token.ts";
import type { Certificate, RevocationReason, Supersession } from "./certificate.ts";
import type { AttemptOutcome, Challenge, ChallengePurpose, FailureBucket, NumberHistory } from "./challenge.ts";
import type { Consent, ConsentReceipt } from "./consent.ts";
import type { CredentialOffer, OfferRedemption, RedemptionOutcome } from "./credential-offer.ts";
import type { DoseEvent, DoseOutcome, RecordSources } from "./dose-event.ts";
import type { Entity } from "./entity.ts";
import type { TreeHead } from "./log/merkle-tree.ts";
import type { ErasureCounts, PersonExport, PersonKey, RetentionCutoffs } from "./person.ts";
import type { PrintLink, PrintLinkOpening } from "./print-link.ts";
import type { Refusal } from "./refusal.ts";
import type { DoseReported } from "./report-dose.ts";
import type { SigningKey } from "./signing-key.ts";
import type {
  ListedIndex,
  NetStatusChange,
  StatusChange,
  StatusCounts,
  StatusDecision,
  StatusTarget,
  StatusVersion,
} from "./status-change.ts";
import type { SettledKey, Settlement } from "./store-home.ts";
import type { EnrolledRecord, RecordVersion, VaccinationRecord } from "./vaccination-record.ts";
import type { WalletDocumentKey, WalletOffer } from "./wallet-document.ts";

/** Unpredictable bytes. */
export interface RandomSource {
  /** Fresh bytes from a cryptographically secure generator; throws only where the platform has none. */
  bytes(length: number): Uint8Array;
}

/** What a keyed hash is for: each use has keys of its own, so that no two columns of a store can be joined by guessing. */
export type HashUse = "mobile" | "record" | "content" | "otp" | "index" | "report" | "block" | "token" | "request";

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

/** What a message is: a code to somebody alone with a phone, a code that a help desk asked for, or the status after a confirmation. */
export type MessageKind = "code" | "desk-code" | "status";

/** One text to one number. */
export interface TextMessage {
  /** Each kind is registered with the operators by itself. */
  readonly kind: MessageKind;
  /**
   * 128 random bits in hex, the same however often the message is handed to a gateway. Not the transaction id: a gateway knows
   * the code, and with both it could confirm.
   */
  readonly messageId: string;
  /** E.164. */
  readonly to: string;
  readonly text: string;
  /** The code in the text, for gateways that fill a template of their own; empty for a status. */
  readonly code: string;
  /** Name of the help desk in the text; empty where there is none. */
  readonly desk: string;
  readonly language: MessageLanguage;
  /** Later than so many seconds from now the message is of no use. */
  readonly validSeconds: number;
}

/** Languages that people are written to in (ISO 639-1). */
export type MessageLanguage = "bn" | "hi" | "en";

/** The way to a telephone. */
export interface MessageSender {
  /**
   * Fulfilled when a gateway has taken the message over; that it arrives is not promised. Rejects with PortError OTP_NOT_SENT, soon
   * enough for a person who waits. Never sends two different texts for one message.
   */
  send(message: TextMessage): Promise<void>;
}

/** The registry of beneficiaries. */
export interface RecordStore {
  /**
   * Takes rows of the registry's file in: inserts, or replaces what a row of a lower revision said. All of the batch in one
   * transaction, in order, with the reports of centres merged in (dose-event.ts), what becomes stale revoked, and an entry in
   * the audit trail for each record that changed. Idempotent.
   */
  upsert(batch: readonly EnrolledRecord[], change: RegistryChange): Promise<UpsertCounts>;
  /** Records under a number, ordered by record id, at most `limit`. There is no way to list a number's people but this. */
  onMobile(mobileHash: string, limit: number): Promise<readonly EnrolledRecord[]>;
}

/** On whose word and when the registry changes, and what that does to certificates. */
export type RegistryChange = {
  readonly now: number;
  readonly actor: string;
  readonly review: CertificateReview;
};

/**
 * Asked for each current certificate that was issued on a record that has changed, with all its records as they stand now: why it
 * is revoked, or null. Pure: it may be asked again.
 */
export type CertificateReview = (
  certificate: Certificate,
  records: readonly EnrolledRecord[],
) => RevocationReason | null;

/** What became of a batch. */
export type UpsertCounts = {
  readonly inserted: number;
  readonly updated: number;
  readonly unchanged: number;
  /** Of a lower revision than the one held. */
  readonly outdated: number;
  /** Places in the batch of rows that say something else than was held under the same revision; nothing was replaced. */
  readonly conflicting: readonly number[];
  /** Certificates revoked. */
  readonly revoked: number;
};

/** Reports of vaccination centres. */
export interface DoseEventStore {
  /**
   * Asks `decide` with the report held under the same key and the sources of the person's record, and does what it says: keeps the
   * report, merges the record anew, reviews certificates, adds the entry of `audit`, remembers the answer under `request`; all in
   * one transaction, one after the other for each person. After a refusal nothing is written. `request` that is remembered with
   * the same hash gets its answer again, with another IDEMPOTENCY_KEY_REUSED. `decide` and the others are pure.
   */
  put(
    event: DoseEvent,
    decide: (
      held: DoseEvent | null,
      sources: RecordSources,
    ) => { readonly ok: true; readonly outcome: DoseOutcome } | Refusal,
    context: {
      readonly now: number;
      readonly review: CertificateReview;
      readonly audit: (outcome: DoseOutcome) => AuditFact;
      readonly request?: Pick<RememberedAnswer, "scope" | "keyHash" | "requestHash" | "expiresAt">;
    },
  ): Promise<{ readonly ok: true; readonly reported: DoseReported } | Refusal>;
}

/** OTP challenges and the limits' memory. Keeps no number, only its keyed hash, and no code, only an HMAC. */
export interface ChallengeStore {
  /**
   * Reads the number's history, asks `admit`, and if admitted records the send, replaces the live challenge of that number and
   * purpose, and inserts the new one with the attempts carried over. One transaction: of two requests at once the second sees
   * the first. Returns what `admit` answered; after a refusal nothing is written. `admit` must be pure and quick: it may be asked
   * again. With the keyed hash of the client's address block, or of a help desk in its place, the send counts there too; `audit`
   * goes into the same transaction.
   */
  open<Admission extends { readonly ok: true; readonly carriedAttempts: number }>(
    challenge: Challenge,
    admit: (history: NumberHistory) => Admission | Refusal,
    client?: { readonly blockHash: string; readonly audit?: AuditFact },
  ): Promise<Admission | Refusal>;
  /** The challenge with this id, whatever its state, or null. */
  find(challengeId: string): Promise<Challenge | null>;
  /**
   * One try. In one statement the attempt is counted and the hash compared, in constant time, and on a match live becomes
   * confirmed: of two right tries at once one confirms and the other replays. A right code again, after confirmation and before
   * `replayUntil`, is not counted; a wrong one always is, and is added to the number's, the address block's and the global
   * failures. While the challenge is live `admit` is asked first; a refusal counts nothing.
   */
  tryCode(
    attempt: {
      readonly challengeId: string;
      readonly codeHash: Uint8Array;
      readonly now: number;
      readonly maxAttempts: number;
      /** What a wrong code adds to the global failures: the chance that it had to be right. */
      readonly chance: number;
      /** Keyed hash of the client's address block, or of the help desk; a first confirmation counts there too. */
      readonly blockHash?: string;
      /** Entries of the audit trail, in the same transaction, for a first confirmation and for a wrong code. */
      readonly audit?: { readonly confirmed: AuditFact; readonly wrong: AuditFact };
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
   * A crash after this only skips numbers: none is ever given out twice. Rejects with PortError STORE_RESTORED in a restored copy.
   */
  takeSequences(kid: string, count: number): Promise<{ readonly first: number; readonly count: number } | null>;
  /**
   * Ends a key, with an entry in the audit trail: it signs until an earlier second than before, or is revoked, which is final.
   * False, and nothing done, where that changes nothing or no key has this kid.
   */
  end(kid: string, how: "revoked" | { readonly signUntil: number }, audit: AuditFact): Promise<boolean>;
}

/** Certificates issued. */
export interface CertificateStore {
  /** The certificate that this challenge yielded, or null. */
  ofChallenge(challengeId: string): Promise<Certificate | null>;
  /**
   * Certificates of any of these records that are not revoked and, at `now`, not expired, newest first; suspended ones even when
   * expired, because a suspension holds until somebody ends it.
   */
  currentOf(recordIds: readonly string[], now: number): Promise<readonly Certificate[]>;
  /**
   * One transaction: the challenge, which must be confirmed, becomes done; a new certificate is inserted, or the held one is
   * linked to it; superseded ones are revoked; consent is recorded. Compare-and-swap: `already` with the winner where the
   * challenge was done by somebody else, `changed` where the records no longer stand as in `basis`, or `currentOf` would no longer answer
   * `seen` or has a suspended one among them, `index-taken` where kid
   * and cti are in use; nothing is then written.
   */
  commit(issue: CertificateIssue): Promise<CommitOutcome>;
  /** The certificate with this id, revoked ones too, or null. */
  find(certificateId: string): Promise<Certificate | null>;
  /**
   * The QR texts of all certificates under a key that have not expired at `now`, revoked ones too, each once, in order of their
   * indices. Streamed: memory does not grow with their number, and no lock is held.
   */
  issuedTokens(kid: string, now: number): AsyncIterable<string>;
  /**
   * Certificates issued from `from` to before `to`, neither revoked nor expired at `now`, with the records they are about as those
   * stand today. Streamed over all certificates, some 100,000 a second: for an inquiry, not for a request.
   */
  issuedBetween(period: { readonly from: number; readonly to: number; readonly now: number }): AsyncIterable<{
    readonly certificateId: string;
    readonly records: readonly VaccinationRecord[];
  }>;
}

/** The statuses of certificates: a log that is only added to, and the published versions of each key's list over it. */
export interface StatusStore {
  /**
   * Gives certificates another status, and logs it. Only valid or suspended ones change, and only to another status; suspending
   * needs a valid and reinstating a suspended one. Of decisions at once on one certificate the second sees the first. At most
   * MAX_STATUS_TARGETS ids. `audit` goes into the same transaction; of a decision that changes nothing too.
   */
  set(target: StatusTarget, decision: StatusDecision, audit?: AuditFact): Promise<StatusCounts>;
  /** What became of a certificate, oldest first. */
  historyOf(certificateId: string): Promise<readonly StatusChange[]>;
  /**
   * Makes the version after `after` of a key's list and gives it all changes that have none yet. Compare-and-swap: null, and
   * nothing done, where `after` is not the newest version (any more). A version may be empty.
   */
  seal(kid: string, context: { readonly after: number; readonly at: number }): Promise<StatusVersion | null>;
  /** The versions of a key's list, oldest first. */
  versions(kid: string): Promise<readonly StatusVersion[]>;
  /** Every index whose status at version `to` is not that at `from` (0: all valid), by index. Streamed; what is sealed never changes. */
  changesBetween(kid: string, from: number, to: number): AsyncIterable<NetStatusChange>;
  /** Every index that is not valid at this version, by index. Streamed. */
  statusAt(kid: string, version: number): AsyncIterable<ListedIndex>;
}

/** Organisations with an API key. */
export interface EntityStore {
  /** Adds one. False, and nothing done, where its id is in use. Key ids are random: one that is another's is a TypeError. */
  register(entity: Entity, audit: AuditFact): Promise<boolean>;
  find(entityId: string): Promise<Entity | null>;
  /** All, by id. */
  list(): Promise<readonly Entity[]>;
  /** The organisation that holds the key with this id, whatever the state of either. */
  ofKey(keyId: string): Promise<Entity | null>;
  /**
   * Replaces one by what `change` makes of it (same id; pure: it may be asked again), in one transaction, and returns that; null
   * where there is none.
   */
  change(entityId: string, change: (held: Entity) => Entity, audit: AuditFact): Promise<Entity | null>;
}

/** Receipts of consent. */
export interface ConsentStore {
  /** Keeps a receipt; where the challenge has one already, that one is returned and nothing done. */
  give(receipt: ConsentReceipt): Promise<ConsentReceipt>;
  find(receiptId: string): Promise<ConsentReceipt | null>;
  /** A person's receipts, newest first: those with their number and any of their records. */
  ofPerson(person: PersonKey): Promise<readonly ConsentReceipt[]>;
  /**
   * Ends a consent and revokes, with reason consent-withdrawn, what was issued on its challenge, in one transaction. A second time
   * the first time stays. Null where there is none.
   */
  withdraw(
    receiptId: string,
    at: number,
    audit: AuditFact,
  ): Promise<{ readonly receipt: ConsentReceipt; readonly revoked: readonly string[] } | null>;
}

/** One person's data, for their own requests, and the end of what is no longer needed. */
export interface PersonStore {
  /** All that is held. */
  exportOf(person: PersonKey): Promise<PersonExport>;
  /**
   * Revokes what is current (reason holder-request) and deletes records, certificates, consents and challenges, in one
   * transaction. What stays are status changes, which name an index, and the audit trail. Idempotent.
   */
  erase(person: PersonKey, audit: AuditFact): Promise<ErasureCounts>;
  /** Deletes at most `limit` certificates with all that hangs on them, and as many consents; rows deleted. Call until both are 0. */
  forget(
    cutoffs: RetentionCutoffs,
    limit: number,
  ): Promise<{ readonly certificates: number; readonly consents: number }>;
}

/** Answers that are given again under the same idempotency key. */
export interface AnswerStore {
  /** The answer remembered and not expired at `now`, or null. */
  find(scope: string, keyHash: string, now: number): Promise<RememberedAnswer | null>;
  /** Remembers an answer unless one is there that has not expired at `now`; returns the one that holds: the first. */
  remember(answer: RememberedAnswer, now: number): Promise<RememberedAnswer>;
  /** Deletes expired ones; how many. */
  forget(now: number): Promise<number>;
}

/** Bearer tokens, by their hash. */
export interface TokenStore {
  /** Keeps a token. Its hash is that of 128 random bits at least, so two are never the same. */
  issue(token: BearerToken): Promise<void>;
  /** The token with this hash where it has not expired at `now`, or null. */
  find(tokenHash: string, now: number): Promise<BearerToken | null>;
  /** Ends a token before its time; false where there is none. */
  end(tokenHash: string): Promise<boolean>;
  /** Deletes expired ones; how many. */
  forget(now: number): Promise<number>;
}

/** Certificates that wallets fetch. */
export interface WalletStore {
  /**
   * Gives a certificate's document a new code in place of the one it had, and an id where it has none. Returns the id that holds, or
   * null, and nothing done, where the new id is another's.
   */
  offer(offer: WalletOffer): Promise<string | null>;
  /** The document that this code's hash leads to, not expired at `now`, or null. */
  ofCode(codeHash: string, now: number): Promise<WalletDocumentKey | null>;
}

/** Links under which certificates are fetched to be printed (print-link.ts). */
export interface PrintLinkStore {
  /**
   * Gives a certificate a link in place of the one it had. False, and nothing done, where the one it has is of the same confirmation.
   * Codes are random: one whose hash is another's is a TypeError.
   */
  offer(link: PrintLink): Promise<boolean>;
  /**
   * One opening. In one statement the digits' hash is compared, in constant time, and a use or a try is taken: of two at once on the
   * last use one finds none.
   */
  open(opening: {
    readonly codeHash: string;
    readonly digitsHash: Uint8Array;
    readonly now: number;
  }): Promise<PrintLinkOpening>;
  /** Ends the link that a confirmation yielded; false where there is none. */
  end(challengeId: string): Promise<boolean>;
  /** Deletes those that are over; how many. */
  forget(now: number): Promise<number>;
}

/** Offers of certificates to wallets, and the tokens that they were exchanged for. */
export interface CredentialOfferStore {
  /** Keeps an offer; one of the same certificate that nobody has redeemed ends. Its hash is that of 160 random bits, so two are never the same. */
  open(offer: CredentialOffer): Promise<void>;
  /**
   * Exchanges a code for a token, once: of two redemptions at once one is "unknown". A wrong transaction code is counted in the same
   * transaction, and with `maxAttempts` of them the offer is "unknown" from then on; one that is missing or was not asked for changes
   * nothing.
   */
  redeem(redemption: OfferRedemption): Promise<RedemptionOutcome>;
  /** The certificate that this token was given for, not expired at `now`, or null. */
  certificateOfToken(tokenHash: string, now: number): Promise<string | null>;
  /** Deletes expired offers and tokens; how many. */
  forget(now: number): Promise<number>;
}

/** The audit trail (audit.ts). Stores that change something on somebody's word append to it in the same transaction. */
export interface AuditStore {
  /** Appends in order; returns the new head. */
  append(facts: readonly AuditFact[]): Promise<AuditHead>;
  /** At most `limit` entries after the one with this sequence number (0: from the first). */
  page(after: number, limit: number): Promise<readonly AuditRecord[]>;
  /** The newest entry's place and hash, or sequence 0 and AUDIT_ORIGIN. */
  head(): Promise<AuditHead>;
}

/** The transparency log's entries: 32-byte digests, written with what they are about, and put in one order later by one writer. */
export interface LogStore {
  /** Adds the digests of documents that are about to be published, those that are not there yet. Certificates add their own as they are issued. */
  add(entries: readonly Uint8Array[]): Promise<void>;
  /**
   * Gives every entry that has no place the next one, in the order of their arrival, without gaps; returns how many have one. One at a
   * time: of two at once the second waits. A place once given never changes.
   */
  sequence(): Promise<number>;
  /** The entries from this place on, in order, as far as they have one. Streamed. */
  entriesFrom(place: number): AsyncIterable<Uint8Array>;
  /** The newest tree recorded, or null. */
  head(): Promise<TreeHead | null>;
  /**
   * Records a tree that is about to be signed. True where it is larger than the newest recorded, or the same; false, and nothing done,
   * where it is smaller, or of the same size with another root.
   */
  recordHead(head: TreeHead): Promise<boolean>;
}

/** Where the store lives (store-home.ts). */
export interface HomeStore {
  /** Whether the store is where it was made or last settled. Elsewhere `takeSequences` rejects with PortError STORE_RESTORED. */
  isHome(): Promise<boolean>;
  /**
   * Makes this place the store's home, in one transaction: skips indices under every key, gives each key's list the version and the
   * statuses that were published, and appends to the audit trail. What was decided and is not published yet stays so, unless the
   * published list says that it is revoked.
   */
  settle(settlement: Settlement, audit: AuditFact): Promise<readonly SettledKey[]>;
}

/** All stores of an issuer, over one database: `commit` reaches into records and challenges too. */
export interface Stores {
  readonly records: RecordStore;
  readonly challenges: ChallengeStore;
  readonly signingKeys: SigningKeyStore;
  readonly certificates: CertificateStore;
  readonly statuses: StatusStore;
  readonly entities: EntityStore;
  readonly consents: ConsentStore;
  readonly people: PersonStore;
  readonly answers: AnswerStore;
  readonly tokens: TokenStore;
  readonly wallets: WalletStore;
  readonly printLinks: PrintLinkStore;
  readonly offers: CredentialOfferStore;
  readonly audit: AuditStore;
  readonly doseEvents: DoseEventStore;
  readonly log: LogStore;
  readonly home: HomeStore;
  /** Fulfilled when the database answers: for readiness. */
  ping(): Promise<void>;
  close(): Promise<void>;
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
  /** An entry of the audit trail for it. */
  readonly audit?: AuditFact;
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
