// The link form of a gate that listens on a port of its own.

import { encodeLinkForm, QR_PREFIX } from "@mohor/schema";
import { certificate } from "../chain.ts";
import { accepted, type Vector } from "../vector.ts";

export const vector: Vector = accepted({
  title: "The link form may name a port",
  spec: "6.1",
  why: "A gate tried out on a local network has one.",
  bugClass: "over-strict",
  nearMiss: ["QR_PREFIX_UNKNOWN"],
  certificate: certificate({ qrText: (base45) => encodeLinkForm("127.0.0.1:8443", QR_PREFIX + base45) }),
});
