// The faulty stage: the trust bundle. One kid has one key more than it may, and none of the keys is sound.

import { MAX_KEYS_PER_KID } from "@mohor/schema";
import { certificate } from "../chain.ts";
import { KEYS_OF_ONE_KID } from "../keys-of-one-kid.ts";
import { bundlePayloadWith, keyEntry, signedPayload } from "../trust.ts";
import { refused, type Vector } from "../vector.ts";

const KEYS = 7;

export const vector: Vector = refused("KEYSET_MALFORMED", "trust", {
  title: "A trust bundle with five keys of one kid is refused, before any key is looked at",
  spec: "4.3",
  why: "Each of them would cost a signature check for every certificate of that kid; the count needs no arithmetic, so it comes first.",
  bugClass: "unbounded-input",
  trust: signedPayload(
    bundlePayloadWith([KEYS, KEYS_OF_ONE_KID.slice(0, MAX_KEYS_PER_KID + 1).map((publicKey) => keyEntry(publicKey))]),
  ),
  certificate: certificate(),
});
