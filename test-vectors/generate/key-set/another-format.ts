// The faulty stage: the trust bundle. Its format is 2; the rest is honest and rightly signed.

import { certificate } from "../chain.ts";
import { bundlePayloadWith, signedPayload } from "../trust.ts";
import { refused, type Vector } from "../vector.ts";

const FORMAT = 0;

export const vector: Vector = refused("KEYSET_VERSION_UNSUPPORTED", "trust", {
  title: "A trust bundle of another format asks for a newer program",
  spec: "4.3",
  why: "Read as damaged, it would be fetched again and again, and nobody would update the program.",
  bugClass: "lenient-structure",
  trust: signedPayload(bundlePayloadWith([FORMAT, 2])),
  certificate: certificate(),
});
