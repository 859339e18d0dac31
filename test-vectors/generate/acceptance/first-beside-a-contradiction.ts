// Below two first bundles that contradict each other the next lower one is accepted.

import { bundle, HELD } from "../acceptance-documents.ts";
import { type AcceptanceFile, acceptance } from "../acceptance-vector.ts";

export const vector: AcceptanceFile = acceptance({
  title: "Below two first bundles that contradict each other the next lower one is accepted",
  why: "A contradiction must not stop what is sound beside it.",
  bugClass: "over-strict",
  firstTrust: "on-first-use",
  held: null,
  documents: [
    [bundle(4), "KEYSET_EQUIVOCATION"],
    [bundle(3), "accepted"],
    [bundle(4, { issuer: "Another authority" }), "KEYSET_EQUIVOCATION"],
  ],
  after: HELD,
});
