// A first bundle that nobody vouches for is not accepted.

import { HELD_BUNDLE } from "../acceptance-documents.ts";
import { type AcceptanceFile, acceptance } from "../acceptance-vector.ts";

export const vector: AcceptanceFile = acceptance({
  title: "A first bundle that nobody vouches for is not accepted",
  why: "Whoever reaches a new gate first would own it.",
  bugClass: "trust-downgrade",
  held: null,
  documents: [[HELD_BUNDLE, "KEYSET_ROOT_UNCONFIRMED"]],
  after: null,
});
