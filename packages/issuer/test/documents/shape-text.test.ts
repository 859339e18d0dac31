import { describe, expect, it } from "vitest";
import { documentFonts } from "../../src/documents/fonts.ts";
import { shapeText, wrapText } from "../../src/documents/shape-text.ts";

const { regular, bold } = documentFonts();

function shaped(text: string) {
  return shapeText(text, regular);
}

describe("shapeText", () => {
  it("makes one glyph of a conjunct, and none of the joiner between", () => {
    for (const conjunct of ["ক্ষ", "জ্ঞ", "ত্ত", "क्ष", "ज्ञ", "त्र"]) {
      expect(shaped(conjunct).glyphs, conjunct).toHaveLength(1);
    }
  });

  it("sets a vowel sign before its consonant where the script does", () => {
    // Logical order consonant, sign; on paper the sign comes first.
    for (const [syllable, consonant] of [
      ["কি", "ক"],
      ["কে", "ক"],
      ["कि", "क"],
    ] as const) {
      const [first, second] = shaped(syllable).glyphs;
      const [alone] = shaped(consonant).glyphs;
      expect(second?.path, syllable).toBe(alone?.path);
      expect(first?.path).not.toBe(alone?.path);
      expect(second?.x ?? 0).toBeGreaterThan(first?.x ?? 0);
    }
  });

  it("puts ra before a consonant above it, once", () => {
    const [ta, reph] = shaped("র্ত").glyphs;
    expect(ta?.path).toBe(shaped("ত").glyphs[0]?.path);
    expect(reph?.path).not.toBe(shaped("র").glyphs[0]?.path);
    expect(shaped("র্ত").glyphs).toHaveLength(2);
  });

  it("shapes each stretch of a line with a face that has its script, one after the other", () => {
    const parts = ["Mohor ", "মোহর ", "मोहर ", "17"];
    const line = shaped(parts.join(""));
    const widths = parts.map((part) => shaped(part).width);
    expect(line.width).toBeCloseTo(
      widths.reduce((sum, width) => sum + width, 0),
      6,
    );
    expect(line.glyphs).toHaveLength(parts.reduce((sum, part) => sum + shaped(part).glyphs.length, 0));
    expect(line.text).toBe(parts.join(""));
  });

  it("keeps a joiner with its letters", () => {
    expect(shaped("র‍্যাব").glyphs.length).toBeLessThan([..."র‍্যাব"].length);
  });

  it("shows an empty box for a letter that no face has", () => {
    expect(shaped("ᱥ").glyphs).toHaveLength(1);
  });

  it("is wider in bold, and nothing for nothing", () => {
    expect(shapeText("সার্টিফিকেট", bold).width).toBeGreaterThan(shaped("সার্টিফিকেট").width);
    expect(shaped("")).toEqual({ text: "", width: 0, glyphs: [] });
  });
});

describe("wrapText", () => {
  const text = "এই পাতা থেকে স্ক্যানার পায় কর্তৃপক্ষের চাবি আর বাতিল সার্টিফিকেটের তালিকা";

  it("breaks at spaces, loses no word, and keeps each line within the width", () => {
    const lines = wrapText(text, regular, 14);
    expect(lines.length).toBeGreaterThan(1);
    expect(lines.map((line) => line.text).join(" ")).toBe(text);
    for (const { width } of lines) expect(width).toBeLessThanOrEqual(14);
  });

  it("lets a word that is longer than the line stand alone", () => {
    expect(wrapText("a কর্তৃপক্ষের b", regular, 2).map((line) => line.text)).toEqual(["a", "কর্তৃপক্ষের", "b"]);
  });
});
