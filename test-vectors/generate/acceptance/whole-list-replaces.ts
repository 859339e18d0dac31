// A whole list of a higher version takes the place of all.

import { HELD_BUNDLE, HELD_WITH_LIST, UPDATED_AT, whole } from "../acceptance-documents.ts";
import { type AcceptanceFile, acceptance } from "../acceptance-vector.ts";

export const vector: AcceptanceFile = acceptance({
  title: "A whole list of a higher version takes the place of all",
  why: "The list of the month.",
  bugClass: "over-strict",
  held: HELD_WITH_LIST,
  documents: [[whole(4), "accepted"]],
  after: { trust: HELD_BUNDLE, updates: [whole(4)], clockFloor: UPDATED_AT },
});
