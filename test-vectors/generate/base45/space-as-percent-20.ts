// The faulty stage: Base45. A space has become "%20", as chat programs and address bars do, and the prefix stayed.

import { encodeBase45 } from "@mohor/schema";
import { certificate } from "../chain.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("BASE45_INVALID", "base45", {
  title: "Percent-encoding is not undone in the plain form",
  spec: "6.2",
  why: "All three characters of %20 are in the alphabet: undoing it would damage honest texts.",
  bugClass: "lenient-text",
  certificate: certificate({ base45: (token) => encodeBase45(token).replace(" ", "%20") }),
});
