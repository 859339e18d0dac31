// The faulty stage: Base45. The honest text holds two spaces in a row, and one is lost, as on web pages.

import { encodeBase45 } from "@mohor/schema";
import { CLAIMS, certificate } from "../chain.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("BASE45_INVALID", "base45", {
  title: "A lost space is not guessed at",
  spec: "6.2",
  why: "Everything after it moves into other groups; this is why issuers draw texts without double spaces.",
  bugClass: "lenient-text",
  certificate: certificate({
    claims: { ...CLAIMS, statusIndex: 110 },
    base45: (token) => encodeBase45(token).replace("  ", " "),
  }),
});
