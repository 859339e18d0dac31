// The honest chain, whose index is the last of the list.

import { CLAIMS, certificate } from "../chain.ts";
import { statusList, statusUpdate } from "../status-lists.ts";
import { accepted, type Vector } from "../vector.ts";

export const vector: Vector = accepted({
  title: "The last index of the list has a place in it",
  spec: "6.11",
  why: "A verifier that counts from 1 finds it beyond the end.",
  bugClass: "boundary",
  nearMiss: ["STATUSLIST_INDEX_UNKNOWN"],
  updates: [statusUpdate({ to: statusList({ size: CLAIMS.statusIndex + 1 }) })],
  certificate: certificate(),
});
