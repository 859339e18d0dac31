// The honest chain, one second after its list may be trusted; the bundle is fresh.

import { certificate } from "../chain.ts";
import { statusList, statusUpdate } from "../status-lists.ts";
import { DAY, NOW } from "../timeline.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("STATUSLIST_STALE", "status-list", {
  title: "A list older than the second limit cannot say yes",
  spec: "6.11",
  why: "Whoever keeps new lists from a gate keeps revoked certificates valid there.",
  bugClass: "boundary",
  updates: [statusUpdate({ to: statusList(), issued: NOW - 7 * DAY - 1 })],
  certificate: certificate(),
});
