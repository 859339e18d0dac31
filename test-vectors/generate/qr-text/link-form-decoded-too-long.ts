// The faulty stage: the QR text. A link form within its bound whose decoded text is one character too long.

import { certificate } from "../chain.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("QR_TOO_LONG", "qr", {
  title: "The text inside a link form is held against the bound of the plain form",
  spec: "6.1",
  why: "With only the longer bound, the link form would carry what the plain form may not.",
  bugClass: "unbounded-input",
  certificate: certificate({ qrText: () => `HTTPS://GATE.EXAMPLE/#MQ1:${"0".repeat(1021)}` }),
});
