// The faulty stage: the QR text. In lower case and with white space on both sides.

import { certificate } from "../chain.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("QR_WHITESPACE_AROUND", "qr", {
  title: "White space around the text is looked at before its case",
  spec: "6.1",
  why: "Two verifiers give one code only where the order of the checks is fixed.",
  bugClass: "missing-check",
  certificate: certificate({ qrText: (base45) => `\t${`MQ1:${base45}`.toLowerCase()}\r\n` }),
});
