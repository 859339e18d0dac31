// One row of the registry's CSV file to an enrolled record, or the first fact against it. The file holds one person a row; a
// later row with the same beneficiary_id and a higher revision corrects it. Everything is checked here and nothing repaired:
// a row that is left out is reported by line and code and can be corrected, a row that was guessed at cannot.

import { type Code, isBirthDate, isLatinName, isSecondScriptName, toHex } from "@mohor/schema";
import { type CalendarDate, calendarDateAt, parseCalendarDate } from "./calendar-date.ts";
import { type MobilePolicy, parseMobileNumber } from "./mobile-number.ts";
import type { KeyedHash } from "./ports.ts";
import { type Dose, type EnrolledRecord, MAX_DOSES, type VaccinationRecord } from "./vaccination-record.ts";
import { productSchedule, type VaccineSchedule } from "./vaccine-schedule.ts";

/** The columns of the file, in their order; the first line must hold exactly these names. */
export const REGISTRY_COLUMNS = [
  "beneficiary_id",
  "revision",
  "full_name",
  "second_name",
  "second_language",
  "birth_date",
  "mobile",
  "dose1_product",
  "dose1_date",
  "dose2_product",
  "dose2_date",
  "dose3_product",
  "dose3_date",
  "dose4_product",
  "dose4_date",
  "deceased_on",
  "source",
] as const;

/** The name of a column. */
export type RegistryColumn = (typeof REGISTRY_COLUMNS)[number];

/** The fields of one row, as text. */
export type RegistryRow = Readonly<Record<RegistryColumn, string>>;

/** What a row is held against. */
export type EnrolmentRules = {
  readonly mobiles: MobilePolicy;
  readonly schedule: VaccineSchedule;
  /** Zone of the registry's calendar, minutes ahead of UTC; India is 330. */
  readonly utcOffsetMinutes: number;
};

/** A sound row. Holds the number and the id in clear, so it lives only until `toEnrolledRecord`. */
export type Enrolment = {
  readonly beneficiaryId: string;
  readonly mobile: string;
  readonly revision: number;
  readonly record: VaccinationRecord;
};

/** A refused row: the code, and the column that the person who corrects the file must look at. */
export type RowRefusal = { readonly ok: false; readonly code: Code; readonly column: RegistryColumn };

const BENEFICIARY_ID = /^[A-Za-z0-9][A-Za-z0-9._/-]{0,39}$/;
const REVISION = /^[1-9]\d{0,8}$/;
const SOURCE = /^[A-Z][A-Z0-9_]{0,31}$/;
const LANGUAGE = /^[a-z]{3}$/;

/**
 * A row's enrolment at `now`, or its first fault in the order of the columns. Codes ROW_…; for the mobile number those of
 * `parseMobileNumber`. An empty revision is revision 1; empty optional columns are second_name with second_language,
 * birth_date, the doses and deceased_on. Dates are YYYY-MM-DD (a birth date also YYYY); nothing lies in the future.
 */
export function enrolRow(
  row: RegistryRow,
  rules: EnrolmentRules,
  { now }: { now: number },
): { readonly ok: true; readonly enrolment: Enrolment } | RowRefusal {
  const today = calendarDateAt(now, rules.utcOffsetMinutes);
  if (!BENEFICIARY_ID.test(row.beneficiary_id)) return refuse("ROW_ID_INVALID", "beneficiary_id");
  if (row.revision !== "" && !REVISION.test(row.revision)) return refuse("ROW_REVISION_INVALID", "revision");
  if (!isLatinName(row.full_name)) return refuse("ROW_NAME_INVALID", "full_name");
  const second = { fullName: row.second_name, language: row.second_language };
  const hasSecond = second.fullName !== "" || second.language !== "";
  if (hasSecond && !isSecondScriptName(second.fullName)) return refuse("ROW_SECOND_NAME_INVALID", "second_name");
  if (hasSecond && !LANGUAGE.test(second.language)) return refuse("ROW_LANGUAGE_INVALID", "second_language");
  const birth = parseBirth(row.birth_date, today);
  if (!birth.ok) return birth;
  const number = parseMobileNumber(row.mobile, rules.mobiles);
  if (!number.ok) return refuse(number.code, "mobile");
  const doses = parseDoses(row, rules.schedule, birth.earliest, today);
  if (!doses.ok) return doses;
  const death = parseDeath(row.deceased_on, birth.earliest, doses.doses.at(-1), today);
  if (!death.ok) return death;
  if (!SOURCE.test(row.source)) return refuse("ROW_SOURCE_INVALID", "source");
  return {
    ok: true,
    enrolment: {
      beneficiaryId: row.beneficiary_id,
      mobile: number.mobile,
      revision: row.revision === "" ? 1 : Number(row.revision),
      record: {
        fullName: row.full_name,
        ...(hasSecond ? { secondName: second } : {}),
        ...(birth.birthDate === undefined ? {} : { birthDate: birth.birthDate }),
        doses: doses.doses,
        ...(death.deceasedOn === undefined ? {} : { deceasedOn: death.deceasedOn }),
        source: row.source,
      },
    },
  };
}

function refuse(code: Code, column: RegistryColumn): RowRefusal {
  return { ok: false, code, column };
}

function parseBirth(
  text: string,
  today: CalendarDate,
): { readonly ok: true; readonly birthDate?: string; readonly earliest: CalendarDate } | RowRefusal {
  if (text === "") return { ok: true, earliest: "1800-01-01" };
  // Of a year only its first day is certain to lie before nothing.
  const earliest = parseCalendarDate(text.length === 4 ? `${text}-01-01` : text);
  const birthDate = text.replaceAll("-", "");
  if (earliest === null || !isBirthDate(birthDate)) return refuse("ROW_BIRTH_DATE_INVALID", "birth_date");
  if (earliest > today) return refuse("ROW_BIRTH_DATE_IN_FUTURE", "birth_date");
  return { ok: true, birthDate, earliest };
}

function parseDoses(
  row: RegistryRow,
  schedule: VaccineSchedule,
  birth: CalendarDate,
  today: CalendarDate,
): { readonly ok: true; readonly doses: readonly Dose[] } | RowRefusal {
  const doses: Dose[] = [];
  for (let number = 1; number <= MAX_DOSES; number++) {
    const productColumn = `dose${number}_product` as RegistryColumn;
    const dateColumn = `dose${number}_date` as RegistryColumn;
    const product = row[productColumn];
    if (product === "" && row[dateColumn] === "") continue;
    if (doses.length !== number - 1) return refuse("ROW_DOSE_MISSING_BEFORE", productColumn);
    if (product === "") return refuse("ROW_DOSE_INCOMPLETE", productColumn);
    if (row[dateColumn] === "") return refuse("ROW_DOSE_INCOMPLETE", dateColumn);
    if (productSchedule(schedule, product) === null) return refuse("ROW_PRODUCT_UNKNOWN", productColumn);
    const date = parseCalendarDate(row[dateColumn]);
    if (date === null) return refuse("ROW_DOSE_DATE_INVALID", dateColumn);
    if (date < birth) return refuse("ROW_DOSE_BEFORE_BIRTH", dateColumn);
    if (date < schedule.earliestDose) return refuse("ROW_DOSE_TOO_EARLY", dateColumn);
    if (date > today) return refuse("ROW_DOSE_IN_FUTURE", dateColumn);
    const before = doses.at(-1);
    if (before !== undefined && date <= before.date) return refuse("ROW_DOSES_OUT_OF_ORDER", dateColumn);
    doses.push({ product, date });
  }
  return { ok: true, doses };
}

function parseDeath(
  text: string,
  birth: CalendarDate,
  lastDose: Dose | undefined,
  today: CalendarDate,
): { readonly ok: true; readonly deceasedOn?: CalendarDate } | RowRefusal {
  if (text === "") return { ok: true };
  const deceasedOn = parseCalendarDate(text);
  if (deceasedOn === null || deceasedOn < birth) return refuse("ROW_DEATH_DATE_INVALID", "deceased_on");
  if (deceasedOn > today) return refuse("ROW_DEATH_IN_FUTURE", "deceased_on");
  if (lastDose !== undefined && lastDose.date > deceasedOn) return refuse("ROW_DOSE_AFTER_DEATH", "deceased_on");
  return { ok: true, deceasedOn };
}

/** The record as the store may hold it: number and id only as keyed hashes (16 bytes of HMAC-SHA-256, in hex). */
export async function toEnrolledRecord(enrolment: Enrolment, hash: KeyedHash): Promise<EnrolledRecord> {
  const { beneficiaryId, mobile, revision, record } = enrolment;
  const mobileHash = await hashMobile(mobile, hash);
  return {
    recordId: await hashBeneficiary(beneficiaryId, hash),
    mobileHash,
    contentHash: await shortHash(hash, "content", JSON.stringify([mobileHash, record])),
    revision,
    record,
  };
}

/** The keyed hash under which a number is stored and looked up. The number must be in E.164 (`parseMobileNumber`). */
export function hashMobile(mobile: string, hash: KeyedHash): Promise<string> {
  return shortHash(hash, "mobile", mobile);
}

/** The keyed hash under which a block of addresses is counted for the limits; `block` is its one spelling, such as 192.0.2.0/24. */
export function hashAddressBlock(block: string, hash: KeyedHash): Promise<string> {
  return shortHash(hash, "block", block);
}

/** The keyed hash under which a help desk counts, where others count by the block they come from. */
export function hashDesk(deskId: string, hash: KeyedHash): Promise<string> {
  return shortHash(hash, "block", `desk\0${deskId}`);
}

/** The keyed hash under which a person's record is stored, from their id in the registry. */
export function hashBeneficiary(beneficiaryId: string, hash: KeyedHash): Promise<string> {
  return shortHash(hash, "record", beneficiaryId);
}

/** 128 bits: among 10^10 numbers or records a collision has a chance below 10^-18. */
const HASH_BYTES = 16;

async function shortHash(
  hash: KeyedHash,
  use: "mobile" | "record" | "content" | "block",
  text: string,
): Promise<string> {
  const digest = await hash.hmac(use, hash.currentKeyId(use), new TextEncoder().encode(text));
  return toHex(digest.subarray(0, HASH_BYTES));
}
