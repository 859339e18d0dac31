// The honest chain, revoked by a list that is older than the bundle lets a list be.

import { CLAIMS, certificate } from "../chain.ts";
import { statusList, statusUpdate } from "../status-lists.ts";
import { DAY, NOW } from "../timeline.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("STATUSLIST_REVOKED", "status-list", {
  title: "An old list still revokes",
  spec: "6.11",
  why: "Revocation is for ever: no newer list can say otherwise, so that the guard gets a sure no.",
  bugClass: "missing-check",
  updates: [statusUpdate({ to: statusList({ revoked: [CLAIMS.statusIndex] }), issued: NOW - 8 * DAY })],
  certificate: certificate(),
});
