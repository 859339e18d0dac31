// The faulty stage: the QR text. A link form one character longer than the bound.

import { certificate } from "../chain.ts";
import { refused, type Vector } from "../vector.ts";

const LINK = `HTTPS://${"H".repeat(253)}/#MQ1:`;

export const vector: Vector = refused("QR_TOO_LONG", "qr", {
  title: "A link form of 1,601 characters is too long",
  spec: "6.1",
  why: "Percent-encoding triples a character; the longer bound of the link form must be held before it is undone.",
  bugClass: "unbounded-input",
  certificate: certificate({ qrText: () => `${LINK}${"%25".repeat(444)}00` }),
});
