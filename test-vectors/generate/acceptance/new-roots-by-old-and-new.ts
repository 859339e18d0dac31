// New roots are accepted where the old threshold and the new have signed.

import { bundle, HELD, issuedOf, NEW_ROOT, OTHER_ROOTS, ROOT_1, ROOT_3 } from "../acceptance-documents.ts";
import { type AcceptanceFile, acceptance } from "../acceptance-vector.ts";

const changed = bundle(4, OTHER_ROOTS, [ROOT_1, ROOT_3, NEW_ROOT]);

export const vector: AcceptanceFile = acceptance({
  title: "New roots are accepted where the old threshold and the new have signed",
  why: "Old roots vouch for the new, and the new show that they are there.",
  bugClass: "over-strict",
  held: HELD,
  documents: [[changed, "accepted"]],
  after: { trust: changed, clockFloor: issuedOf(4) },
});
