// Two keys share a kid; one is for certificates, and the other, for status lists, has signed.

import { certificate } from "../chain.ts";
import { COLLIDING_KEYS } from "../test-keys.ts";
import { SMALL_BUNDLE, signedBundle, trusted } from "../trust.ts";
import { refused, type Vector } from "../vector.ts";

const [first, second] = COLLIDING_KEYS;

export const vector: Vector = refused("SIGNATURE_INVALID", "signature", {
  title: "A key of another purpose is not tried",
  spec: "6.7",
  why: "The kid leads to a key for certificates, and its check of purpose must not let in the other that shares the kid.",
  bugClass: "key-confusion",
  trust: signedBundle({ ...SMALL_BUNDLE, keys: [trusted(first), trusted({ ...second, purpose: "status-list" })] }),
  certificate: certificate({ key: second }),
});
