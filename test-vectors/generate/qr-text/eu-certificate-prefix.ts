// The faulty stage: the QR text. The prefix of an EU certificate, whose Base45 looks like ours.

import { certificate } from "../chain.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("QR_PREFIX_UNKNOWN", "qr", {
  title: "Another system's certificate is refused by its prefix",
  spec: "6.1",
  why: "The holder shows the wrong code; nothing in it is looked at.",
  bugClass: "missing-check",
  certificate: certificate({ qrText: (base45) => `HC1:${base45}` }),
});
