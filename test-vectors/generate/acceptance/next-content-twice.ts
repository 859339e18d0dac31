// A second copy of an accepted bundle changes nothing.

import { bundle, HELD, issuedOf, ROOT_1, ROOT_3 } from "../acceptance-documents.ts";
import { type AcceptanceFile, acceptance } from "../acceptance-vector.ts";

export const vector: AcceptanceFile = acceptance({
  title: "A second copy of an accepted bundle changes nothing",
  why: "The same file from two mirrors.",
  bugClass: "over-strict",
  held: HELD,
  documents: [
    [bundle(4), "accepted"],
    [bundle(4, {}, [ROOT_1, ROOT_3]), "unchanged"],
  ],
  after: { trust: bundle(4), clockFloor: issuedOf(4) },
});
