// The faulty stage: the trust bundle. Its one signature has headers and no signature.

import { fromHex, toHex } from "@mohor/schema";
import { certificate } from "../chain.ts";
import { SMALL_BUNDLE, signedBundle } from "../trust.ts";
import { refused, type Vector } from "../vector.ts";

const SIGNATURE_DIGITS = 2 * (2 + 64);

export const vector: Vector = refused("KEYSET_MALFORMED", "trust", {
  title: "A root's signature has three parts",
  spec: "4.3",
  why: "Code that checks a signature only where there is one counts this root.",
  bugClass: "missing-check",
  trust: fromHex(toHex(signedBundle(SMALL_BUNDLE)).slice(0, -SIGNATURE_DIGITS).replace("818349", "818249")),
  certificate: certificate(),
});
