// The faulty stage: the QR text. The whole link form in lower case.

import { encodeLinkForm, QR_PREFIX } from "@mohor/schema";
import { certificate } from "../chain.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("QR_CASE_CHANGED", "qr", {
  title: "A link form in lower case is refused, not folded",
  spec: "6.1",
  why: "Scheme and host may be in lower case, the fragment may not: keyboard scanners lower all of it.",
  bugClass: "lenient-text",
  certificate: certificate({ qrText: (base45) => encodeLinkForm("gate.example", QR_PREFIX + base45).toLowerCase() }),
});
