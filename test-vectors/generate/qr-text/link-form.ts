// The faulty stage is none; the last one writes the link form.

import { encodeLinkForm, QR_PREFIX } from "@mohor/schema";
import { certificate } from "../chain.ts";
import { accepted, type Vector } from "../vector.ts";

export const vector: Vector = accepted({
  title: "The link form is valid",
  spec: "6.1",
  why: "A phone without a scanner app opens the link; a gate must read the same code.",
  bugClass: "over-strict",
  nearMiss: ["QR_LINK_INVALID", "QR_PREFIX_UNKNOWN"],
  certificate: certificate({ qrText: (base45) => encodeLinkForm("gate.example", QR_PREFIX + base45) }),
});
