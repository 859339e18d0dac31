// A certificate that expired before the trust bundle was signed, at a gate whose clock was set back to its last second.

import { CLAIMS, certificate } from "../chain.ts";
import { DAY, ISSUED_AT } from "../timeline.ts";
import { BUNDLE, signedBundle } from "../trust.ts";
import { refused, type Vector } from "../vector.ts";

const EXP = ISSUED_AT + DAY;

export const vector: Vector = refused("CLOCK_IMPLAUSIBLE", "trust", {
  title: "Setting the clock back does not revive an expired certificate",
  spec: "6.5",
  why: "It did so in two national apps. The newest signed time is a floor under the clock.",
  bugClass: "clock",
  now: EXP - 1,
  trust: signedBundle({ ...BUNDLE, issued: EXP + DAY, expires: EXP + 30 * DAY }),
  certificate: certificate({ claims: { ...CLAIMS, exp: EXP } }),
});
