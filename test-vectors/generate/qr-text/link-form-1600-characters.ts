// The faulty stage: the QR text. A link form as long as the bound allows, whose decoded text is within its own.

import { certificate } from "../chain.ts";
import { refused, type Vector } from "../vector.ts";

const LINK = `HTTPS://${"H".repeat(253)}/#MQ1:`;

export const vector: Vector = refused("BASE45_INVALID", "base45", {
  title: "A link form of 1,600 characters is not too long",
  spec: "6.2",
  why: "The bound itself is allowed: this text fails later, because spaces and percent signs alone are no Base45.",
  bugClass: "boundary",
  certificate: certificate({ qrText: () => `${LINK}${"%25".repeat(444)}0` }),
});
