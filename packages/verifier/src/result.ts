// What the verifier answers. Three outcomes, never two (docs/spec.md §6): only a valid verdict carries claims.

import type { Claims, Code } from "@mohor/schema";

/** The steps of docs/spec.md §6, in order; step n of the list is section 6.n. */
export const STEPS = [
  "qr",
  "base45",
  "cbor",
  "cose",
  "trust",
  "key",
  "signature",
  "claims",
  "dates",
  "key-state",
  "status-list",
] as const;
export type Step = (typeof STEPS)[number];

/** The verdict on one QR text. Plain data, frozen throughout: it survives structuredClone and JSON. */
export type Verdict = ValidVerdict | FailedVerdict;

/** Authentic, within its dates, not revoked as far as the held trust material says. */
export type ValidVerdict = {
  readonly outcome: "valid";
  readonly claims: Claims;
  /** The signing key's kid and the certificate's cti, in hex: together its identity. */
  readonly kid: string;
  readonly cti: string;
  /** The issuing authority's name from the trust bundle. */
  readonly issuer: string;
  /** What a gate must show beside the verdict; never changes the outcome. */
  readonly notices: readonly Code[];
};

/** `invalid`: proved wrong. `undecided`: could not be checked. The step is the first that failed. */
export type FailedVerdict = {
  readonly outcome: "invalid" | "undecided";
  readonly code: Code;
  readonly step: Step;
};

/** What a gate does with a verdict under its policy. */
export type Admission =
  | { readonly outcome: "admitted" }
  | { readonly outcome: "not-admitted" | "undecided"; readonly code: Code };

/** Content that nobody has verified. No function takes it where `T` is wanted. */
export type Unverified<T> = { readonly unverified: T };
