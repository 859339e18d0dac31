// The honest chain with a trust bundle of as many keys as there may be; the last of them has signed.

import { MAX_TRUSTED_KEYS } from "@mohor/schema";
import { certificate } from "../chain.ts";
import { nobodysKeys } from "../nobodys-keys.ts";
import { SMALL_BUNDLE, signedBundle, trusted } from "../trust.ts";
import { accepted, type Vector } from "../vector.ts";

const others = nobodysKeys(MAX_TRUSTED_KEYS - 1).map((publicKey) => trusted({ publicKey, purpose: "certificate" }));

export const vector: Vector = accepted({
  title: "A trust bundle may have 64 keys",
  spec: "4.3",
  why: "The bound itself is allowed, and the last key is as good as the first.",
  bugClass: "boundary",
  nearMiss: ["KEYSET_MALFORMED", "KEY_UNKNOWN"],
  trust: signedBundle({ ...SMALL_BUNDLE, keys: [...others, ...SMALL_BUNDLE.keys] }),
  certificate: certificate(),
});
