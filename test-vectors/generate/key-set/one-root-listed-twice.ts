// The faulty stage: the trust bundle. One key stands twice among the roots.

import { encodeCoseKey } from "@mohor/schema";
import { certificate } from "../chain.ts";
import { ROOT_KEYS } from "../test-keys.ts";
import { bundlePayloadWith, signedPayload } from "../trust.ts";
import { refused, type Vector } from "../vector.ts";

const ROOT = 6;
const rootKey = encodeCoseKey(ROOT_KEYS[0].publicKey);

export const vector: Vector = refused("KEYSET_MALFORMED", "trust", {
  title: "A root key stands once",
  spec: "4.3",
  why: "Who counts places in the list instead of keys lets one key reach every threshold.",
  bugClass: "trust-downgrade",
  trust: signedPayload(bundlePayloadWith([ROOT, [2, [rootKey, rootKey]]])),
  certificate: certificate(),
});
