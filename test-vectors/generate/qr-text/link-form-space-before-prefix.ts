// The faulty stage: the QR text. A space between the # and the prefix.

import { encodeLinkForm, QR_PREFIX } from "@mohor/schema";
import { certificate } from "../chain.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("QR_PREFIX_UNKNOWN", "qr", {
  title: "White space inside a link form is not left out",
  spec: "6.1",
  why: "Only the ends of the whole text are looked at; a verifier that trims the fragment reads another text.",
  bugClass: "lenient-text",
  certificate: certificate({
    qrText: (base45) => encodeLinkForm("gate.example", QR_PREFIX + base45).replace("#", "# "),
  }),
});
