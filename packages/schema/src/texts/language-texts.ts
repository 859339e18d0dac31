// What one language must say: a text for each code, and the words of a verdict. A missing one does not compile.

import type { Code } from "../codes.ts";
import type { TrustDocumentKind } from "../trust-pack.ts";
import type { VaccinationStatus } from "../vaccination-status.ts";

export const LANGUAGES = ["en", "bn", "hi"] as const;
export type Language = (typeof LANGUAGES)[number];

/** What is the matter, and what the person who reads it can do. */
export type CodeText = { readonly text: string; readonly hint: string };

/** The words of a verdict. */
export type Words = {
  readonly outcome: Readonly<
    Record<"valid" | "invalid" | "undecided" | "specimen" | "admitted" | "not-admitted", string>
  >;
  readonly status: Readonly<Record<VaccinationStatus, string>>;
  readonly born: string;
  readonly issued: string;
  readonly issuedBy: string;
  readonly validUntil: string;
  readonly madeFor: string;
  readonly error: string;
  readonly hint: string;
  readonly wait: string;
  readonly seconds: string;
  readonly triesLeft: string;
  /** After "note:", to an operator: wrong codes come in so fast that somebody may be guessing. */
  readonly manyWrongCodes: string;
  readonly note: string;
  readonly unverified: string;
  readonly readyToScan: string;
  readonly revokedOnRecord: string;
  /** What became of a trust document. */
  readonly taken: Readonly<Record<"accepted" | "unchanged" | "refused", string>>;
  readonly trustDocument: Readonly<Record<TrustDocumentKind | "unknown", string>>;
  /** Of a split trust code: "parts: 3/5, missing: 2, 4". */
  readonly parts: string;
  readonly missing: string;
};

/** One language whole: a missing text does not compile. */
export type Texts = Readonly<Record<Code, CodeText>>;
export type LanguageTexts = { readonly codes: Texts; readonly words: Words };
