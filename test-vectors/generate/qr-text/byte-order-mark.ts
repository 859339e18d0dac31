// The faulty stage: the QR text. A byte order mark before it, as some editors write.

import { certificate } from "../chain.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("QR_PREFIX_UNKNOWN", "qr", {
  title: "A byte order mark before the text is refused",
  spec: "6.1",
  why: "Some readers drop the mark silently, others do not; the text must be the same for all.",
  bugClass: "lenient-text",
  certificate: certificate({ qrText: (base45) => `\uFEFFMQ1:${base45}` }),
});
