// Two contents of the next version are both refused.

import { bundle, HELD } from "../acceptance-documents.ts";
import { type AcceptanceFile, acceptance } from "../acceptance-vector.ts";

export const vector: AcceptanceFile = acceptance({
  title: "Two contents of the next version are both refused",
  why: "The order of arrival must not choose.",
  bugClass: "trust-downgrade",
  held: HELD,
  documents: [
    [bundle(4), "KEYSET_EQUIVOCATION"],
    [bundle(4, { issuer: "Another authority" }), "KEYSET_EQUIVOCATION"],
  ],
  after: HELD,
});
