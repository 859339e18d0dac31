// The faulty stage: the QR text. A later version whose text is longer than this one allows.

import { certificate } from "../chain.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("QR_VERSION_UNSUPPORTED", "qr", {
  title: "The bound of this version is not held against a later one",
  spec: "6.1",
  why: "A later version may be longer: the person is told that the gate needs an update.",
  bugClass: "missing-check",
  certificate: certificate({ qrText: () => `MQ2:${"0".repeat(1021)}` }),
});
