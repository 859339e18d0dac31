// The faulty stage: the trust bundle. One byte follows it.

import { concatBytes } from "@mohor/schema";
import { certificate } from "../chain.ts";
import { SMALL_BUNDLE, signedBundle } from "../trust.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("KEYSET_MALFORMED", "trust", {
  title: "Nothing may follow a trust bundle",
  spec: "4.3",
  why: "One bundle has one byte string, so that its digest names it.",
  bugClass: "lenient-encoding",
  trust: concatBytes(signedBundle(SMALL_BUNDLE), Uint8Array.of(0)),
  certificate: certificate(),
});
