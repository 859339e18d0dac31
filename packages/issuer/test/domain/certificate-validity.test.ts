import { describe, expect, it } from "vitest";
import { DEFAULT_VALIDITY, validitySeconds } from "../../src/domain/certificate-validity.ts";

const DAY = 86_400;

describe("validitySeconds", () => {
  it.each([
    ["not", 7],
    ["partially", 30],
    ["fully", 180],
  ] as const)("gives a certificate of status %s %i days", (status, days) => {
    expect(validitySeconds(DEFAULT_VALIDITY, { status, audience: undefined })).toBe(days * DAY);
  });

  it("gives an answer for one verifying entity a day", () => {
    expect(validitySeconds(DEFAULT_VALIDITY, { status: "fully", audience: "rail.example" })).toBe(DAY);
  });

  it("never gives such an answer longer than the certificate would have", () => {
    const short = { ...DEFAULT_VALIDITY, byStatus: { not: 60, partially: 60, fully: 60 } };
    expect(validitySeconds(short, { status: "not", audience: "rail.example" })).toBe(60);
  });
});
