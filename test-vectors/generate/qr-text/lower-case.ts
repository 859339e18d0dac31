// The faulty stage: the QR text. All of it in lower case, as some chat programs and scanners do.

import { certificate } from "../chain.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("QR_CASE_CHANGED", "qr", {
  title: "A text in lower case is refused, not folded",
  spec: "6.1",
  why: "Folding would be a second reading of one text; the code tells the person what happened to it.",
  bugClass: "lenient-text",
  certificate: certificate({ qrText: (base45) => `MQ1:${base45}`.toLowerCase() }),
});
