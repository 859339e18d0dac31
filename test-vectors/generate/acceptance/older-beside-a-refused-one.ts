// A bundle of a lower version is a rollback where what came beside it was refused.

import { bundle, HELD, ROOT_1 } from "../acceptance-documents.ts";
import { type AcceptanceFile, acceptance } from "../acceptance-vector.ts";

export const vector: AcceptanceFile = acceptance({
  title: "A bundle of a lower version is a rollback where what came beside it was refused",
  why: "Anybody can lay a broken document beside an old one.",
  bugClass: "trust-downgrade",
  held: HELD,
  documents: [
    [bundle(2), "KEYSET_ROLLBACK"],
    [bundle(4, {}, [ROOT_1]), "KEYSET_ROOT_UNTRUSTED"],
  ],
  after: HELD,
});
