// The faulty stage: the QR text. Something stands before the prefix.

import { certificate } from "../chain.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("QR_PREFIX_UNKNOWN", "qr", {
  title: "The prefix stands at the very start",
  spec: "6.1",
  why: "A search for the prefix that is not anchored accepts whatever stands around it.",
  bugClass: "lenient-text",
  certificate: certificate({ qrText: (base45) => `STATUS MQ1:${base45}` }),
});
