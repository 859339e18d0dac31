// A bundle that lowers the threshold is held against the threshold that is held.

import { bundle, HELD, ROOT_1 } from "../acceptance-documents.ts";
import { type AcceptanceFile, acceptance } from "../acceptance-vector.ts";

export const vector: AcceptanceFile = acceptance({
  title: "A bundle that lowers the threshold is held against the threshold that is held",
  why: "Else one stolen root key could lower the threshold to one and then sign alone.",
  bugClass: "trust-downgrade",
  held: HELD,
  documents: [[bundle(4, { rootThreshold: 1 }, [ROOT_1]), "KEYSET_ROOT_UNTRUSTED"]],
  after: HELD,
});
