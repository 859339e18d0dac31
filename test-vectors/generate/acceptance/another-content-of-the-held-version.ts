// Another content of the version that is held is refused.

import { bundle, HELD } from "../acceptance-documents.ts";
import { type AcceptanceFile, acceptance } from "../acceptance-vector.ts";

export const vector: AcceptanceFile = acceptance({
  title: "Another content of the version that is held is refused",
  why: "Two gates would hold different keys under one version.",
  bugClass: "trust-downgrade",
  held: HELD,
  documents: [[bundle(3, { issuer: "Another authority" }), "KEYSET_EQUIVOCATION"]],
  after: HELD,
});
