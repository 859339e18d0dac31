// The faulty stage: the QR text. One character more than the bound.

import { certificate } from "../chain.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("QR_TOO_LONG", "qr", {
  title: "A text of 1,025 characters is too long",
  spec: "6.1",
  why: "Length is the first thing that is looked at, so that a long text costs nothing.",
  bugClass: "unbounded-input",
  certificate: certificate({ qrText: () => `MQ1:${"0".repeat(1021)}` }),
});
