// The faulty stage: the trust bundle. It has one key, and names a companion of the second.

import { certificate } from "../chain.ts";
import { companionOf } from "../companions.ts";
import { bundlePayloadWith, signedPayload } from "../trust.ts";
import { refused, type Vector } from "../vector.ts";

const COMPANIONS = 8;
const { digest } = companionOf(0);

export const vector: Vector = refused("KEYSET_MALFORMED", "trust", {
  title: "A companion is about a key of its own bundle",
  spec: "4.3",
  why: "A place behind the last key would be read past the end of a list, or as no key at all, in silence.",
  bugClass: "boundary",
  trust: signedPayload(bundlePayloadWith([COMPANIONS, [[1, 1, 1, digest]]])),
  certificate: certificate(),
});
