// A list is kept under a new bundle that lets its key stand.

import { bundle, HELD_UPDATES, HELD_WITH_LIST, UPDATED_AT } from "../acceptance-documents.ts";
import { type AcceptanceFile, acceptance } from "../acceptance-vector.ts";

export const vector: AcceptanceFile = acceptance({
  title: "A list is kept under a new bundle that lets its key stand",
  why: "Else each new bundle would make every gate blind until the next list.",
  bugClass: "over-strict",
  held: HELD_WITH_LIST,
  documents: [[bundle(4), "accepted"]],
  after: { trust: bundle(4), updates: HELD_UPDATES, clockFloor: UPDATED_AT },
});
