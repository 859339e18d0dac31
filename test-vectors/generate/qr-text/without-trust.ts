// The faulty stage: the QR text, at a gate that holds no trust bundle either.

import { certificate } from "../chain.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("QR_PREFIX_UNKNOWN", "qr", {
  title: "What is no certificate is said to be none even without a trust bundle",
  spec: "6.1",
  why: "The first failing step decides: proved wrong comes before could not be checked.",
  bugClass: "missing-check",
  trust: null,
  certificate: certificate({ qrText: (base45) => `HC1:${base45}` }),
});
