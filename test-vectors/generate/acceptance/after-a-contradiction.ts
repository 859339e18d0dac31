// A bundle above two that contradict each other is accepted.

import { bundle, HELD, issuedOf } from "../acceptance-documents.ts";
import { type AcceptanceFile, acceptance } from "../acceptance-vector.ts";

export const vector: AcceptanceFile = acceptance({
  title: "A bundle above two that contradict each other is accepted",
  why: "The authority has put it right; the roots held vouch for it directly.",
  bugClass: "over-strict",
  held: HELD,
  documents: [
    [bundle(4), "KEYSET_EQUIVOCATION"],
    [bundle(4, { issuer: "Another authority" }), "KEYSET_EQUIVOCATION"],
    [bundle(5), "accepted"],
  ],
  after: { trust: bundle(5), clockFloor: issuedOf(5) },
});
