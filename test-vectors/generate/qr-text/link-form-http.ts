// The faulty stage: the QR text. The link form without transport security.

import { encodeLinkForm, QR_PREFIX } from "@mohor/schema";
import { certificate } from "../chain.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("QR_PREFIX_UNKNOWN", "qr", {
  title: "The link form begins with https",
  spec: "6.1",
  why: "A page opened by plain http can be replaced on the way, and then shows whatever verdict it likes.",
  bugClass: "lenient-text",
  certificate: certificate({
    qrText: (base45) => encodeLinkForm("gate.example", QR_PREFIX + base45).replace("HTTPS", "HTTP"),
  }),
});
