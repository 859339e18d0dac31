import { decodeVaccinationStatus, encodeVaccinationStatus, VACCINATION_STATUSES } from "@mohor/schema";
import { expect, test } from "vitest";

test("the statuses have the numbers that KYC-VS announced", () => {
  expect(VACCINATION_STATUSES.map(encodeVaccinationStatus)).toEqual([0, 1, 2]);
  expect([0, 1, 2].map(decodeVaccinationStatus)).toEqual([
    { ok: true, value: "not" },
    { ok: true, value: "partially" },
    { ok: true, value: "fully" },
  ]);
});

test.each([-1, 3, 255, 0xffff_ffff])("the integer %d is no status", (value) => {
  expect(decodeVaccinationStatus(value)).toEqual({ ok: false, code: "STATUS_UNKNOWN" });
});

test.each(["2", "fully", "length", Uint8Array.of(2), [2], new Map([[0, 2]])])("%j is no integer", (value) => {
  expect(decodeVaccinationStatus(value)).toEqual({ ok: false, code: "CWT_CLAIM_INVALID" });
});
