// The honest chain with a trust bundle that is never ageing: its two limits are one.

import { certificate } from "../chain.ts";
import { DAY, TRUST_ISSUED_AT } from "../timeline.ts";
import { SMALL_BUNDLE, signedBundle } from "../trust.ts";
import { accepted, type Vector } from "../vector.ts";

export const vector: Vector = accepted({
  title: "The two age limits of a trust bundle may be equal",
  spec: "4.3",
  why: "An authority may do without the warning; the limit itself is still fresh.",
  bugClass: "boundary",
  nearMiss: ["KEYSET_MALFORMED", "KEYSET_STALE"],
  now: TRUST_ISSUED_AT + DAY,
  trust: signedBundle({ ...SMALL_BUNDLE, staleAfterSeconds: DAY }),
  certificate: certificate(),
});
