// A bundle of the held version that the roots did not sign is untrusted, whatever it holds.

import { bundle, HELD, NEW_ROOT } from "../acceptance-documents.ts";
import { type AcceptanceFile, acceptance } from "../acceptance-vector.ts";

export const vector: AcceptanceFile = acceptance({
  title: "A bundle of the held version that the roots did not sign is untrusted, whatever it holds",
  why: "An outsider must not be able to make it look as if the roots had contradicted themselves.",
  bugClass: "missing-check",
  held: HELD,
  documents: [[bundle(3, { issuer: "Another authority" }, [NEW_ROOT]), "KEYSET_ROOT_UNTRUSTED"]],
  after: HELD,
});
