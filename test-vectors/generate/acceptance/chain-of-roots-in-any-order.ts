// A chain of changed roots is walked in the order of versions, in whatever order it came.

import { bundle, HELD, issuedOf, NEW_ROOT, OTHER_ROOTS, ROOT_1, ROOT_3 } from "../acceptance-documents.ts";
import { type AcceptanceFile, acceptance } from "../acceptance-vector.ts";

const changed = bundle(4, OTHER_ROOTS, [ROOT_1, ROOT_3, NEW_ROOT]);
const next = bundle(5, OTHER_ROOTS, [NEW_ROOT, ROOT_3]);

export const vector: AcceptanceFile = acceptance({
  title: "A chain of changed roots is walked in the order of versions, in whatever order it came",
  why: "A gate that has missed a change of roots catches up from a folder.",
  bugClass: "over-strict",
  held: HELD,
  documents: [
    [next, "accepted"],
    [changed, "accepted"],
  ],
  after: { trust: next, clockFloor: issuedOf(5) },
});
