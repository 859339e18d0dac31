// The honest chain, looked at one second later than the trust bundle's second limit.

import { certificate } from "../chain.ts";
import { DAY, TRUST_ISSUED_AT } from "../timeline.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("KEYSET_STALE", "key-state", {
  title: "A trust bundle older than its second limit cannot say yes",
  spec: "6.10",
  why: "The key may have been revoked meanwhile: undecided, neither green nor red.",
  bugClass: "trust-downgrade",
  now: TRUST_ISSUED_AT + 7 * DAY + 1,
  certificate: certificate(),
});
