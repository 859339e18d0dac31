// The faulty stage: the trust bundle. It has one root key more than there may be.

import { encodeCoseKey, MAX_ROOT_KEYS } from "@mohor/schema";
import { certificate } from "../chain.ts";
import { nobodysKeys } from "../nobodys-keys.ts";
import { bundlePayloadWith, SMALL_BUNDLE, signedPayload } from "../trust.ts";
import { refused, type Vector } from "../vector.ts";

const ROOT = 6;
const rootKeys = [...SMALL_BUNDLE.rootKeys, ...nobodysKeys(MAX_ROOT_KEYS)];

export const vector: Vector = refused("KEYSET_MALFORMED", "trust", {
  title: "A trust bundle of 17 root keys is refused",
  spec: "4.3",
  why: "Each root key costs a check of its own before anything is trusted.",
  bugClass: "unbounded-input",
  trust: signedPayload(bundlePayloadWith([ROOT, [1, rootKeys.map(encodeCoseKey)]])),
  certificate: certificate(),
});
