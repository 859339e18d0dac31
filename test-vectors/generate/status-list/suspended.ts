// The honest chain, and a status list in which its index is suspended.

import { CLAIMS, certificate } from "../chain.ts";
import { statusList, statusUpdate } from "../status-lists.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("STATUSLIST_SUSPENDED", "status-list", {
  title: "A suspended certificate is invalid for now",
  spec: "6.11",
  why: "A suspension that is not looked at is none.",
  bugClass: "missing-check",
  updates: [statusUpdate({ to: statusList({ suspended: [CLAIMS.statusIndex] }) })],
  certificate: certificate(),
});
