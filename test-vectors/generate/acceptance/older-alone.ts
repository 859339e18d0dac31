// A bundle of a lower version is refused.

import { bundle, HELD } from "../acceptance-documents.ts";
import { type AcceptanceFile, acceptance } from "../acceptance-vector.ts";

export const vector: AcceptanceFile = acceptance({
  title: "A bundle of a lower version is refused",
  why: "An old bundle, sound in itself, would bring a revoked key back.",
  bugClass: "trust-downgrade",
  held: HELD,
  documents: [[bundle(2), "KEYSET_ROLLBACK"]],
  after: HELD,
});
