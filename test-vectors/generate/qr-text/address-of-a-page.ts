// The faulty stage: the QR text. What most QR codes in the street hold.

import { certificate } from "../chain.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("QR_PREFIX_UNKNOWN", "qr", {
  title: "The address of a page is refused",
  spec: "6.1",
  why: "A verifier never follows an address that it has read from a code.",
  bugClass: "missing-check",
  certificate: certificate({ qrText: () => "https://menu.example/table/7" }),
});
