// The honest chain with a trust bundle of as many companions as there may be.

import { MAX_TRUSTED_KEYS } from "@mohor/schema";
import { certificate } from "../chain.ts";
import { companions } from "../companions.ts";
import { nobodysKeys } from "../nobodys-keys.ts";
import { SMALL_BUNDLE, signedBundle, trusted } from "../trust.ts";
import { accepted, type Vector } from "../vector.ts";

const others = nobodysKeys(MAX_TRUSTED_KEYS - 1).map((publicKey) => trusted({ publicKey, purpose: "certificate" }));
const keys = [...others, ...SMALL_BUNDLE.keys];

export const vector: Vector = accepted({
  title: "A trust bundle may name 128 companions, two for each of 64 keys",
  spec: "4.3",
  why: "The bound itself is allowed, and the last key has its place.",
  bugClass: "boundary",
  nearMiss: ["KEYSET_MALFORMED"],
  trust: signedBundle({ ...SMALL_BUNDLE, keys, companions: companions(keys.length) }),
  certificate: certificate(),
});
