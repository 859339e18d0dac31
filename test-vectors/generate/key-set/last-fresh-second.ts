// The honest chain, looked at as late as the trust bundle shows no age.

import { certificate } from "../chain.ts";
import { DAY, TRUST_ISSUED_AT } from "../timeline.ts";
import { accepted, type Vector } from "../vector.ts";

export const vector: Vector = accepted({
  title: "A trust bundle exactly as old as its first limit is not ageing",
  spec: "6.11",
  why: "The limit itself is still fresh.",
  bugClass: "boundary",
  now: TRUST_ISSUED_AT + DAY,
  certificate: certificate(),
});
