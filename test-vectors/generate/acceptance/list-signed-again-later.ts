// The list that is held, signed again later, is accepted.

import { HELD_BUNDLE, HELD_WITH_LIST, UPDATED_AT, whole } from "../acceptance-documents.ts";
import { type AcceptanceFile, acceptance } from "../acceptance-vector.ts";

const again = whole(2, { issued: UPDATED_AT + 60 });

export const vector: AcceptanceFile = acceptance({
  title: "The list that is held, signed again later, is accepted",
  why: "It says that nothing has changed since, and keeps the gate fresh.",
  bugClass: "over-strict",
  held: HELD_WITH_LIST,
  documents: [[again, "accepted"]],
  after: { trust: HELD_BUNDLE, updates: [again], clockFloor: UPDATED_AT + 60 },
});
