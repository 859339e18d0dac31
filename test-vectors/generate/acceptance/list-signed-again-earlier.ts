// The list that is held, signed again earlier, changes nothing.

import { HELD_WITH_LIST, UPDATED_AT, whole } from "../acceptance-documents.ts";
import { type AcceptanceFile, acceptance } from "../acceptance-vector.ts";

export const vector: AcceptanceFile = acceptance({
  title: "The list that is held, signed again earlier, changes nothing",
  why: "An older signature must not make a gate less fresh.",
  bugClass: "trust-downgrade",
  held: HELD_WITH_LIST,
  documents: [[whole(2, { issued: UPDATED_AT - 60 }), "unchanged"]],
  after: HELD_WITH_LIST,
});
