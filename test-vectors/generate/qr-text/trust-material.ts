// A pack of trust material is told apart from foreign codes.

import { encodeBase45, encodePack } from "@mohor/schema";
import { certificate } from "../chain.ts";
import { TRUST } from "../trust.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("QR_TRUST_MATERIAL", "qr", {
  title: "A pack of trust material is told apart from foreign codes",
  spec: "6.1",
  why: "A guard scans the poster that refreshes the gate, with the screen for certificates open.",
  bugClass: "missing-check",
  certificate: { ...certificate(), qrText: `MT1:${encodeBase45(encodePack([TRUST]))}` },
});
