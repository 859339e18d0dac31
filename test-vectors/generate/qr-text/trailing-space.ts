// The faulty stage: the QR text. A space after it, as selecting with a finger takes along.

import { certificate } from "../chain.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("QR_WHITESPACE_AROUND", "qr", {
  title: "A space after the text is refused, not trimmed",
  spec: "6.1",
  why: "Space is a character of Base45, but no Base45 text ends with one: the person is told to copy again, not that characters are wrong.",
  bugClass: "lenient-text",
  certificate: certificate({ qrText: (base45) => `MQ1:${base45} ` }),
});
