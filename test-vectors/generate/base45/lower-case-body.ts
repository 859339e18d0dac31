// The faulty stage: Base45. One letter after the prefix in lower case.

import { encodeBase45 } from "@mohor/schema";
import { certificate } from "../chain.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("BASE45_INVALID", "base45", {
  title: "A lower-case letter is not in the alphabet",
  spec: "6.2",
  why: "Folding case would give one certificate as many texts as it has letters, twice over.",
  bugClass: "lenient-encoding",
  certificate: certificate({
    base45: (token) => encodeBase45(token).replace(/[A-Z]/, (letter) => letter.toLowerCase()),
  }),
});
