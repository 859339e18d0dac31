// An update over several versions is accepted.

import { HELD_BUNDLE, HELD_UPDATES, HELD_WITH_LIST, UPDATED_AT, update } from "../acceptance-documents.ts";
import { type AcceptanceFile, acceptance } from "../acceptance-vector.ts";

export const vector: AcceptanceFile = acceptance({
  title: "An update over several versions is accepted",
  why: "A gate that was away for a week needs one document and not seven.",
  bugClass: "over-strict",
  held: HELD_WITH_LIST,
  documents: [[update(2, 4), "accepted"]],
  after: { trust: HELD_BUNDLE, updates: [...HELD_UPDATES, update(2, 4)], clockFloor: UPDATED_AT },
});
