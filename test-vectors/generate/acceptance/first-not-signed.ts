// A bundle without signatures is a request and is not accepted.

import { bundle } from "../acceptance-documents.ts";
import { type AcceptanceFile, acceptance } from "../acceptance-vector.ts";

export const vector: AcceptanceFile = acceptance({
  title: "A bundle without signatures is a request and is not accepted",
  why: "It is the same document on its way from root key to root key.",
  bugClass: "missing-check",
  firstTrust: "on-first-use",
  held: null,
  documents: [[bundle(3, {}, []), "KEYSET_SIGNATURE_INVALID"]],
  after: null,
});
