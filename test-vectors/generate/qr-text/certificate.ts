// The honest chain, every stage as it is.

import { certificate } from "../chain.ts";
import { accepted, type Vector } from "../vector.ts";

export const vector: Vector = accepted({
  title: "A certificate with a name and a status is valid",
  spec: "6.1",
  why: "The shortest usual certificate: 126 bytes, 193 characters, QR version 8 at level M. Start here.",
  bugClass: "over-strict",
  nearMiss: ["QR_PREFIX_UNKNOWN", "QR_VERSION_UNSUPPORTED", "QR_CASE_CHANGED", "QR_WHITESPACE_AROUND"],
  certificate: certificate(),
});
