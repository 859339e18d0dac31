import { createHash } from "node:crypto";
import { toHex } from "@mohor/schema";
import { describe, expect, it } from "vitest";
import { FOREIGN_NOTICE_VERSION, NOTICE_VERSION, noticeDigest, noticeText } from "../../src/domain/notice.ts";

const LANGUAGES = ["en", "bn", "hi"] as const;
const PURPOSES = ["certificate", "status-answer"] as const;
const PLACES = { issuer: "Health Department", organisation: { name: "Eastern Railway", purpose: "seats on trains" } };

function shown(purpose: (typeof PURPOSES)[number], language: string, version = NOTICE_VERSION): string {
  return noticeText(purpose, { version, language }, PLACES) ?? "";
}

describe("the notices", () => {
  // A text that was shown must never change: a changed digest here means that a new version is due.
  it.each([
    ["certificate", "en", "379382ebb4f55c20"],
    ["certificate", "bn", "6c92e1568ca7d70c"],
    ["certificate", "hi", "fffe862bf3c9eb57"],
    ["status-answer", "en", "72b7a2e6cea19cbb"],
    ["status-answer", "bn", "5b067617b34fb6e6"],
    ["status-answer", "hi", "0714732f045443e0"],
  ] as const)("say in version 1 what they always said (%s, %s)", (purpose, language, digest) => {
    expect(createHash("sha256").update(shown(purpose, language)).digest("hex").slice(0, 16)).toBe(digest);
  });

  it.each(PURPOSES.flatMap((purpose) => LANGUAGES.map((language) => [purpose, language] as const)))(
    "name the authority, the Board, and nothing that is left to fill (%s, %s)",
    (purpose, language) => {
      const text = shown(purpose, language);
      expect(text).toContain(PLACES.issuer);
      expect(text).not.toMatch(/[{}]|undefined/);
      expect(text.split("\n").length).toBeGreaterThan(6);
      // Short enough to be read on a small telephone.
      expect(text.length).toBeLessThan(1_100);
    },
  );

  it.each(LANGUAGES)("name the organisation and its purpose where an answer is for one (%s)", (language) => {
    const text = shown("status-answer", language);
    expect(text).toContain(PLACES.organisation.name);
    expect(text).toContain(PLACES.organisation.purpose);
  });

  it("read no organisation's words as a place", () => {
    const places = { issuer: "X", organisation: { name: "{issuer}", purpose: "{purpose}" } };
    const text = noticeText("status-answer", { version: NOTICE_VERSION, language: "en" }, places);
    expect(text).toContain("{issuer} wants to know");
  });

  it.each([
    ["2", "en"],
    ["", "en"],
    ["constructor", "en"],
    [NOTICE_VERSION, "ta"],
    [NOTICE_VERSION, "toString"],
  ])("are none for version %j in language %j", (version, language) => {
    expect(noticeText("certificate", { version, language }, PLACES)).toBeNull();
  });

  it("know that another page showed its own", () => {
    expect(shown("certificate", "bn", FOREIGN_NOTICE_VERSION)).toContain("of its own");
  });
});

describe("noticeDigest", () => {
  it("is the SHA-256 of the text in UTF-8", () => {
    expect(toHex(noticeDigest("নোটিস"))).toBe(createHash("sha256").update("নোটিস").digest("hex"));
  });
});
