// A bundle with an unsound key is refused, though all roots signed it.

import { bundle, CONTENT, HELD } from "../acceptance-documents.ts";
import { type AcceptanceFile, acceptance } from "../acceptance-vector.ts";
import { STRANGER_KEY } from "../test-keys.ts";
import { trusted } from "../trust.ts";

/** The neutral element: y = 1. */
const neutral = Uint8Array.of(1, ...new Uint8Array(31));

export const vector: AcceptanceFile = acceptance({
  title: "A bundle with an unsound key is refused, though all roots signed it",
  why: "Whoever signed it did not look.",
  bugClass: "weak-signature-check",
  held: HELD,
  documents: [
    [bundle(4, { keys: [...CONTENT.keys, { ...trusted(STRANGER_KEY), publicKey: neutral }] }), "KEYSET_KEY_INVALID"],
  ],
  after: HELD,
});
