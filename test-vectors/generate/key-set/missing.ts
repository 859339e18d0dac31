// The honest chain, at a gate that holds no trust bundle.

import { certificate } from "../chain.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("KEYSET_MISSING", "trust", {
  title: "Without a trust bundle a certificate is undecided",
  spec: "6.5",
  why: "A gate on its first run knows nothing: neither valid nor forged.",
  bugClass: "trust-downgrade",
  trust: null,
  certificate: certificate(),
});
