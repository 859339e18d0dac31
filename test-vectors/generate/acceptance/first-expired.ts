// A first bundle that has expired is not accepted.

import { bundle, EXPIRED } from "../acceptance-documents.ts";
import { type AcceptanceFile, acceptance } from "../acceptance-vector.ts";

export const vector: AcceptanceFile = acceptance({
  title: "A first bundle that has expired is not accepted",
  why: "Keys revoked since would count again.",
  bugClass: "trust-downgrade",
  firstTrust: "on-first-use",
  held: null,
  documents: [[bundle(3, EXPIRED), "KEYSET_EXPIRED"]],
  after: null,
});
