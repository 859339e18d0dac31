// The certificate has expired, and the trust bundle is stale.

import { CLAIMS, certificate } from "../chain.ts";
import { DAY, ISSUED_AT, TRUST_ISSUED_AT } from "../timeline.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("CWT_EXPIRED", "dates", {
  title: "A stale trust bundle still says no to an expired certificate",
  spec: "6.9",
  why: "The first failing step decides, and no newer bundle makes a certificate younger.",
  bugClass: "missing-check",
  now: TRUST_ISSUED_AT + 7 * DAY + 1,
  certificate: certificate({ claims: { ...CLAIMS, exp: ISSUED_AT + DAY } }),
});
