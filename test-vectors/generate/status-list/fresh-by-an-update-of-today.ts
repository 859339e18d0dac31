// The honest chain eight days after the trust bundle was issued, with a list of this second.

import { certificate } from "../chain.ts";
import { statusList, statusUpdate } from "../status-lists.ts";
import { DAY, TRUST_ISSUED_AT } from "../timeline.ts";
import { accepted, type Vector } from "../vector.ts";

const now = TRUST_ISSUED_AT + 8 * DAY;

export const vector: Vector = accepted({
  title: "A list signed under the bundle keeps it fresh",
  spec: "6.10",
  why: "Otherwise the offline roots would have to sign every day, and would not be offline.",
  bugClass: "over-strict",
  nearMiss: ["KEYSET_STALE"],
  updates: [statusUpdate({ to: statusList(), issued: now })],
  now,
  certificate: certificate(),
});
