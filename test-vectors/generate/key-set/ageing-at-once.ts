// The honest chain with a trust bundle whose first age limit is 0 seconds.

import { certificate } from "../chain.ts";
import { SMALL_BUNDLE, signedBundle } from "../trust.ts";
import { accepted, type Vector } from "../vector.ts";

export const vector: Vector = accepted({
  title: "A first age limit of 0 is a limit",
  spec: "4.3",
  why: "Code that asks for truth takes 0 for no limit, and the gate shows nothing.",
  bugClass: "boundary",
  notices: ["STATUSLIST_MISSING", "KEYSET_AGEING"],
  trust: signedBundle({ ...SMALL_BUNDLE, ageingAfterSeconds: 0 }),
  certificate: certificate(),
});
