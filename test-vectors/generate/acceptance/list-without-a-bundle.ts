// Without a bundle no list is accepted.

import { whole } from "../acceptance-documents.ts";
import { type AcceptanceFile, acceptance } from "../acceptance-vector.ts";

export const vector: AcceptanceFile = acceptance({
  title: "Without a bundle no list is accepted",
  why: "Nobody says whose keys sign lists.",
  bugClass: "trust-downgrade",
  held: null,
  documents: [[whole(1), "KEYSET_MISSING"]],
  after: null,
});
