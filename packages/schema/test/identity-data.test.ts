import {
  type CborValue,
  decodeCbor,
  decodeIdentityData,
  encodeCbor,
  encodeIdentityData,
  type IdentityData,
  isBirthDate,
  isLatinName,
  isSecondScriptName,
  TOKEN_BOUNDS,
} from "@mohor/schema";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { runs } from "../../../test-support/effort.ts";
import { identityData } from "./arbitraries.ts";

const REFUSED = { ok: false, code: "IDENTITY_DATA_INVALID" };

describe("round trip", () => {
  test("identity data written and read are the same", () => {
    fc.assert(
      fc.property(identityData, (value) => {
        const document = decodeCbor(encodeCbor(encodeIdentityData(value)), TOKEN_BOUNDS);
        expect(document.ok && decodeIdentityData(document.value.item)).toEqual({ ok: true, value });
      }),
      runs(1_000),
    );
  });

  test("a part that is not there is no member with nothing in it either", () => {
    expect(decodeIdentityData(encodeIdentityData({ fullName: "A" }))).toStrictEqual({
      ok: true,
      value: { fullName: "A" },
    });
  });
});

describe("a name in Latin script", () => {
  test.each([
    "A",
    "Ananya Chatterji",
    "O'Neill",
    "D\u2019Souza",
    "Smt. Asha-Latā Ṭhākur",
    "José Ñuñez",
    "Ǆ",
    "Ẁiremu",
    "\u00c0\u024f\u1e00\u1eff",
    "R. K.",
    "x".repeat(128),
  ])("may be %j", (name) => {
    expect(isLatinName(name)).toBe(true);
  });

  test.each([
    ["empty", ""],
    ["only a joiner", "-"],
    ["only a space", " "],
    ["led by a space", " Asha"],
    ["followed by a space", "Asha "],
    ["with two spaces", "Asha  Devi"],
    ["with a tab", "Asha\tDevi"],
    ["with a line feed at its end", "Asha\n"],
    ["with a digit", "Asha 2"],
    ["with a comma", "Devi, Asha"],
    ["with an underscore", "Asha_Devi"],
    ["with a less-than sign", "<b>Asha"],
    ["with a multiplication sign", "A\u00d7B"],
    ["with a division sign", "A\u00f7B"],
    ["with the letter before the range", "A\u00bf"],
    ["with the letter after Extended-B", "A\u0250"],
    ["with the letter before Extended Additional", "A\u1dff"],
    ["with the letter after Extended Additional", "A\u1f00"],
    ["with a combining mark", "A\u030b\u0331"],
    ["decomposed", "Jose\u0301"],
    ["in Cyrillic that looks Latin", "\u0410sha"],
    ["in Bengali", "আশা"],
    ["with a joiner of Indic letters", "A\u200dB"],
    ["with a direction mark", "A\u202eB"],
    ["with a zero-width space", "A\u200bB"],
    ["with an emoji", "A😀"],
    ["with half a surrogate pair", "A\ud83d"],
    ["of 129 letters", "x".repeat(129)],
    ["of 65 letters of two bytes", "é".repeat(65)],
  ])("is not %s", (_, name) => {
    expect(isLatinName(name)).toBe(false);
  });
});

describe("a name in a second script", () => {
  test.each([
    ["Bengali", "অনন্যা চট্টোপাধ্যায়".normalize("NFC")],
    ["Devanagari", "शर्मा"],
    ["Tamil", "கண்ணன்"],
    ["Urdu", "محمد علی"],
    ["Sinhala", "\u0dff"],
    ["Ol Chiki", "ᱥᱟᱱᱛᱟᱲ"],
    ["Meetei Mayek", "ꯃꯩꯇꯩ"],
    ["Meetei Mayek Extensions", "\uaae0"],
    ["letters with a joiner between", "র\u200d্য".normalize("NFC")],
    ["letters with a non-joiner between", "क\u200cष"],
    ["42 letters of three bytes", "ক".repeat(42)],
  ])("may be in %s", (_, name) => {
    expect(isSecondScriptName(name)).toBe(true);
  });

  test.each([
    ["empty", ""],
    ["only joiners", "\u200c\u200d .-"],
    ["in Latin", "Asha"],
    ["partly in Latin", "আশা B"],
    ["led by a space", " আশা"],
    ["with two spaces", "আশা  দেবী"],
    ["decomposed", "ক\u09c7\u09be"],
    ["with a letter that NFC takes apart", "\u09dc"],
    ["with an Arabic number sign", "م\u0600"],
    ["with an Arabic letter mark", "م\u061c"],
    ["with an end of ayah", "م\u06dd"],
    ["with a direction override", "م\u202e"],
    ["with a byte order mark", "\ufeffক"],
    ["with the letter after Sinhala", "ක\u0e01"],
    ["with a line feed at its end", "আশা\n"],
    ["43 letters of three bytes", "ক".repeat(43)],
  ])("is not %s", (_, name) => {
    expect(isSecondScriptName(name)).toBe(false);
  });
});

test("a hostile text of a megabyte is refused by its length alone, though the expressions are quadratic", () => {
  // A million letters and a stranger: the expressions alone would take some 10^11 steps.
  const endless = `${"a".repeat(1_000_000)}1`;
  expect(isLatinName(endless)).toBe(false);
  expect(isSecondScriptName(endless.replaceAll("a", "ক"))).toBe(false);
});

describe("a birth date", () => {
  test.each(["1800", "2099", "18000101", "19560229", "20000229", "20991231", "19990430"])("may be %s", (text) => {
    expect(isBirthDate(text)).toBe(true);
  });

  test.each([
    "1799",
    "2100",
    "21000101",
    "19000229",
    "19570229",
    "19990431",
    "19990631",
    "19990931",
    "19991131",
    "19990001",
    "19991301",
    "19990100",
    "19990132",
    "199901",
    "1999-01-01",
    "1999\n",
    " 1999",
    "১৯৯৯",
    "",
  ])("is not %j", (text) => {
    expect(isBirthDate(text)).toBe(false);
  });

  test("every day of the calendar from 1800 to 2099 is one, and no other eight digits", () => {
    for (let year = 1800; year <= 2099; year++) {
      for (let month = 1; month <= 12; month++) {
        for (let day = 1; day <= 31; day++) {
          const date = new Date(Date.UTC(year, month - 1, day));
          const exists = date.getUTCMonth() === month - 1;
          const text = `${year}${String(month).padStart(2, "0")}${String(day).padStart(2, "0")}`;
          if (isBirthDate(text) !== exists) expect.fail(`${text} should be ${exists}`);
        }
      }
    }
  });
});

describe("identity data are refused", () => {
  const valid: [number | string, CborValue][] = [
    [4, "Asha"],
    [8, "1957"],
    [19, "আশা"],
    [20, "ben"],
  ];
  const changed = (...changes: [number | string, CborValue | null][]): CborValue => {
    const map = new Map(valid);
    for (const [key, value] of changes) {
      if (value === null) map.delete(key);
      else map.set(key, value);
    }
    return map;
  };

  test.each<[string, CborValue]>([
    ["that are text", "Asha"],
    ["that are an array", ["Asha"]],
    ["that are empty", new Map()],
    ["with a key of MOSIP that certificates do not carry", changed([9, 1])],
    ["with a text key", changed(["4", "Asha"])],
    ["without a Latin name", changed([4, null])],
    ["with a name that is bytes", changed([4, Uint8Array.of(0x41)])],
    ["with a name in the wrong script", changed([4, "আশা"])],
    ["with a birth date that is an integer", changed([8, 1957])],
    ["with a birth date that never was", changed([8, "19570229"])],
    ["with a second name but no language", changed([20, null])],
    ["with a language but no second name", changed([19, null])],
    ["with a second name that is bytes", changed([19, Uint8Array.of(0x41)])],
    ["with a second name in Latin", changed([19, "Asha"])],
    ["with a language that is an integer", changed([20, 1])],
    ["with a list of one language", changed([20, ["ben"]])],
    ["with a language of two letters", changed([20, "bn"])],
    ["with a language of four letters", changed([20, "beng"])],
    ["with a language in capitals", changed([20, "BEN"])],
  ])("%s", (_, value) => {
    expect(decodeIdentityData(value)).toEqual(REFUSED);
  });

  test("and the unchanged ones are not", () => {
    expect(decodeIdentityData(changed())).toEqual({
      ok: true,
      value: { fullName: "Asha", birthDate: "1957", secondName: { fullName: "আশা", language: "ben" } },
    });
  });

  test.each<[string, IdentityData]>([
    ["an empty name", { fullName: "" }],
    ["a date that never was", { fullName: "A", birthDate: "20230229" }],
    ["a second name in Latin", { fullName: "A", secondName: { fullName: "A", language: "eng" } }],
  ])("when written with %s: a caller's mistake", (_, identity) => {
    expect(() => encodeIdentityData(identity)).toThrow(TypeError);
  });
});
