// The faulty stage: the QR text. A line feed after the link form.

import { encodeLinkForm, QR_PREFIX } from "@mohor/schema";
import { certificate } from "../chain.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("QR_WHITESPACE_AROUND", "qr", {
  title: "A line feed after the link form is white space, not a fault in the link",
  spec: "6.1",
  why: "Both forms are copied alike, and the person must hear the same of both.",
  bugClass: "lenient-text",
  certificate: certificate({ qrText: (base45) => `${encodeLinkForm("gate.example", QR_PREFIX + base45)}\n` }),
});
