// The faulty stage: the QR text. The link form of a later version, with a percent-encoded letter.

import { certificate } from "../chain.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("QR_VERSION_UNSUPPORTED", "qr", {
  title: "The version is looked at before the encoding of the fragment",
  spec: "6.1",
  why: "A later version may encode its fragment in another way: this one cannot call it damaged.",
  bugClass: "missing-check",
  certificate: certificate({
    qrText: (base45) => `HTTPS://GATE.EXAMPLE/#MQ2:%41${base45.replaceAll("%", "%25").replaceAll(" ", "%20")}`,
  }),
});
