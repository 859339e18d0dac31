// The honest chain, and a status list that names many others.

import { certificate } from "../chain.ts";
import { statusList, statusUpdate } from "../status-lists.ts";
import { accepted, type Vector } from "../vector.ts";

const others = Array.from({ length: 200 }, (_, i) => 7 + 83_886 * i);

export const vector: Vector = accepted({
  title: "A certificate that the list does not name is valid, without a notice",
  spec: "6.11",
  why: "The list says so of all that it does not name.",
  bugClass: "over-strict",
  nearMiss: ["STATUSLIST_REVOKED", "STATUSLIST_SUSPENDED"],
  updates: [statusUpdate({ to: statusList({ revoked: others, suspended: others.map((index) => index + 1) }) })],
  certificate: certificate(),
});
