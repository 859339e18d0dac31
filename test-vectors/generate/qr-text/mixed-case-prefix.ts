// The faulty stage: the QR text. Only the prefix has another case.

import { certificate } from "../chain.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("QR_CASE_CHANGED", "qr", {
  title: "The prefix has one case",
  spec: "6.1",
  why: "A comparison without case accepts a text that others refuse.",
  bugClass: "lenient-text",
  certificate: certificate({ qrText: (base45) => `Mq1:${base45}` }),
});
