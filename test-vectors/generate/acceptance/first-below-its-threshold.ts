// A first bundle below its own threshold is not accepted, whoever vouches for it.

import { bundle, ROOT_1 } from "../acceptance-documents.ts";
import { type AcceptanceFile, acceptance } from "../acceptance-vector.ts";

export const vector: AcceptanceFile = acceptance({
  title: "A first bundle below its own threshold is not accepted, whoever vouches for it",
  why: "A fingerprint names the roots; it does not sign for them.",
  bugClass: "missing-check",
  firstTrust: "on-first-use",
  held: null,
  documents: [[bundle(3, {}, [ROOT_1]), "KEYSET_SIGNATURE_INVALID"]],
  after: null,
});
