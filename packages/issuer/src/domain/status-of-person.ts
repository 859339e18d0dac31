// Status changes by certificate id and by person. A person is found by what an authority is told, a number and a name or the registry's
// id; both are looked up as keyed hashes, and neither is kept with the decision.

import { isCertificateId } from "./certificate.ts";
import { hashBeneficiary, hashMobile } from "./enrolment.ts";
import { findHolder } from "./find-holder.ts";
import { type MobilePolicy, parseMobileNumber } from "./mobile-number.ts";
import { nameWords } from "./name-words.ts";
import type { KeyedHash, RecordStore, StatusStore } from "./ports.ts";
import { type Refusal, refusal } from "./refusal.ts";
import { MAX_STATUS_TARGETS, type StatusCounts, type StatusDecision, type StatusTarget } from "./status-change.ts";

/** What a decision did. */
export type StatusDecided = { readonly ok: true; readonly counts: StatusCounts };

/** Records looked at under one number; a family phone carries six. */
const MAX_RECORDS_ON_NUMBER = 64;

/**
 * Gives certificates a status. Codes: CERTIFICATE_ID_MALFORMED, STATUS_TARGET_UNCLEAR (none, or more than one decision may meet),
 * CERTIFICATE_UNKNOWN (nobody has one of the ids; the others are changed).
 */
export async function setStatusOfCertificates(
  certificateIds: readonly string[],
  { statuses }: { readonly statuses: StatusStore },
  decision: StatusDecision,
): Promise<StatusDecided | Refusal> {
  if (!certificateIds.every(isCertificateId)) return refusal("CERTIFICATE_ID_MALFORMED");
  if (certificateIds.length === 0 || certificateIds.length > MAX_STATUS_TARGETS)
    return refusal("STATUS_TARGET_UNCLEAR");
  return counted(await set(statuses, { certificateIds }, decision));
}

/**
 * Gives all current certificates of the one person whom number and name fit a status. Codes: MOBILE_…, NAME_MALFORMED, RECORD_NOT_FOUND
 * (the name fits nobody on the number, or more than one).
 */
export async function setStatusOfPerson(
  person: { readonly mobile: string; readonly name: string },
  ports: { readonly records: RecordStore; readonly statuses: StatusStore; readonly hash: KeyedHash },
  { decision, mobiles }: { readonly decision: StatusDecision; readonly mobiles: MobilePolicy },
): Promise<StatusDecided | Refusal> {
  const number = parseMobileNumber(person.mobile, mobiles);
  if (!number.ok) return number;
  if (nameWords(person.name) === null) return refusal("NAME_MALFORMED");
  const records = await ports.records.onMobile(await hashMobile(number.mobile, ports.hash), MAX_RECORDS_ON_NUMBER);
  const holder = findHolder(person.name, records);
  if (holder === null) return refusal("RECORD_NOT_FOUND");
  const recordIds = holder.basis.map(({ recordId }) => recordId);
  return { ok: true, counts: await set(ports.statuses, { recordIds, now: decision.at }, decision) };
}

/** Gives all current certificates about one record a status; none where there is no such record, which is not told apart. */
export async function setStatusOfBeneficiary(
  beneficiaryId: string,
  ports: { readonly statuses: StatusStore; readonly hash: KeyedHash },
  decision: StatusDecision,
): Promise<StatusDecided | Refusal> {
  const recordIds = [await hashBeneficiary(beneficiaryId, ports.hash)];
  return { ok: true, counts: await set(ports.statuses, { recordIds, now: decision.at }, decision) };
}

function set(statuses: StatusStore, target: StatusTarget, decision: StatusDecision): Promise<StatusCounts> {
  const { at, actor, status, reason } = decision;
  // The trail tells that somebody decided, and how much it met; whom, the status log tells by certificate ids.
  return statuses.set(target, decision, {
    at,
    actor,
    action: `certificates-${status}`,
    subject: "status",
    detail: { reason },
  });
}

function counted(counts: StatusCounts): StatusDecided | Refusal {
  return counts.unknown > 0 ? refusal("CERTIFICATE_UNKNOWN") : { ok: true, counts };
}
