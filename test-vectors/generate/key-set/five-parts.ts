// The faulty stage: the trust bundle. A fifth part follows the signatures.

import { fromHex, toHex } from "@mohor/schema";
import { certificate } from "../chain.ts";
import { SMALL_BUNDLE, signedBundle } from "../trust.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("KEYSET_MALFORMED", "trust", {
  title: "A trust bundle has exactly four parts",
  spec: "4.3",
  why: "Whoever takes the first four leaves room for unsigned bytes: different files would be one bundle.",
  bugClass: "lenient-structure",
  trust: fromHex(`${toHex(signedBundle(SMALL_BUNDLE)).replace("d86284", "d86285")}40`),
  certificate: certificate(),
});
