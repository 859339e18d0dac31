// The honest chain, and a status list in which its index is revoked.

import { CLAIMS, certificate } from "../chain.ts";
import { statusList, statusUpdate } from "../status-lists.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("STATUSLIST_REVOKED", "status-list", {
  title: "A certificate whose index the list revokes is invalid",
  spec: "6.11",
  why: "The list is held for nothing else.",
  bugClass: "missing-check",
  updates: [statusUpdate({ to: statusList({ revoked: [CLAIMS.statusIndex] }) })],
  certificate: certificate(),
});
