// A list of a lower version beside the newest is history.

import { HELD_BUNDLE, HELD_UPDATES, HELD_WITH_LIST, UPDATED_AT, update, whole } from "../acceptance-documents.ts";
import { type AcceptanceFile, acceptance } from "../acceptance-vector.ts";

export const vector: AcceptanceFile = acceptance({
  title: "A list of a lower version beside the newest is history",
  why: "The publisher keeps all lists in one folder.",
  bugClass: "over-strict",
  held: HELD_WITH_LIST,
  documents: [
    [whole(1), "unchanged"],
    [update(2, 3), "accepted"],
  ],
  after: { trust: HELD_BUNDLE, updates: [...HELD_UPDATES, update(2, 3)], clockFloor: UPDATED_AT },
});
