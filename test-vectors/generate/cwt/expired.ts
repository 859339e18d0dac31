// The honest chain with exp on the second of the check.

import { CLAIMS, certificate } from "../chain.ts";
import { NOW } from "../timeline.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("CWT_EXPIRED", "dates", {
  title: "A certificate has expired on the second of exp",
  spec: "6.9",
  why: "On or after exp it must not be accepted (RFC 7519 §4.1.4), and there is no tolerance at the end.",
  bugClass: "boundary",
  certificate: certificate({ claims: { ...CLAIMS, exp: NOW } }),
});
