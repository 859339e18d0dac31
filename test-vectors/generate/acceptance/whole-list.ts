// A whole list is accepted.

import { HELD, HELD_BUNDLE, UPDATED_AT, whole } from "../acceptance-documents.ts";
import { type AcceptanceFile, acceptance } from "../acceptance-vector.ts";

export const vector: AcceptanceFile = acceptance({
  title: "A whole list is accepted",
  why: "The first list of a gate.",
  bugClass: "over-strict",
  held: HELD,
  documents: [[whole(1), "accepted"]],
  after: { trust: HELD_BUNDLE, updates: [whole(1)], clockFloor: UPDATED_AT },
});
