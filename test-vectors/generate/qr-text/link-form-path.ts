// The faulty stage: the QR text. The link form with a path before the fragment.

import { encodeLinkForm, QR_PREFIX } from "@mohor/schema";
import { certificate } from "../chain.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("QR_PREFIX_UNKNOWN", "qr", {
  title: "The link form has no path and no query",
  spec: "6.1",
  why: "What stands before the fragment reaches a server; a form that allows more there invites tracking.",
  bugClass: "lenient-text",
  certificate: certificate({
    qrText: (base45) => encodeLinkForm("gate.example", QR_PREFIX + base45).replace("/#", "/V?ID=7#"),
  }),
});
