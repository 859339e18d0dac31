// Before an expired bundle at the end a fresh one is accepted.

import { bundle, EXPIRED, HELD, issuedOf } from "../acceptance-documents.ts";
import { type AcceptanceFile, acceptance } from "../acceptance-vector.ts";

export const vector: AcceptanceFile = acceptance({
  title: "Before an expired bundle at the end a fresh one is accepted",
  why: "A later bundle of a shorter life has run out.",
  bugClass: "over-strict",
  held: HELD,
  documents: [
    [bundle(5, EXPIRED), "KEYSET_EXPIRED"],
    [bundle(4), "accepted"],
  ],
  after: { trust: bundle(4), clockFloor: issuedOf(4) },
});
