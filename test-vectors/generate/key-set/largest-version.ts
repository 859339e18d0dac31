// The honest chain with a trust bundle of the highest version that there can be.

import { certificate } from "../chain.ts";
import { SMALL_BUNDLE, signedBundle } from "../trust.ts";
import { accepted, type Vector } from "../vector.ts";

export const vector: Vector = accepted({
  title: "A bundle's version says nothing about its format",
  spec: "4.3",
  why: "The two numbers stand side by side: a verifier that reads the wrong one asks for an update after the first bundle.",
  bugClass: "over-strict",
  nearMiss: ["KEYSET_VERSION_UNSUPPORTED", "KEYSET_MALFORMED"],
  trust: signedBundle({ ...SMALL_BUNDLE, version: 0xffff_ffff }),
  certificate: certificate(),
});
