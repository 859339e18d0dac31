// The honest chain, in the last second in which its list may be trusted.

import { certificate } from "../chain.ts";
import { statusList, statusUpdate } from "../status-lists.ts";
import { DAY, NOW } from "../timeline.ts";
import { accepted, type Vector } from "../vector.ts";

export const vector: Vector = accepted({
  title: "A list at exactly its second limit may say yes, and shows its age",
  spec: "6.11",
  why: "The limit itself is allowed.",
  bugClass: "boundary",
  nearMiss: ["STATUSLIST_STALE"],
  notices: ["STATUSLIST_AGEING"],
  updates: [statusUpdate({ to: statusList(), issued: NOW - 7 * DAY })],
  certificate: certificate(),
});
