// Trust material in lower case with a space is trust material all the same.

import { certificate } from "../chain.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("QR_TRUST_MATERIAL", "qr", {
  title: "Trust material in lower case with a space is trust material all the same",
  spec: "6.1",
  why: "In whatever state it is, it is no certificate; the screen for trust material says what is wrong with it.",
  bugClass: "missing-check",
  certificate: { ...certificate(), qrText: " mt1:0" },
});
