// The faulty stage: the QR text. The address of a page, with a space on both sides.

import { certificate } from "../chain.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("QR_PREFIX_UNKNOWN", "qr", {
  title: "Another system's text with white space around is another system's text",
  spec: "6.1",
  why: "Who is told of white space copies again, in vain: this code belongs to something else.",
  bugClass: "missing-check",
  certificate: certificate({ qrText: () => " https://menu.example/table/7 " }),
});
