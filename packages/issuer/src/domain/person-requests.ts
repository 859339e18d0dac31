// What people may ask for about themselves, after they have proven their number: everything that is held, and that it be deleted (Digital
// Personal Data Protection Act 2023, sections 11 and 12). On a family's telephone each for themselves.

import { toBase64Url } from "@mohor/schema";
import { holderOf, personKeyOf } from "./consent-receipts.ts";
import type { ConfirmedChallenge } from "./otp-challenge.ts";
import type { ErasureCounts, RetentionCutoffs } from "./person.ts";
import type {
  AnswerStore,
  AuditStore,
  ChallengeStore,
  CredentialOfferStore,
  PersonStore,
  PrintLinkStore,
  RecordStore,
  TokenStore,
} from "./ports.ts";
import { type Refusal, refusal } from "./refusal.ts";

/** All that is held about a person, as plain data for the person. Hashes and other people's data are not in it. */
export type PersonalData = {
  readonly records: readonly {
    readonly fullName: string;
    readonly secondName?: string;
    readonly birthDate?: string;
    readonly doses: readonly { readonly product: string; readonly date: string }[];
    readonly deceasedOn?: string;
    readonly source: string;
  }[];
  readonly certificates: readonly {
    readonly certificateId: string;
    readonly iat: number;
    readonly exp: number;
    readonly qrText: string;
    readonly revokedAt?: number;
    readonly suspendedAt?: number;
  }[];
  readonly consents: readonly {
    readonly receiptId: string;
    readonly givenAt: number;
    readonly withdrawnAt: number | null;
    readonly audience?: string;
    readonly noticeVersion: string;
    readonly noticeLanguage: string;
    /** The signed document, base64url. */
    readonly document: string;
  }[];
};

/** Everything that is held about the person who has confirmed; that they asked is audited. Codes: RECORD_NOT_FOUND. */
export async function exportPerson(
  confirmed: ConfirmedChallenge,
  ports: { readonly records: RecordStore; readonly people: PersonStore; readonly audit: AuditStore },
  { now }: { readonly now: number },
): Promise<{ readonly ok: true; readonly data: PersonalData } | Refusal> {
  const holder = await holderOf(confirmed, ports.records);
  if (holder === null) return refusal("RECORD_NOT_FOUND");
  const person = personKeyOf(confirmed, holder);
  const held = await ports.people.exportOf(person);
  const subject = person.recordIds[0] as string;
  await ports.audit.append([{ at: now, actor: "holder", action: "data-exported", subject, detail: {} }]);
  const data: PersonalData = {
    records: held.records.map(({ record: { secondName, ...record } }) => ({
      ...record,
      ...(secondName === undefined ? {} : { secondName: secondName.fullName }),
    })),
    certificates: held.certificates.map(({ certificateId, iat, exp, qrText, revoked, suspended }) => ({
      certificateId,
      iat,
      exp,
      qrText,
      ...(revoked === undefined ? {} : { revokedAt: revoked.at }),
      ...(suspended === undefined ? {} : { suspendedAt: suspended.at }),
    })),
    consents: held.consents.map(({ receiptId, withdrawnAt, document, consent }) => ({
      receiptId,
      ...consent,
      withdrawnAt,
      document: toBase64Url(document),
    })),
  };
  return { ok: true, data };
}

/**
 * Deletes everything about the person who has confirmed, having revoked what is current. What stays are list indices of revoked
 * certificates, which name nobody, and the audit trail with its hashes. Idempotent: a second time there is nobody (RECORD_NOT_FOUND).
 */
export async function erasePerson(
  confirmed: ConfirmedChallenge,
  ports: { readonly records: RecordStore; readonly people: PersonStore },
  { now }: { readonly now: number },
): Promise<{ readonly ok: true; readonly erased: ErasureCounts } | Refusal> {
  const holder = await holderOf(confirmed, ports.records);
  if (holder === null) return refusal("RECORD_NOT_FOUND");
  const person = personKeyOf(confirmed, holder);
  const subject = person.recordIds[0] as string;
  const audit = { at: now, actor: "holder", action: "person-erased", subject, detail: {} };
  return { ok: true, erased: await ports.people.erase(person, audit) };
}

/** How long what is over is kept, in days. */
export type RetentionPolicy = {
  /** Certificates, after they have expired. */
  readonly certificateDays: number;
  /** Receipts of consent, after they were given and nothing hangs on them any more, or were withdrawn. */
  readonly consentDays: number;
};

/** A month to answer questions about a certificate; a year of consents, as long as the Rules of 2025 want logs kept. */
export const DEFAULT_RETENTION: RetentionPolicy = { certificateDays: 30, consentDays: 365 };

/** Rows deleted. */
export type RetentionCounts = {
  readonly challenges: number;
  readonly tokens: number;
  readonly offers: number;
  readonly answers: number;
  readonly printLinks: number;
  readonly certificates: number;
  readonly consents: number;
};

const DAY = 86_400;
/** Rows of one transaction: a few milliseconds. */
const BATCH = 500;

/** Deletes what no rule needs any more at `now`, in small transactions, and audits how much. */
export async function runRetention(
  ports: {
    readonly challenges: ChallengeStore;
    readonly tokens: TokenStore;
    readonly offers: CredentialOfferStore;
    readonly answers: AnswerStore;
    readonly printLinks: PrintLinkStore;
    readonly people: PersonStore;
    readonly audit: AuditStore;
  },
  { now, policy }: { readonly now: number; readonly policy: RetentionPolicy },
): Promise<RetentionCounts> {
  const cutoffs: RetentionCutoffs = {
    certificatesExpiredBefore: now - policy.certificateDays * DAY,
    consentsBefore: now - policy.consentDays * DAY,
  };
  const challenges = await ports.challenges.forget(now);
  const tokens = await ports.tokens.forget(now);
  const offers = await ports.offers.forget(now);
  const answers = await ports.answers.forget(now);
  const printLinks = await ports.printLinks.forget(now);
  let [certificates, consents] = [0, 0];
  for (;;) {
    const forgotten = await ports.people.forget(cutoffs, BATCH);
    if (forgotten.certificates + forgotten.consents === 0) break;
    certificates += forgotten.certificates;
    consents += forgotten.consents;
  }
  const counts = { challenges, tokens, offers, answers, printLinks, certificates, consents };
  if (certificates + consents > 0) {
    await ports.audit.append([{ at: now, actor: "issuer", action: "retention", subject: "store", detail: counts }]);
  }
  return counts;
}
