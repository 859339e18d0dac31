// Behind a change of roots that was never seen a bundle is untrusted.

import { bundle, HELD, NEW_ROOT, OTHER_ROOTS, ROOT_3 } from "../acceptance-documents.ts";
import { type AcceptanceFile, acceptance } from "../acceptance-vector.ts";

export const vector: AcceptanceFile = acceptance({
  title: "Behind a change of roots that was never seen a bundle is untrusted",
  why: "The roots held do not know the new ones.",
  bugClass: "trust-downgrade",
  held: HELD,
  documents: [[bundle(5, OTHER_ROOTS, [NEW_ROOT, ROOT_3]), "KEYSET_ROOT_UNTRUSTED"]],
  after: HELD,
});
