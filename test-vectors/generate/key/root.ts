// The honest chain by the root key, which the trust bundle holds, though not for certificates.

import { certificate } from "../chain.ts";
import { ROOT_KEYS } from "../test-keys.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("KEY_UNKNOWN", "key", {
  title: "A root key signs trust bundles only",
  spec: "6.6",
  why: "Who gathers all keys of the bundle into one table lets the root sign certificates.",
  bugClass: "key-confusion",
  certificate: certificate({ key: ROOT_KEYS[0] }),
});
