// A list comes together with the first bundle, and before it.

import { HELD_BUNDLE, UPDATED_AT, whole } from "../acceptance-documents.ts";
import { type AcceptanceFile, acceptance } from "../acceptance-vector.ts";

export const vector: AcceptanceFile = acceptance({
  title: "A list comes together with the first bundle, and before it",
  why: "A pack holds both, in any order.",
  bugClass: "over-strict",
  firstTrust: "on-first-use",
  held: null,
  documents: [
    [whole(1), "accepted"],
    [HELD_BUNDLE, "accepted"],
  ],
  after: { trust: HELD_BUNDLE, updates: [whole(1)], clockFloor: UPDATED_AT },
});
