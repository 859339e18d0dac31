// A vaccination centre's report, from what it sent to the registry. Held against the same rules as a row of the registry's file.

import { toHex } from "@mohor/schema";
import type { AuditFact } from "./audit.ts";
import { type DoseEvent, type DoseOutcome, decideDose } from "./dose-event.ts";
import {
  type EnrolmentRules,
  enrolRow,
  hashBeneficiary,
  hashMobile,
  type RegistryColumn,
  type RowRefusal,
} from "./enrolment.ts";
import type { DoseEventStore, KeyedHash } from "./ports.ts";
import type { Refusal } from "./refusal.ts";
import { type ReviewRules, reviewCertificate } from "./stale-certificate.ts";

/** What a centre says. Texts are as sent; revision is a whole number from 1. */
export type DoseReport = {
  readonly beneficiaryId: string;
  readonly revision: number;
  readonly cancelled: boolean;
  readonly fullName: string;
  readonly secondName?: { readonly fullName: string; readonly language: string };
  /** YYYY or YYYY-MM-DD. */
  readonly birthDate?: string;
  readonly mobile: string;
  readonly product: string;
  /** YYYY-MM-DD. */
  readonly date: string;
};

/** The answer to a report, and to the same report again. */
export type DoseReported = {
  readonly outcome: DoseOutcome;
  readonly revision: number;
  /** Certificates that said more than is held now, and are revoked. */
  readonly revoked: number;
};

/** How long the answer to an idempotency key is given again: a day, for a centre that is offline till the morning. */
const REMEMBERED_SECONDS = 86_400;

/** Bytes of a hash of what was sent: 128 bits. */
const HASH_BYTES = 16;

/**
 * Takes a report in at `now`. `eventId` names it among the centre's reports. With an idempotency key the answer is remembered for a
 * day: the same request gets it again, another one with the same key is refused with IDEMPOTENCY_KEY_REUSED. Other codes: those of a
 * row (ROW_…, MOBILE_…, with the field at fault) and of decideDose. Rejects as the store does.
 */
export async function reportDose(
  report: DoseReport,
  ports: { readonly doseEvents: DoseEventStore; readonly hash: KeyedHash },
  context: {
    readonly now: number;
    readonly centreId: string;
    readonly eventId: string;
    readonly idempotencyKey?: string;
    readonly rules: EnrolmentRules & ReviewRules;
  },
): Promise<{ readonly ok: true; readonly reported: DoseReported } | Refusal | RowRefusal> {
  const { now, centreId, eventId, idempotencyKey, rules } = context;
  const enrolled = enrolRow(toRow(report), rules, { now });
  if (!enrolled.ok) return enrolled;
  const { mobile, record } = enrolled.enrolment;
  const { doses, source: _, ...person } = record;
  const [dose] = doses;
  if (dose === undefined) throw new TypeError("a row with a product has a dose");
  const sent = (text: string) => keyedHash(text, ports.hash);
  const requestHash = await sent(JSON.stringify([eventId, report]));
  const eventKey = await sent(`dose ${centreId} ${eventId}`);
  const event: DoseEvent = {
    eventKey,
    recordId: await hashBeneficiary(report.beneficiaryId, ports.hash),
    mobileHash: await hashMobile(mobile, ports.hash),
    revision: report.revision,
    contentHash: await sent(JSON.stringify([report.beneficiaryId, mobile, record, report.cancelled])),
    cancelled: report.cancelled,
    reportedAt: now,
    person,
    dose: { ...dose, centre: centreId },
  };
  const request =
    idempotencyKey === undefined
      ? undefined
      : {
          scope: `dose ${centreId}`,
          keyHash: await sent(`key ${idempotencyKey}`),
          requestHash,
          expiresAt: now + REMEMBERED_SECONDS,
        };
  const put = await ports.doseEvents.put(event, (held, sources) => decideDose(event, held, sources), {
    now,
    review: (certificate, records) => reviewCertificate(certificate, records, { now, rules }),
    audit: (outcome) => auditOf(event, outcome, centreId),
    ...(request === undefined ? {} : { request }),
  });
  return put.ok ? { ok: true, reported: put.reported } : put;
}

function auditOf({ recordId, eventKey, revision, reportedAt }: DoseEvent, outcome: string, actor: string): AuditFact {
  return { at: reportedAt, actor, action: `dose-${outcome}`, subject: recordId, detail: { event: eventKey, revision } };
}

async function keyedHash(text: string, hash: KeyedHash): Promise<string> {
  const digest = await hash.hmac("request", hash.currentKeyId("request"), new TextEncoder().encode(text));
  return toHex(digest.subarray(0, HASH_BYTES));
}

function toRow(report: DoseReport) {
  return {
    beneficiary_id: report.beneficiaryId,
    revision: String(report.revision),
    full_name: report.fullName,
    second_name: report.secondName?.fullName ?? "",
    second_language: report.secondName?.language ?? "",
    birth_date: report.birthDate ?? "",
    mobile: report.mobile,
    dose1_product: report.product,
    dose1_date: report.date,
    dose2_product: "",
    dose2_date: "",
    dose3_product: "",
    dose3_date: "",
    dose4_product: "",
    dose4_date: "",
    deceased_on: "",
    source: "VACCINATION_CENTRE",
  } satisfies Record<RegistryColumn, string>;
}

/** The member of a report that a column of a row stands for, as a path. */
export const MEMBER_OF_COLUMN: Partial<Readonly<Record<RegistryColumn, string>>> = {
  beneficiary_id: "/beneficiaryId",
  revision: "/revision",
  full_name: "/fullName",
  second_name: "/secondName/fullName",
  second_language: "/secondName/language",
  birth_date: "/birthDate",
  mobile: "/mobile",
  dose1_product: "/product",
  dose1_date: "/date",
};
