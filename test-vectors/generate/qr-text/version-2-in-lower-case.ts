// The faulty stage: the QR text. A later version, in lower case.

import { certificate } from "../chain.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("QR_CASE_CHANGED", "qr", {
  title: "Case is looked at before the version",
  spec: "6.1",
  why: "The version of a text whose case was changed is no use to anyone: it must be scanned again first.",
  bugClass: "missing-check",
  certificate: certificate({ qrText: (base45) => `mq2:${base45.toLowerCase()}` }),
});
