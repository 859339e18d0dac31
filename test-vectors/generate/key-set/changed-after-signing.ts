// The faulty stage: the trust bundle. Its expiry is a day later than what was signed.

import { certificate, replaced } from "../chain.ts";
import { DAY } from "../timeline.ts";
import { SMALL_BUNDLE, signedBundle } from "../trust.ts";
import { refused, type Vector } from "../vector.ts";

const hexOf = (seconds: number): string => `041a${seconds.toString(16)}05`;

export const vector: Vector = refused("KEYSET_SIGNATURE_INVALID", "trust", {
  title: "A trust bundle changed after signing is not trusted",
  spec: "4.3",
  why: "The forgery that keeps a revoked key alive: an old bundle with a later expiry.",
  bugClass: "missing-check",
  trust: replaced(signedBundle(SMALL_BUNDLE), hexOf(SMALL_BUNDLE.expires), hexOf(SMALL_BUNDLE.expires + DAY)),
  certificate: certificate(),
});
