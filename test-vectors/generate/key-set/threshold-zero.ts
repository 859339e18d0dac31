// The faulty stage: the trust bundle. It asks for no root signature at all.

import { encodeCoseKey } from "@mohor/schema";
import { certificate } from "../chain.ts";
import { ROOT_KEYS, STRANGER_ROOT_KEY } from "../test-keys.ts";
import { bundlePayloadWith, signedPayload } from "../trust.ts";
import { refused, type Vector } from "../vector.ts";

const ROOT = 6;

export const vector: Vector = refused("KEYSET_MALFORMED", "trust", {
  title: "The threshold is at least one",
  spec: "4.3",
  why: "With a threshold of zero everyone's bundle is trusted.",
  bugClass: "trust-downgrade",
  trust: signedPayload(bundlePayloadWith([ROOT, [0, [encodeCoseKey(ROOT_KEYS[0].publicKey)]]]), [STRANGER_ROOT_KEY]),
  certificate: certificate(),
});
