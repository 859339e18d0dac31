// When the registry changes, which certificates may stay out (docs/decisions/0033). Policy: one that says more than the registry now
// holds, or says it of another name, is revoked in the transaction of the change. One that says less (a dose was added) stays good
// until the person fetches the next one, which supersedes it: nobody is turned away at a gate for having been vaccinated.

import { type IdentityData, VACCINATION_STATUSES, type VaccinationStatus } from "@mohor/schema";
import { calendarDateAt } from "./calendar-date.ts";
import { type Certificate, claimsOfOwn, type RevocationReason } from "./certificate.ts";
import { deriveStatus } from "./derive-status.ts";
import { findHolder } from "./find-holder.ts";
import type { EnrolledRecord } from "./vaccination-record.ts";
import type { VaccineSchedule } from "./vaccine-schedule.ts";

/** What a status on a day depends on. */
export type ReviewRules = { readonly schedule: VaccineSchedule; readonly utcOffsetMinutes: number };

/**
 * Why a current certificate must be revoked at `now`, given the records it was issued on as they stand after the change, or null.
 * The certificate must be one of this issuer's.
 */
export function reviewCertificate(
  { qrText }: Certificate,
  records: readonly EnrolledRecord[],
  { now, rules }: { readonly now: number; readonly rules: ReviewRules },
): RevocationReason | null {
  const claims = claimsOfOwn(qrText);
  if (!claims.ok) throw new TypeError(`a stored certificate does not decode: ${claims.code}`);
  const { status, identity } = claims.value;
  const holder = findHolder(identity.fullName, records);
  if (holder === null) return "identity-corrected";
  const today = calendarDateAt(now, rules.utcOffsetMinutes);
  const derived = deriveStatus(holder.record, rules.schedule, { today });
  if (derived.kind === "deceased") return "holder-deceased";
  if (contradicts(identity, holder.record)) return "identity-corrected";
  return rankOf(status) > rankOf(derived.status) ? "status-changed" : null;
}

function rankOf(status: VaccinationStatus): number {
  return VACCINATION_STATUSES.indexOf(status);
}

/**
 * Whether two identities cannot be one person's. One that merely shows more or less of the same person (a birth date, a second
 * name) contradicts nothing.
 */
export function contradicts(
  old: IdentityData,
  now: Pick<IdentityData, "fullName" | "secondName" | "birthDate">,
): boolean {
  if (old.fullName !== now.fullName) return true;
  if (old.secondName !== undefined && now.secondName !== undefined) {
    if (old.secondName.fullName !== now.secondName.fullName) return true;
  }
  if (old.birthDate === undefined || now.birthDate === undefined) return false;
  return !old.birthDate.startsWith(now.birthDate) && !now.birthDate.startsWith(old.birthDate);
}
