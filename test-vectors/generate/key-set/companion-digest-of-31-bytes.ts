// The faulty stage: the trust bundle. A companion's digest lacks its last byte.

import { certificate } from "../chain.ts";
import { companionOf } from "../companions.ts";
import { bundlePayloadWith, signedPayload } from "../trust.ts";
import { refused, type Vector } from "../vector.ts";

const COMPANIONS = 8;
const { digest } = companionOf(0);

export const vector: Vector = refused("KEYSET_MALFORMED", "trust", {
  title: "A companion's digest has 32 bytes",
  spec: "4.3",
  why: "A shorter digest would be a weaker promise, and an empty one none.",
  bugClass: "boundary",
  trust: signedPayload(bundlePayloadWith([COMPANIONS, [[0, 1, 1, digest.subarray(0, 31)]]])),
  certificate: certificate(),
});
