// The honest chain, looked at one second later than the trust bundle's first limit.

import { certificate } from "../chain.ts";
import { DAY, TRUST_ISSUED_AT } from "../timeline.ts";
import { accepted, type Vector } from "../vector.ts";

export const vector: Vector = accepted({
  title: "A trust bundle older than its first limit gives a notice",
  spec: "6.11",
  why: "A gate shows how old its knowledge is; the verdict stays.",
  bugClass: "missing-check",
  notices: ["STATUSLIST_MISSING", "KEYSET_AGEING"],
  now: TRUST_ISSUED_AT + DAY + 1,
  certificate: certificate(),
});
