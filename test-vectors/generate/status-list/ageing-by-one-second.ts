// The honest chain, one second after its list has reached the first limit.

import { certificate } from "../chain.ts";
import { statusList, statusUpdate } from "../status-lists.ts";
import { DAY, NOW } from "../timeline.ts";
import { accepted, type Vector } from "../vector.ts";

export const vector: Vector = accepted({
  title: "A list older than the first limit gives a notice",
  spec: "6.11",
  why: "A gate shows how old its knowledge of revocations is.",
  bugClass: "missing-check",
  notices: ["STATUSLIST_AGEING"],
  updates: [statusUpdate({ to: statusList(), issued: NOW - DAY - 1 })],
  certificate: certificate(),
});
