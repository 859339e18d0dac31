// The faulty stage: the QR text. Full-width forms that compatibility normalisation would make into the prefix.

import { certificate } from "../chain.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("QR_PREFIX_UNKNOWN", "qr", {
  title: "Characters that only look like the prefix are refused",
  spec: "6.1",
  why: "Normalising the text before the comparison would accept them.",
  bugClass: "lenient-text",
  certificate: certificate({ qrText: (base45) => `ＭＱ１：${base45}` }),
});
