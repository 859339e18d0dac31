// The honest chain with a trust bundle of as many root keys as there may be.

import { MAX_ROOT_KEYS } from "@mohor/schema";
import { certificate } from "../chain.ts";
import { nobodysKeys } from "../nobodys-keys.ts";
import { SMALL_BUNDLE, signedBundle } from "../trust.ts";
import { accepted, type Vector } from "../vector.ts";

export const vector: Vector = accepted({
  title: "A trust bundle may have 16 root keys",
  spec: "4.3",
  why: "The bound itself is allowed.",
  bugClass: "boundary",
  nearMiss: ["KEYSET_MALFORMED"],
  trust: signedBundle({
    ...SMALL_BUNDLE,
    rootKeys: [...SMALL_BUNDLE.rootKeys, ...nobodysKeys(MAX_ROOT_KEYS - 1)],
  }),
  certificate: certificate(),
});
