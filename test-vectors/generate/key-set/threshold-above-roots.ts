// The faulty stage: the trust bundle. It asks for two signatures of one root key.

import { encodeCoseKey } from "@mohor/schema";
import { certificate } from "../chain.ts";
import { ROOT_KEYS } from "../test-keys.ts";
import { bundlePayloadWith, signedPayload } from "../trust.ts";
import { refused, type Vector } from "../vector.ts";

const ROOT = 6;

export const vector: Vector = refused("KEYSET_MALFORMED", "trust", {
  title: "The threshold is at most the number of root keys",
  spec: "4.3",
  why: "It could never be reached; a bundle that nobody can sign is a slip of the authority.",
  bugClass: "missing-check",
  trust: signedPayload(bundlePayloadWith([ROOT, [2, [encodeCoseKey(ROOT_KEYS[0].publicKey)]]])),
  certificate: certificate(),
});
