// The faulty stage: the QR text. A space before it, as careless copying leaves.

import { certificate } from "../chain.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("QR_WHITESPACE_AROUND", "qr", {
  title: "A space before the text is refused, not trimmed",
  spec: "6.1",
  why: "A verifier that trims and one that does not disagree about one text.",
  bugClass: "lenient-text",
  certificate: certificate({ qrText: (base45) => ` MQ1:${base45}` }),
});
