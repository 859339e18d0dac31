// Trust material of a later format is told apart from foreign codes.

import { certificate } from "../chain.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("QR_TRUST_MATERIAL", "qr", {
  title: "Trust material of a later format is told apart from foreign codes",
  spec: "6.1",
  why: "It is the gate's business all the same.",
  bugClass: "missing-check",
  certificate: { ...certificate(), qrText: "MT2:" },
});
