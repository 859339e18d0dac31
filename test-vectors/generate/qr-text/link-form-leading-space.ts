// The faulty stage: the QR text. A space before the link form.

import { encodeLinkForm, QR_PREFIX } from "@mohor/schema";
import { certificate } from "../chain.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("QR_WHITESPACE_AROUND", "qr", {
  title: "A space before the link form is refused like one before the plain form",
  spec: "6.1",
  why: "A verifier that looks for a link at the very start calls it foreign, and the person is sent for another code.",
  bugClass: "lenient-text",
  certificate: certificate({ qrText: (base45) => ` ${encodeLinkForm("gate.example", QR_PREFIX + base45)}` }),
});
