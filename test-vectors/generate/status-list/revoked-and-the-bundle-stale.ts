// The honest chain, revoked by the list, after the trust bundle has become stale.

import { CLAIMS, certificate } from "../chain.ts";
import { statusList, statusUpdate } from "../status-lists.ts";
import { DAY, TRUST_ISSUED_AT } from "../timeline.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("STATUSLIST_REVOKED", "status-list", {
  title: "A stale store still knows what was revoked",
  spec: "6.11",
  why: "Where staleness is asked first, a revoked certificate only cannot be told, and somebody decides by its looks.",
  bugClass: "missing-check",
  updates: [statusUpdate({ to: statusList({ revoked: [CLAIMS.statusIndex] }) })],
  now: TRUST_ISSUED_AT + 8 * DAY,
  certificate: certificate(),
});
