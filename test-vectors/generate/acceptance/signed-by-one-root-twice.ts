// One root key counts once, however often it signed.

import { bundle, HELD, ROOT_1 } from "../acceptance-documents.ts";
import { type AcceptanceFile, acceptance } from "../acceptance-vector.ts";

export const vector: AcceptanceFile = acceptance({
  title: "One root key counts once, however often it signed",
  why: "One stolen root key would reach every threshold.",
  bugClass: "trust-downgrade",
  held: HELD,
  documents: [[bundle(4, {}, [ROOT_1, ROOT_1]), "KEYSET_ROOT_UNTRUSTED"]],
  after: HELD,
});
