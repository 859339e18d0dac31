// The honest chain with a key that is in use, signs and is accepted on one second.

import { certificate } from "../chain.ts";
import { CERTIFICATE_KEY } from "../test-keys.ts";
import { ISSUED_AT, NOW } from "../timeline.ts";
import { SMALL_BUNDLE, signedBundle, trusted } from "../trust.ts";
import { accepted, type Vector } from "../vector.ts";

const dates = { useFrom: ISSUED_AT, signUntil: ISSUED_AT, acceptUntil: NOW };

export const vector: Vector = accepted({
  title: "A key may be in use for one second",
  spec: "4.3",
  why: "All three dates of a key belong to it: a key for one batch needs no more.",
  bugClass: "boundary",
  nearMiss: ["KEYSET_MALFORMED", "KEY_NOT_YET_ACTIVE", "KEY_RETIRED"],
  trust: signedBundle({ ...SMALL_BUNDLE, keys: [trusted(CERTIFICATE_KEY, dates)] }),
  certificate: certificate(),
});
