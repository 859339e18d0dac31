// The honest chain, looked at as late as the trust bundle still says yes.

import { certificate } from "../chain.ts";
import { DAY, TRUST_ISSUED_AT } from "../timeline.ts";
import { accepted, type Vector } from "../vector.ts";

export const vector: Vector = accepted({
  title: "A trust bundle exactly as old as its second limit still says yes",
  spec: "6.10",
  why: "The limit itself is not yet stale.",
  bugClass: "boundary",
  nearMiss: ["KEYSET_STALE"],
  notices: ["STATUSLIST_MISSING", "KEYSET_AGEING"],
  now: TRUST_ISSUED_AT + 7 * DAY,
  certificate: certificate(),
});
