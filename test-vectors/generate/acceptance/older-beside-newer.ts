// A bundle of a lower version beside an accepted one is history.

import { bundle, HELD, issuedOf } from "../acceptance-documents.ts";
import { type AcceptanceFile, acceptance } from "../acceptance-vector.ts";

export const vector: AcceptanceFile = acceptance({
  title: "A bundle of a lower version beside an accepted one is history",
  why: "The publisher has all bundles in one folder.",
  bugClass: "over-strict",
  held: HELD,
  documents: [
    [bundle(2), "unchanged"],
    [bundle(4), "accepted"],
  ],
  after: { trust: bundle(4), clockFloor: issuedOf(4) },
});
