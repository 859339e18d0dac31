import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { runs } from "../../../../test-support/effort.ts";
import { matchName } from "../../src/domain/name-match.ts";

describe("matchName", () => {
  it.each([
    ["the same name", "Asha Rani Biswas", "Asha Rani Biswas", "same"],
    ["another case and spacing", "  ASHA   rani  biswas ", "Asha Rani Biswas", "same"],
    ["points and hyphens", "Asha-Rani. Biswas", "Asha Rani Biswas", "same"],
    ["marks", "Áshā Rani Biswas", "Asha Rani Biswas", "same"],
    ["a title", "Smt. Asha Biswas", "Asha Biswas", "same"],
    ["an abbreviation written out", "Md Rahim Khan", "Mohammad Rahim Khan", "same"],
    ["another order", "Biswas Asha", "Asha Biswas", "sounds-alike"],
    ["spelling by ear", "Aasha Viswas", "Asha Biswas", "sounds-alike"],
    ["Mukherjee and Mukharji", "Rina Mukharji", "Rina Mukherjee", "sounds-alike"],
    ["Chakraborty and Chakravarti", "Amit Chakravarti", "Amit Chakraborty", "sounds-alike"],
    ["Bengali against Latin", "আশা রানী বিশ্বাস", "Asha Rani Biswas", "sounds-alike"],
    ["Latin against Devanagari", "Sunil Singh", "सुनील सिंह", "sounds-alike"],
    ["Bengali against Devanagari", "সুনীল যাদব", "सुनील यादव", "sounds-alike"],
    ["Hussain and হোসেন", "Imran Hussain", "ইমরান হোসেন", "sounds-alike"],
    ["Sinha and সিংহ", "Asha Sinha", "আশা সিংহ", "sounds-alike"],
    ["মোঃ and Mohammad", "মোঃ রফিক", "Mohammad Rafik", "sounds-alike"],
    ["words written together", "Rabindra Nath Tagore", "Rabindranath Tagore", "written-together"],
    ["a middle name left out", "Asha Biswas", "Asha Rani Biswas", "middle-name-left-out"],
    ["a middle name added", "Asha Rani Biswas", "Asha Biswas", "middle-name-left-out"],
    ["initials", "S. K. Das", "Sunil Kumar Das", "initials"],
    ["initials without a space", "S.K.Das", "Sunil Kumar Das", "initials"],
    ["one initial", "S Das", "Sunil Kumar Das", "initials"],
    ["a Bengali initial", "সু. দাস", "Sunil Das", "initials"],
    ["V for Bikash", "V Das", "Bikash Das", "initials"],
    ["C for চন্দ্রা", "C Das", "চন্দ্রা দাস", "initials"],
    ["an initial in the record", "Sunil Kumar Das", "S. Das", "initials"],
    ["one word for one word", "Sunita", "Suneeta", "sounds-alike"],
  ])("tolerates %s", (_what, typed, held, kind) => {
    expect(matchName(typed.normalize("NFC"), [held.normalize("NFC")])?.kind).toBe(kind);
  });

  it.each([
    ["Rina for Rani", "Rina Das", "Rani Das"],
    ["Rina for Rita", "Rina Das", "Rita Das"],
    ["Mina for Mona", "Mina Das", "Mona Das"],
    ["Kamal for Kamala", "Kamal Das", "Kamala Das"],
    ["Ram for Rama", "Ram Das", "Rama Das"],
    ["Asha for Usha", "Asha Das", "Usha Das"],
    ["Hasan for Hosen", "Hasan Ali", "Hosen Ali"],
    ["Sunil for Anil", "Sunil Das", "Anil Das"],
    ["Das for Dutta", "Asha Das", "Asha Dutta"],
    ["Shah for Saha", "Asha Shah", "Asha Saha"],
    ["Mitra for Maitra", "Asha Mitra", "Asha Maitra"],
    ["a family name alone", "Das", "Asha Das"],
    ["a given name alone", "Asha", "Asha Das"],
    ["initials alone", "A D", "Asha Das"],
    ["a wrong initial", "U Das", "Asha Das"],
    ["C for Kalpana", "C Das", "Kalpana Das"],
    ["Y for Ismail", "Y Khan", "Ismail Khan"],
    ["an initial of the middle name alone", "R Biswas", "Asha Rani Biswas"],
    ["an initial beside a middle name that the record does not have", "S Rani Pal", "Shampa Pal"],
    ["an initial in place of the family name and no given name", "Rani B", "Asha Rani Biswas"],
    ["no letters", "12345", "Asha Das"],
    ["nothing", "", "Asha Das"],
    ["more words than a name has", "Asha a b c d e f g h", "Asha Das"],
    ["more characters than a name has", `Asha ${"x".repeat(128)}`, "Asha Das"],
    ["another script that is not read", "ஆஷா தாஸ்", "Asha Das"],
  ])("refuses %s", (_what, typed, held) => {
    expect(matchName(typed.normalize("NFC"), [held.normalize("NFC")])).toBeNull();
  });

  it("matches a script it does not read only where the words are the same", () => {
    expect(matchName("ஆஷா தாஸ்", ["Asha Das", "ஆஷா தாஸ்"])).toEqual({ kind: "same", cost: 0 });
  });

  it("takes the better of two spellings", () => {
    expect(matchName("আশা দাস", ["Asha Das", "আশা দাস"])).toEqual({ kind: "same", cost: 0 });
  });

  it("is symmetric", () => {
    const words = fc.array(fc.stringMatching(/^[a-z]{1,9}$/), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(words, words, (a, b) => {
        expect(matchName(a.join(" "), [b.join(" ")])).toEqual(matchName(b.join(" "), [a.join(" ")]));
      }),
      runs(500),
    );
  });

  it("answers any text, of any length, quickly", () => {
    const hostile = [
      "a a a a a a a a",
      "ab ".repeat(8).trim(),
      "x".repeat(127),
      "ক".repeat(100),
      "\u0303".repeat(100),
      "a".repeat(1_000_000),
      Array.from("abcdefgh", (letter) => letter.repeat(15)).join(" "),
    ];
    for (const a of hostile) {
      for (const b of hostile) {
        // The best of three, so that a busy machine is not taken for slow code.
        const times = [1, 2, 3].map(() => {
          const started = process.hrtime.bigint();
          matchName(a, [b]);
          return Number(process.hrtime.bigint() - started) / 1e6;
        });
        expect(Math.min(...times)).toBeLessThan(100);
      }
    }
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.string({ unit: "grapheme" }), (a, b) => {
        matchName(a, [b]);
      }),
      runs(500),
    );
  });
});
