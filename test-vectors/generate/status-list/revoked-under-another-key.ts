// The honest chain, and the status list of another key, in which the same index is revoked.

import { CLAIMS, certificate } from "../chain.ts";
import { statusList, statusUpdate } from "../status-lists.ts";
import { SPECIMEN_KEY } from "../test-keys.ts";
import { accepted, type Vector } from "../vector.ts";

export const vector: Vector = accepted({
  title: "A list is about the certificates of one key",
  spec: "6.11",
  why: "An index means nothing without its key: another person's revocation would hit this one.",
  bugClass: "key-confusion",
  nearMiss: ["STATUSLIST_REVOKED"],
  notices: ["STATUSLIST_MISSING"],
  updates: [statusUpdate({ to: statusList({ key: SPECIMEN_KEY, revoked: [CLAIMS.statusIndex] }) })],
  certificate: certificate(),
});
