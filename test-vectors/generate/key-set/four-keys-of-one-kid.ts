// The faulty stage: the trust bundle. Four keys have one kid, and none of them is sound.

import { MAX_KEYS_PER_KID } from "@mohor/schema";
import { certificate } from "../chain.ts";
import { KEYS_OF_ONE_KID } from "../keys-of-one-kid.ts";
import { bundlePayloadWith, keyEntry, signedPayload } from "../trust.ts";
import { refused, type Vector } from "../vector.ts";

const KEYS = 7;

export const vector: Vector = refused("KEYSET_KEY_INVALID", "trust", {
  title: "A trust bundle with four keys of one kid is not malformed",
  spec: "4.3",
  why: "The bound itself is allowed: this bundle fails later, because its keys are no points of the prime-order group.",
  bugClass: "boundary",
  trust: signedPayload(
    bundlePayloadWith([KEYS, KEYS_OF_ONE_KID.slice(0, MAX_KEYS_PER_KID).map((publicKey) => keyEntry(publicKey))]),
  ),
  certificate: certificate(),
});
