// A specimen, looked at with an ageing trust bundle.

import { certificate } from "../chain.ts";
import { SPECIMEN_KEY } from "../test-keys.ts";
import { DAY, TRUST_ISSUED_AT } from "../timeline.ts";
import { accepted, type Vector } from "../vector.ts";

export const vector: Vector = accepted({
  title: "Notices add up",
  spec: "6.11",
  why: "A gate shows each of them, in this order.",
  bugClass: "missing-check",
  notices: ["STATUSLIST_MISSING", "KEYSET_AGEING", "KEY_SPECIMEN"],
  now: TRUST_ISSUED_AT + 2 * DAY,
  certificate: certificate({ key: SPECIMEN_KEY }),
});
