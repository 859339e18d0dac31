// An expired bundle at the end is refused.

import { bundle, EXPIRED, HELD } from "../acceptance-documents.ts";
import { type AcceptanceFile, acceptance } from "../acceptance-vector.ts";

export const vector: AcceptanceFile = acceptance({
  title: "An expired bundle at the end is refused",
  why: "It is a freeze: somebody keeps newer ones away.",
  bugClass: "trust-downgrade",
  held: HELD,
  documents: [[bundle(4, EXPIRED), "KEYSET_EXPIRED"]],
  after: HELD,
});
