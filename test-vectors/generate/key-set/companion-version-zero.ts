// The faulty stage: the trust bundle. A companion names version 0 of a list.

import { certificate } from "../chain.ts";
import { companionOf } from "../companions.ts";
import { bundlePayloadWith, signedPayload } from "../trust.ts";
import { refused, type Vector } from "../vector.ts";

const COMPANIONS = 8;
const { digest } = companionOf(0);

export const vector: Vector = refused("KEYSET_MALFORMED", "trust", {
  title: "A companion's version is at least 1",
  spec: "4.3",
  why: "Version 0 is every key's empty list: naming it asks for nothing.",
  bugClass: "boundary",
  trust: signedPayload(bundlePayloadWith([COMPANIONS, [[0, 1, 0, digest]]])),
  certificate: certificate(),
});
