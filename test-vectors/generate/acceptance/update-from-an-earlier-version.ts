// An update from an earlier version of the list replaces those after it.

import { HELD_BUNDLE, HELD_WITH_LIST, UPDATED_AT, update, whole } from "../acceptance-documents.ts";
import { type AcceptanceFile, acceptance } from "../acceptance-vector.ts";

export const vector: AcceptanceFile = acceptance({
  title: "An update from an earlier version of the list replaces those after it",
  why: "Two ways lead to the newest list; the shorter one is kept.",
  bugClass: "over-strict",
  held: HELD_WITH_LIST,
  documents: [[update(1, 3), "accepted"]],
  after: { trust: HELD_BUNDLE, updates: [whole(1), update(1, 3)], clockFloor: UPDATED_AT },
});
