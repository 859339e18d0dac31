// The certificate's signature is a stranger's, and the trust bundle is stale.

import { certificate } from "../chain.ts";
import { STRANGER_KEY } from "../test-keys.ts";
import { DAY, TRUST_ISSUED_AT } from "../timeline.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("SIGNATURE_INVALID", "signature", {
  title: "A stale trust bundle still says no to a forgery",
  spec: "6.7",
  why: "No newer bundle could make this signature right.",
  bugClass: "missing-check",
  now: TRUST_ISSUED_AT + 7 * DAY + 1,
  certificate: certificate({ signature: ({ toBeSigned }) => STRANGER_KEY.sign(toBeSigned) }),
});
