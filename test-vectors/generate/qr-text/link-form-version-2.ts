// The faulty stage: the QR text. The link form of a version that does not exist yet.

import { encodeLinkForm } from "@mohor/schema";
import { certificate } from "../chain.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("QR_VERSION_UNSUPPORTED", "qr", {
  title: "The link form of a later version is told apart too",
  spec: "6.1",
  why: "Both forms carry the version; a check of one only would call the other foreign.",
  bugClass: "missing-check",
  certificate: certificate({ qrText: (base45) => encodeLinkForm("gate.example", `MQ2:${base45}`) }),
});
