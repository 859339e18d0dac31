// The honest chain, when its list is exactly as old as the first limit.

import { certificate } from "../chain.ts";
import { statusList, statusUpdate } from "../status-lists.ts";
import { DAY, NOW } from "../timeline.ts";
import { accepted, type Vector } from "../vector.ts";

export const vector: Vector = accepted({
  title: "A list at exactly its first limit is not yet old",
  spec: "6.11",
  why: "A notice that comes too early is one that people learn to overlook.",
  bugClass: "boundary",
  updates: [statusUpdate({ to: statusList(), issued: NOW - DAY })],
  certificate: certificate(),
});
