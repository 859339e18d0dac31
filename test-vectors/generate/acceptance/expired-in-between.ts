// A bundle in between may have expired.

import { bundle, EXPIRED, HELD, issuedOf, NEW_ROOT, OTHER_ROOTS, ROOT_1, ROOT_3 } from "../acceptance-documents.ts";
import { type AcceptanceFile, acceptance } from "../acceptance-vector.ts";

const changed = bundle(4, { ...OTHER_ROOTS, ...EXPIRED }, [ROOT_1, ROOT_3, NEW_ROOT]);
const next = bundle(5, OTHER_ROOTS, [NEW_ROOT, ROOT_3]);

export const vector: AcceptanceFile = acceptance({
  title: "A bundle in between may have expired",
  why: "Else a gate that was away for longer than a bundle lives could never catch up.",
  bugClass: "over-strict",
  held: HELD,
  documents: [
    [changed, "accepted"],
    [next, "accepted"],
  ],
  after: { trust: next, clockFloor: issuedOf(5) },
});
