// The faulty stage: the QR text. The prefix of a version that does not exist yet.

import { certificate } from "../chain.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("QR_VERSION_UNSUPPORTED", "qr", {
  title: "A later version of the prefix is told apart from another system's code",
  spec: "6.1",
  why: "The person is told that the gate needs an update, not that the certificate is foreign.",
  bugClass: "lenient-text",
  certificate: certificate({ qrText: (base45) => `MQ2:${base45}` }),
});
