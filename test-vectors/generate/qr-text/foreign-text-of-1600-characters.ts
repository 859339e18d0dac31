// The faulty stage: the QR text. A foreign one, as long as the longest link form.

import { certificate } from "../chain.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("QR_PREFIX_UNKNOWN", "qr", {
  title: "Another system's text of 1,600 characters is foreign before it is too long",
  spec: "6.1",
  why: "Codes of other systems are often long; the person is told that it is the wrong code, not that it is too big.",
  bugClass: "boundary",
  certificate: certificate({ qrText: () => `HC1:${"6".repeat(1596)}` }),
});
