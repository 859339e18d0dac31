// The honest chain, whose index is the size of the list, one more than its last index.

import { CLAIMS, certificate } from "../chain.ts";
import { statusList, statusUpdate } from "../status-lists.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("STATUSLIST_INDEX_UNKNOWN", "status-list", {
  title: "An index that the list has no place for was never given out",
  spec: "6.11",
  why: "Looked up in two sets it is in neither, and passes for valid.",
  bugClass: "boundary",
  updates: [statusUpdate({ to: statusList({ size: CLAIMS.statusIndex }) })],
  certificate: certificate(),
});
