// Beside a first bundle that a fingerprint vouches for, another one of its version is judged as if the first had been held.

import {
  bundle,
  FINGERPRINT,
  HELD,
  HELD_BUNDLE,
  NEW_ROOT,
  OTHER_ROOTS,
  ROOT_1,
  ROOT_3,
} from "../acceptance-documents.ts";
import { type AcceptanceFile, acceptance } from "../acceptance-vector.ts";

export const vector: AcceptanceFile = acceptance({
  title: "Beside a first bundle another one of its version is judged as if the first had been held",
  why: "A document that gets no outcome was neither taken in nor refused, and nobody is told.",
  bugClass: "missing-check",
  firstTrust: { fingerprint: FINGERPRINT },
  held: null,
  documents: [
    [bundle(3, OTHER_ROOTS, [ROOT_3, NEW_ROOT]), "KEYSET_ROOT_UNTRUSTED"],
    [HELD_BUNDLE, "accepted"],
    [bundle(3, OTHER_ROOTS, [ROOT_1, ROOT_3, NEW_ROOT]), "KEYSET_EQUIVOCATION"],
  ],
  after: HELD,
});
