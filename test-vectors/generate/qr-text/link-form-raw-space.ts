// The faulty stage: the QR text. The spaces of the fragment are left as they are.

import { certificate } from "../chain.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("QR_LINK_INVALID", "qr", {
  title: "A space must be percent-encoded in the link form",
  spec: "6.1",
  why: "A space is not allowed in a URI (RFC 3986 §3.5); a link cut at it would be another text.",
  bugClass: "lenient-text",
  certificate: certificate({ qrText: (base45) => `HTTPS://GATE.EXAMPLE/#MQ1:${base45.replaceAll("%", "%25")}` }),
});
