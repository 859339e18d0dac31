// The faulty stage: the QR text. Nothing.

import { certificate } from "../chain.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("QR_PREFIX_UNKNOWN", "qr", {
  title: "An empty text is refused",
  spec: "6.1",
  why: "Code that looks at the first character without asking for the length fails here.",
  bugClass: "malformed-input",
  certificate: certificate({ qrText: () => "" }),
});
