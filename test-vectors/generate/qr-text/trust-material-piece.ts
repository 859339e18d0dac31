// A piece of trust material is told apart from foreign codes.

import { certificate } from "../chain.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("QR_TRUST_MATERIAL", "qr", {
  title: "A piece of trust material is told apart from foreign codes",
  spec: "6.1",
  why: "One of several posters.",
  bugClass: "missing-check",
  certificate: { ...certificate(), qrText: "MP1:00" },
});
