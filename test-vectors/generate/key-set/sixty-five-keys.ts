// The faulty stage: the trust bundle. It has one key more than there may be.

import { MAX_TRUSTED_KEYS } from "@mohor/schema";
import { certificate } from "../chain.ts";
import { nobodysKeys } from "../nobodys-keys.ts";
import { bundlePayloadWith, keyEntry, signedPayload } from "../trust.ts";
import { refused, type Vector } from "../vector.ts";

const KEYS = 7;

export const vector: Vector = refused("KEYSET_MALFORMED", "trust", {
  title: "A trust bundle of 65 keys is refused",
  spec: "4.3",
  why: "Each key costs a check of its own before anything is trusted.",
  bugClass: "unbounded-input",
  trust: signedPayload(
    bundlePayloadWith([KEYS, nobodysKeys(MAX_TRUSTED_KEYS + 1).map((publicKey) => keyEntry(publicKey))]),
  ),
  certificate: certificate(),
});
