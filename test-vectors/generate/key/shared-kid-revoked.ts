// Two keys share a kid; the first is revoked, and the second has signed.

import { certificate } from "../chain.ts";
import { COLLIDING_KEYS } from "../test-keys.ts";
import { SMALL_BUNDLE, signedBundle, trusted } from "../trust.ts";
import { accepted, type Vector } from "../vector.ts";

const [first, second] = COLLIDING_KEYS;

export const vector: Vector = accepted({
  title: "Revoking a key does not revoke another that shares its kid",
  spec: "6.10",
  why: "The state is that of the key under which the signature held, not of the kid.",
  bugClass: "key-confusion",
  nearMiss: ["KEY_REVOKED"],
  trust: signedBundle({ ...SMALL_BUNDLE, keys: [trusted(first, { state: "revoked" }), trusted(second)] }),
  certificate: certificate({ key: second }),
});
