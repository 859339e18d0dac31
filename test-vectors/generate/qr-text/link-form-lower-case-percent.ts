// The faulty stage: the QR text. A letter of the fragment is percent-encoded though it need not be, with lower-case hex.

import { certificate } from "../chain.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("QR_LINK_INVALID", "qr", {
  title: "Only space and percent may be percent-encoded in the link form",
  spec: "6.1",
  why: "One certificate has few texts, so that a changed text is seen; a general decoder would accept thousands.",
  bugClass: "lenient-text",
  certificate: certificate({ qrText: (base45) => `HTTPS://GATE.EXAMPLE/#MQ1:${encodedFirstLetter(base45)}` }),
});

function encodedFirstLetter(base45: string): string {
  return base45
    .replaceAll("%", "%25")
    .replaceAll(" ", "%20")
    .replace(/[A-Z]/, (letter) => `%${letter.charCodeAt(0).toString(16)}`);
}
