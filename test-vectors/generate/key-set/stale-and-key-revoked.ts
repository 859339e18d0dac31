// The certificate is signed by a revoked key, and the trust bundle is stale.

import { certificate } from "../chain.ts";
import { REVOKED_KEY } from "../test-keys.ts";
import { DAY, TRUST_ISSUED_AT } from "../timeline.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("KEY_REVOKED", "key-state", {
  title: "A stale trust bundle still says no to a revoked key",
  spec: "6.10",
  why: "Revoked is for ever.",
  bugClass: "missing-check",
  now: TRUST_ISSUED_AT + 7 * DAY + 1,
  certificate: certificate({ key: REVOKED_KEY }),
});
