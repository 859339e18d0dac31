// Of several expired bundles at the end all are refused.

import { bundle, EXPIRED, HELD } from "../acceptance-documents.ts";
import { type AcceptanceFile, acceptance } from "../acceptance-vector.ts";

export const vector: AcceptanceFile = acceptance({
  title: "Of several expired bundles at the end all are refused",
  why: "The one before the last is no better.",
  bugClass: "trust-downgrade",
  held: HELD,
  documents: [
    [bundle(4, EXPIRED), "KEYSET_EXPIRED"],
    [bundle(5, EXPIRED), "KEYSET_EXPIRED"],
  ],
  after: HELD,
});
