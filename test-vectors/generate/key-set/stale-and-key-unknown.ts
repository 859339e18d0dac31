// The certificate is signed by a key that the stale trust bundle does not hold.

import { certificate } from "../chain.ts";
import { STRANGER_KEY } from "../test-keys.ts";
import { DAY, TRUST_ISSUED_AT } from "../timeline.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("KEYSET_STALE", "key", {
  title: "An unknown key under a stale trust bundle is undecided",
  spec: "6.6",
  why: "The key may be newer than the bundle: nobody is called a forger for a gate without updates.",
  bugClass: "trust-downgrade",
  now: TRUST_ISSUED_AT + 7 * DAY + 1,
  certificate: certificate({ key: STRANGER_KEY }),
});
