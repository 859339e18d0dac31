// The faulty stage: the trust bundle. A vowel sign of the authority's name is written as its two halves.

import { certificate } from "../chain.ts";
import { bundlePayloadWith, signedPayload } from "../trust.ts";
import { refused, type Vector } from "../vector.ts";

const ISSUER = 2;

export const vector: Vector = refused("KEYSET_MALFORMED", "trust", {
  title: "The authority's name is in normalisation form C",
  spec: "4.3",
  why: "Both halves are in the list of code points: only the form tells that they must be one.",
  bugClass: "lenient-encoding",
  trust: signedPayload(bundlePayloadWith([ISSUER, "ক\u09C7\u09BEলকাতা"])),
  certificate: certificate(),
});
