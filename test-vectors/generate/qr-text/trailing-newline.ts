// The faulty stage: the QR text. A line feed after it, as files and keyboard scanners add.

import { certificate } from "../chain.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("QR_WHITESPACE_AROUND", "qr", {
  title: "A line feed after the text is refused, not trimmed",
  spec: "6.1",
  why: "One certificate has one text; whoever reads lines takes the line's end away first.",
  bugClass: "lenient-text",
  certificate: certificate({ qrText: (base45) => `MQ1:${base45}\n` }),
});
