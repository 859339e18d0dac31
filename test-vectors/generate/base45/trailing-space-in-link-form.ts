// The faulty stage: Base45. A space after it, percent-encoded in the fragment of a link form.

import { encodeBase45, encodeLinkForm, QR_PREFIX } from "@mohor/schema";
import { certificate } from "../chain.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("BASE45_INVALID", "base45", {
  title: "A space that a fragment encodes at its end is no white space around the text",
  spec: "6.2",
  why: "The text was not changed on its way: its end is part of Base45 once the fragment is decoded, and no group of Base45 ends so.",
  bugClass: "lenient-text",
  certificate: certificate({
    base45: (token) => `${encodeBase45(token)} `,
    qrText: (base45) => encodeLinkForm("gate.example", QR_PREFIX + base45),
  }),
});
