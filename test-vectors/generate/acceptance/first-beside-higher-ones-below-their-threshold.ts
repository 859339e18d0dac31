// Beside a first bundle a higher one that is not signed by itself is judged as if the first had been held.

import { bundle, FINGERPRINT, HELD, HELD_BUNDLE, OTHER_ROOTS, ROOT_3 } from "../acceptance-documents.ts";
import { type AcceptanceFile, acceptance } from "../acceptance-vector.ts";

export const vector: AcceptanceFile = acceptance({
  title: "Beside a first bundle a higher one that is not signed by itself is judged as if the first had been held",
  why: "Two verifiers would name two reasons: one that the bundle is not whole, the other that the roots do not know it.",
  bugClass: "missing-check",
  firstTrust: { fingerprint: FINGERPRINT },
  held: null,
  documents: [
    [bundle(5, OTHER_ROOTS, [ROOT_3]), "KEYSET_ROOT_UNTRUSTED"],
    [bundle(4, { rootThreshold: 3 }), "KEYSET_SIGNATURE_INVALID"],
    [HELD_BUNDLE, "accepted"],
    [bundle(2, OTHER_ROOTS, [ROOT_3]), "KEYSET_SIGNATURE_INVALID"],
  ],
  after: HELD,
});
