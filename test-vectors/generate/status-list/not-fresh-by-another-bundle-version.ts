// The honest chain under a bundle that would be stale but for a list of today, which was signed under the next bundle.

import { certificate } from "../chain.ts";
import { statusList, statusUpdate } from "../status-lists.ts";
import { DAY, TRUST_ISSUED_AT } from "../timeline.ts";
import { refused, type Vector } from "../vector.ts";

const now = TRUST_ISSUED_AT + 8 * DAY;

export const vector: Vector = refused("KEYSET_STALE", "key-state", {
  title: "A list keeps only that bundle fresh under which it was signed",
  spec: "6.10",
  why: "The newer bundle may have revoked a key: the list says that there is one, and not what it says.",
  bugClass: "trust-downgrade",
  updates: [statusUpdate({ to: statusList(), issued: now, bundleVersion: 2 })],
  now,
  certificate: certificate(),
});
