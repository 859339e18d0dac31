// The honest chain, suspended by a list that is too old.

import { CLAIMS, certificate } from "../chain.ts";
import { statusList, statusUpdate } from "../status-lists.ts";
import { DAY, NOW } from "../timeline.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("STATUSLIST_STALE", "status-list", {
  title: "An old list cannot say that a suspension lasts",
  spec: "6.11",
  why: "A suspension may have been lifted since: neither yes nor no is known.",
  bugClass: "missing-check",
  updates: [statusUpdate({ to: statusList({ suspended: [CLAIMS.statusIndex] }), issued: NOW - 8 * DAY })],
  certificate: certificate(),
});
