// The faulty stage: the trust bundle. A companion is of a kind that spec §4.2 does not know.

import { certificate } from "../chain.ts";
import { companionOf } from "../companions.ts";
import { bundlePayloadWith, signedPayload } from "../trust.ts";
import { refused, type Vector } from "../vector.ts";

const COMPANIONS = 8;
const { digest } = companionOf(0);

export const vector: Vector = refused("KEYSET_MALFORMED", "trust", {
  title: "A companion's kind is one of those that exist",
  spec: "4.3",
  why: "A kind that a verifier does not know must not be taken for the first or the last of its list.",
  bugClass: "lenient-structure",
  trust: signedPayload(bundlePayloadWith([COMPANIONS, [[0, 3, 1, digest]]])),
  certificate: certificate(),
});
