// An update that continues the list is accepted.

import { HELD_BUNDLE, HELD_UPDATES, HELD_WITH_LIST, UPDATED_AT, update } from "../acceptance-documents.ts";
import { type AcceptanceFile, acceptance } from "../acceptance-vector.ts";

export const vector: AcceptanceFile = acceptance({
  title: "An update that continues the list is accepted",
  why: "The daily change.",
  bugClass: "over-strict",
  held: HELD_WITH_LIST,
  documents: [[update(2, 3), "accepted"]],
  after: { trust: HELD_BUNDLE, updates: [...HELD_UPDATES, update(2, 3)], clockFloor: UPDATED_AT },
});
