// A bundle that vouches only for itself is untrusted.

import { bundle, HELD, NEW_ROOT } from "../acceptance-documents.ts";
import { type AcceptanceFile, acceptance } from "../acceptance-vector.ts";

export const vector: AcceptanceFile = acceptance({
  title: "A bundle that vouches only for itself is untrusted",
  why: "Anybody can make root keys and a bundle that they sign.",
  bugClass: "trust-downgrade",
  held: HELD,
  documents: [[bundle(4, { rootThreshold: 1, rootKeys: [NEW_ROOT.publicKey] }, [NEW_ROOT]), "KEYSET_ROOT_UNTRUSTED"]],
  after: HELD,
});
