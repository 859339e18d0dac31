import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { runs } from "../../../../test-support/effort.ts";
import { asciiDigits, INDIA_ONLY, type MobilePolicy, parseMobileNumber } from "../../src/domain/mobile-number.ts";
import { codeOf } from "../issuer-fixture.ts";

const ZEROS = {
  ascii: 0x30,
  devanagari: 0x966,
  bengali: 0x9e6,
  arabic: 0x660,
  urdu: 0x6f0,
  olChiki: 0x1c50,
  fullWidth: 0xff10,
};

function inDigits(text: string, zero: number): string {
  return text.replace(/\d/g, (digit) => String.fromCodePoint(zero + Number(digit)));
}

/** Prefixes × groupings × digit scripts: far more than a hundred ways to write +919876543210. */
function spellings(): string[] {
  const prefixes = [
    "+91",
    "0091",
    "91",
    "0",
    "",
    "+91 ",
    "+91-",
    "(+91) ",
    "00 91 ",
    "0-",
    "+91 (0) ",
    "\u200e+91\u00a0",
    "＋91",
  ];
  const nationals = [
    "9876543210",
    "98765 43210",
    "98765-43210",
    "987-654-3210",
    "(987) 654 3210",
    "98.76.54.32.10",
    " 9876543210 ",
  ];
  return prefixes.flatMap((prefix) =>
    nationals.flatMap((national) => Object.values(ZEROS).map((zero) => inDigits(prefix + national, zero))),
  );
}

describe("parseMobileNumber", () => {
  it("gives one E.164 form for every spelling of one number", () => {
    const all = spellings();
    expect(all.length).toBeGreaterThan(600);
    for (const spelling of all) {
      expect(parseMobileNumber(spelling, INDIA_ONLY), spelling).toEqual({ ok: true, mobile: "+919876543210" });
    }
  });

  it("takes ten digits that begin with 91 as a national number", () => {
    expect(parseMobileNumber("9198765432", INDIA_ONLY)).toEqual({ ok: true, mobile: "+919198765432" });
  });

  it.each([
    ["", "MOBILE_MALFORMED"],
    ["98765", "MOBILE_MALFORMED"],
    ["98765432101", "MOBILE_MALFORMED"],
    ["98765x3210", "MOBILE_MALFORMED"],
    ["9876543210/9876543211", "MOBILE_MALFORMED"],
    ["98+76543210", "MOBILE_MALFORMED"],
    ["+91 98765 4321", "MOBILE_MALFORMED"],
    ["9".repeat(49), "MOBILE_MALFORMED"],
    ["+44 7700 900123", "MOBILE_COUNTRY_NOT_SERVED"],
    ["0044 7700 900123", "MOBILE_COUNTRY_NOT_SERVED"],
    ["+882 16 12345678", "MOBILE_COUNTRY_NOT_SERVED"],
    ["033 2222 3333", "MOBILE_NOT_MOBILE"],
    ["+91 1800 123 456", "MOBILE_NOT_MOBILE"],
    ["5876543210", "MOBILE_NOT_MOBILE"],
  ])("refuses %j with %s", (spelling, code) => {
    expect(codeOf(parseMobileNumber(spelling, INDIA_ONLY))).toBe(code);
  });

  it("serves the countries of its policy and no others", () => {
    const withNepal: MobilePolicy = {
      countries: [...INDIA_ONLY.countries, { countryCode: "977", nationalLength: 10, mobileLeadingDigits: "9[78]" }],
    };
    expect(parseMobileNumber("+977 98412 34567", withNepal)).toEqual({ ok: true, mobile: "+9779841234567" });
    expect(codeOf(parseMobileNumber("+977 1 4123456", withNepal))).toBe("MOBILE_MALFORMED");
    expect(codeOf(parseMobileNumber("+977 98412 34567", INDIA_ONLY))).toBe("MOBILE_COUNTRY_NOT_SERVED");
  });

  it("never throws, and answers only numbers of the policy, on any text", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: "grapheme" }), fc.stringMatching(/^[+0-9()\- ]{0,20}$/)), (text) => {
        const parsed = parseMobileNumber(text, INDIA_ONLY);
        if (parsed.ok) expect(parsed.mobile).toMatch(/^\+91[6-9]\d{9}$/);
        else expect(parsed.code).toMatch(/^MOBILE_/);
      }),
      runs(1_000),
    );
  });

  it("gives the same answer for its own answer", () => {
    for (const spelling of spellings().slice(0, 50)) {
      const parsed = parseMobileNumber(spelling, INDIA_ONLY);
      if (parsed.ok) expect(parseMobileNumber(parsed.mobile, INDIA_ONLY)).toEqual(parsed);
    }
  });
});

describe("asciiDigits", () => {
  it("leaves every other character alone", () => {
    expect(asciiDigits("১২৩ क४५ abc")).toBe("123 क45 abc");
  });
});
