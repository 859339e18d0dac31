// The faulty stage: the QR text. Base45 alone.

import { certificate } from "../chain.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("QR_PREFIX_UNKNOWN", "qr", {
  title: "A text without the prefix is refused",
  spec: "6.1",
  why: "Adding a missing prefix to be kind makes a second form of every certificate.",
  bugClass: "lenient-text",
  certificate: certificate({ qrText: (base45) => base45 }),
});
