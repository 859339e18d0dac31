// The faulty stage: the QR text. A no-break space before it, as word processors write.

import { certificate } from "../chain.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("QR_PREFIX_UNKNOWN", "qr", {
  title: "Only space, tab, carriage return and line feed are white space around a text",
  spec: "6.1",
  why: "The trim functions of languages disagree about the rest, and two verifiers would give two codes.",
  bugClass: "lenient-text",
  certificate: certificate({ qrText: (base45) => `\u00A0MQ1:${base45}` }),
});
