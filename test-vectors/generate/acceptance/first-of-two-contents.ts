// Of two first bundles of one version with different content neither is accepted.

import { bundle } from "../acceptance-documents.ts";
import { type AcceptanceFile, acceptance } from "../acceptance-vector.ts";

export const vector: AcceptanceFile = acceptance({
  title: "Of two first bundles of one version with different content neither is accepted",
  why: "Whoever says two things at once cannot be believed, and the order of arrival must not choose.",
  bugClass: "trust-downgrade",
  firstTrust: "on-first-use",
  held: null,
  documents: [
    [bundle(3), "KEYSET_EQUIVOCATION"],
    [bundle(3, { issuer: "Another authority" }), "KEYSET_EQUIVOCATION"],
  ],
  after: null,
});
