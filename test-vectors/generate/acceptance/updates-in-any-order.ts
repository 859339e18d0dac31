// Updates are taken in the order of their versions, in whatever order they came.

import { HELD, HELD_BUNDLE, UPDATED_AT, update, whole } from "../acceptance-documents.ts";
import { type AcceptanceFile, acceptance } from "../acceptance-vector.ts";

export const vector: AcceptanceFile = acceptance({
  title: "Updates are taken in the order of their versions, in whatever order they came",
  why: "Files in a folder have no order.",
  bugClass: "over-strict",
  held: HELD,
  documents: [
    [update(2, 3), "accepted"],
    [update(1, 2), "accepted"],
    [whole(1), "accepted"],
  ],
  after: { trust: HELD_BUNDLE, updates: [whole(1), update(1, 2), update(2, 3)], clockFloor: UPDATED_AT },
});
