// A stranger has signed under the kid of a revoked key.

import { certificate } from "../chain.ts";
import { REVOKED_KEY, STRANGER_KEY } from "../test-keys.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("SIGNATURE_INVALID", "signature", {
  title: "A forgery under a revoked key is a forgery",
  spec: "6.7",
  why: "The first failing step decides: only a right signature is evidence about its key.",
  bugClass: "key-confusion",
  certificate: certificate({
    key: REVOKED_KEY,
    signature: ({ toBeSigned }) => STRANGER_KEY.sign(toBeSigned),
  }),
});
