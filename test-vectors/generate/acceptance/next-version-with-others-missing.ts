// A bundle is accepted although versions before it were never seen.

import { bundle, HELD, issuedOf } from "../acceptance-documents.ts";
import { type AcceptanceFile, acceptance } from "../acceptance-vector.ts";

export const vector: AcceptanceFile = acceptance({
  title: "A bundle is accepted although versions before it were never seen",
  why: "A gate that was in a drawer for months meets only the newest.",
  bugClass: "over-strict",
  held: HELD,
  documents: [[bundle(9), "accepted"]],
  after: { trust: bundle(9), clockFloor: issuedOf(9) },
});
