import { describe, expect, it } from "vitest";
import { enrolRow, type RegistryRow, toEnrolledRecord } from "../../src/domain/enrolment.ts";
import { expectOk, NO_DOSES, NOW, registryRow, TEST_RULES, testHash } from "../issuer-fixture.ts";

function enrol(fields: Partial<RegistryRow>) {
  return enrolRow(registryRow(fields), TEST_RULES, { now: NOW });
}

describe("enrolRow", () => {
  it("reads a whole row", () => {
    expect(expectOk(enrol({ mobile: "061000 00001", deceased_on: "2022-01-01" })).enrolment).toEqual({
      beneficiaryId: "FICT-1",
      mobile: "+916100000001",
      revision: 1,
      record: {
        fullName: "Asha Rani Biswas",
        secondName: { fullName: "আশা রানী বিশ্বাস", language: "ben" },
        birthDate: "19620314",
        doses: [
          { product: "COVISHIELD", date: "2021-04-02" },
          { product: "COVISHIELD", date: "2021-06-28" },
        ],
        deceasedOn: "2022-01-01",
        source: "FICTITIOUS",
      },
    });
  });

  it("reads a row with nothing but what is required", () => {
    const row = { revision: "", second_name: "", second_language: "", birth_date: "", ...NO_DOSES };
    expect(expectOk(enrol(row)).enrolment).toEqual({
      beneficiaryId: "FICT-1",
      mobile: "+916100000001",
      revision: 1,
      record: { fullName: "Asha Rani Biswas", doses: [], source: "FICTITIOUS" },
    });
  });

  it("takes a year for a birth date, and a dose of that year for one after birth", () => {
    const row = { birth_date: "2021", dose2_product: "", dose2_date: "" };
    expect(expectOk(enrol(row)).enrolment.record.birthDate).toBe("2021");
  });

  it("takes today in the registry's zone for no future", () => {
    // 03:43 on the 15th in India, still the 14th in UTC.
    const row = { dose2_date: "2023-11-15" };
    expect(enrol(row).ok).toBe(true);
    expect(enrolRow(registryRow(row), { ...TEST_RULES, utcOffsetMinutes: 0 }, { now: NOW })).toMatchObject({
      code: "ROW_DOSE_IN_FUTURE",
    });
  });

  const third = { dose3_product: "COVISHIELD" };
  it.each<[string, Partial<RegistryRow>, string, string]>([
    ["no id", { beneficiary_id: "" }, "ROW_ID_INVALID", "beneficiary_id"],
    ["an id with a space", { beneficiary_id: "FICT 1" }, "ROW_ID_INVALID", "beneficiary_id"],
    ["an id of 41 characters", { beneficiary_id: "x".repeat(41) }, "ROW_ID_INVALID", "beneficiary_id"],
    ["revision 0", { revision: "0" }, "ROW_REVISION_INVALID", "revision"],
    ["a revision that is no number", { revision: "two" }, "ROW_REVISION_INVALID", "revision"],
    ["no name", { full_name: "" }, "ROW_NAME_INVALID", "full_name"],
    ["a name in another script", { full_name: "আশা" }, "ROW_NAME_INVALID", "full_name"],
    ["a name with a double space", { full_name: "Asha  Biswas" }, "ROW_NAME_INVALID", "full_name"],
    ["a name with a line break", { full_name: "Asha\nBiswas" }, "ROW_NAME_INVALID", "full_name"],
    ["a name of 129 bytes", { full_name: "A".repeat(129) }, "ROW_NAME_INVALID", "full_name"],
    ["a second name in Latin script", { second_name: "Asha" }, "ROW_SECOND_NAME_INVALID", "second_name"],
    ["a language without a second name", { second_name: "" }, "ROW_SECOND_NAME_INVALID", "second_name"],
    ["a second name without a language", { second_language: "" }, "ROW_LANGUAGE_INVALID", "second_language"],
    ["a language of two letters", { second_language: "bn" }, "ROW_LANGUAGE_INVALID", "second_language"],
    ["a birth date written day first", { birth_date: "14-03-1962" }, "ROW_BIRTH_DATE_INVALID", "birth_date"],
    ["a birth date that does not exist", { birth_date: "1962-02-30" }, "ROW_BIRTH_DATE_INVALID", "birth_date"],
    ["a birth date in the future", { birth_date: "2023-11-16" }, "ROW_BIRTH_DATE_IN_FUTURE", "birth_date"],
    ["a birth year in the future", { birth_date: "2024" }, "ROW_BIRTH_DATE_IN_FUTURE", "birth_date"],
    ["a number that is none", { mobile: "98765" }, "MOBILE_MALFORMED", "mobile"],
    ["no number", { mobile: "" }, "MOBILE_MALFORMED", "mobile"],
    ["a landline", { mobile: "03322223333" }, "MOBILE_NOT_MOBILE", "mobile"],
    ["a foreign number", { mobile: "+447700900123" }, "MOBILE_COUNTRY_NOT_SERVED", "mobile"],
    ["dose 2 without dose 1", { dose1_product: "", dose1_date: "" }, "ROW_DOSE_MISSING_BEFORE", "dose2_product"],
    [
      "dose 4 without dose 3",
      { dose4_product: "COVAXIN", dose4_date: "2022-01-01" },
      "ROW_DOSE_MISSING_BEFORE",
      "dose4_product",
    ],
    ["a dose without a date", { dose2_date: "" }, "ROW_DOSE_INCOMPLETE", "dose2_date"],
    ["a dose without a product", { dose2_product: "" }, "ROW_DOSE_INCOMPLETE", "dose2_product"],
    ["a product that is not in the schedule", { dose2_product: "covishield" }, "ROW_PRODUCT_UNKNOWN", "dose2_product"],
    ["a product named like a built-in", { dose1_product: "toString" }, "ROW_PRODUCT_UNKNOWN", "dose1_product"],
    ["a dose's date that does not exist", { dose1_date: "2021-02-29" }, "ROW_DOSE_DATE_INVALID", "dose1_date"],
    ["a dose before birth", { birth_date: "2021-05-01" }, "ROW_DOSE_BEFORE_BIRTH", "dose1_date"],
    ["a dose before there was a vaccine", { dose1_date: "2020-06-30" }, "ROW_DOSE_TOO_EARLY", "dose1_date"],
    ["a dose in the future", { ...third, dose3_date: "2023-11-16" }, "ROW_DOSE_IN_FUTURE", "dose3_date"],
    ["doses out of order", { dose1_date: "2021-07-01" }, "ROW_DOSES_OUT_OF_ORDER", "dose2_date"],
    ["two doses on one day", { dose1_date: "2021-06-28" }, "ROW_DOSES_OUT_OF_ORDER", "dose2_date"],
    ["a death that is no date", { deceased_on: "yes" }, "ROW_DEATH_DATE_INVALID", "deceased_on"],
    ["a death before birth", { deceased_on: "1950-01-01" }, "ROW_DEATH_DATE_INVALID", "deceased_on"],
    ["a death in the future", { deceased_on: "2023-11-16" }, "ROW_DEATH_IN_FUTURE", "deceased_on"],
    ["a dose after death", { deceased_on: "2021-05-01" }, "ROW_DOSE_AFTER_DEATH", "deceased_on"],
    ["no source", { source: "" }, "ROW_SOURCE_INVALID", "source"],
    ["a source in small letters", { source: "cowin" }, "ROW_SOURCE_INVALID", "source"],
  ])("refuses %s", (_what, fields, code, column) => {
    expect(enrol(fields)).toEqual({ ok: false, code, column });
  });
});

describe("toEnrolledRecord", () => {
  async function enrolled(fields: Partial<RegistryRow>) {
    return toEnrolledRecord(expectOk(enrol(fields)).enrolment, testHash);
  }

  it("keeps neither number nor beneficiary id", async () => {
    const text = JSON.stringify(await enrolled({}));
    expect(text).not.toContain("6100000001");
    expect(text).not.toContain("FICT-1");
  });

  it("hashes the number, not its spelling", async () => {
    expect((await enrolled({ mobile: "061000-00001" })).mobileHash).toBe((await enrolled({})).mobileHash);
    expect((await enrolled({ mobile: "6100000002" })).mobileHash).not.toBe((await enrolled({})).mobileHash);
  });

  it("gives another content hash for every change but that of the revision", async () => {
    const first = await enrolled({});
    expect((await enrolled({ revision: "2" })).contentHash).toBe(first.contentHash);
    for (const change of [
      { full_name: "Asha Biswas" },
      { mobile: "6100000002" },
      { birth_date: "1962" },
      { dose2_date: "2021-06-29" },
      { deceased_on: "2022-01-01" },
      { source: "OTHER" },
    ]) {
      expect((await enrolled(change)).contentHash, JSON.stringify(change)).not.toBe(first.contentHash);
    }
  });
});
