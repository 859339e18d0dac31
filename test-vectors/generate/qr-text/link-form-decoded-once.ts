// The honest chain with an index whose text holds "%20" by itself, so that the link form holds "%2520".

import { encodeLinkForm, QR_PREFIX } from "@mohor/schema";
import { CLAIMS, certificate } from "../chain.ts";
import { accepted, type Vector } from "../vector.ts";

export const vector: Vector = accepted({
  title: "The link form is percent-decoded once",
  spec: "6.1",
  why: "Decoding twice turns the three characters %20 of the certificate into a space.",
  bugClass: "over-strict",
  nearMiss: ["BASE45_INVALID"],
  certificate: certificate({
    claims: { ...CLAIMS, statusIndex: 2029 },
    qrText: (base45) => encodeLinkForm("gate.example", QR_PREFIX + base45),
  }),
});
