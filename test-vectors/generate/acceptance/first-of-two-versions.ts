// Of two first bundles the one with the higher version is accepted.

import { bundle, issuedOf } from "../acceptance-documents.ts";
import { type AcceptanceFile, acceptance } from "../acceptance-vector.ts";

export const vector: AcceptanceFile = acceptance({
  title: "Of two first bundles the one with the higher version is accepted",
  why: "A folder of all bundles is given at once; the order of its files must not decide.",
  bugClass: "trust-downgrade",
  firstTrust: "on-first-use",
  held: null,
  documents: [
    [bundle(3), "unchanged"],
    [bundle(4), "accepted"],
  ],
  after: { trust: bundle(4), clockFloor: issuedOf(4) },
});
