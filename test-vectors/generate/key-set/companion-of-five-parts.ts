// The faulty stage: the trust bundle. A companion has a fifth part.

import { certificate } from "../chain.ts";
import { companionOf } from "../companions.ts";
import { bundlePayloadWith, signedPayload } from "../trust.ts";
import { refused, type Vector } from "../vector.ts";

const COMPANIONS = 8;
const { digest } = companionOf(0);

export const vector: Vector = refused("KEYSET_MALFORMED", "trust", {
  title: "A companion has exactly four parts",
  spec: "4.3",
  why: "A part that old verifiers ignore might be the one that restricts.",
  bugClass: "lenient-structure",
  trust: signedPayload(bundlePayloadWith([COMPANIONS, [[0, 1, 1, digest, 0]]])),
  certificate: certificate(),
});
