// A bundle of the next version is accepted.

import { bundle, HELD, issuedOf } from "../acceptance-documents.ts";
import { type AcceptanceFile, acceptance } from "../acceptance-vector.ts";

export const vector: AcceptanceFile = acceptance({
  title: "A bundle of the next version is accepted",
  why: "The everyday renewal.",
  bugClass: "over-strict",
  held: HELD,
  documents: [[bundle(4), "accepted"]],
  after: { trust: bundle(4), clockFloor: issuedOf(4) },
});
