// The honest chain, and a list of the largest size, which names its first and its last index.

import { certificate } from "../chain.ts";
import { statusList, statusUpdate } from "../status-lists.ts";
import { accepted, type Vector } from "../vector.ts";

const size = 0xffff_ffff;

export const vector: Vector = accepted({
  title: "A list may be as large as an index can be",
  spec: "6.11",
  why: "Where 32 bits are signed, the last index is a negative number.",
  bugClass: "boundary",
  nearMiss: ["TRUST_STATE_MALFORMED"],
  updates: [statusUpdate({ to: statusList({ size, revoked: [0, size - 1] }) })],
  certificate: certificate(),
});
