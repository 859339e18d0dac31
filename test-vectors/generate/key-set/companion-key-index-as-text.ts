// The faulty stage: the trust bundle. A companion names its key by a text that reads as its index.

import { certificate } from "../chain.ts";
import { companionOf } from "../companions.ts";
import { bundlePayloadWith, signedPayload } from "../trust.ts";
import { refused, type Vector } from "../vector.ts";

const COMPANIONS = 8;
const { digest } = companionOf(0);

export const vector: Vector = refused("KEYSET_MALFORMED", "trust", {
  title: "A companion's key index is an unsigned integer",
  spec: "4.3",
  why: "A language that compares the text 0 with a number finds it small enough, and one that does not refuses it.",
  bugClass: "lenient-structure",
  trust: signedPayload(bundlePayloadWith([COMPANIONS, [["0", 1, 1, digest]]])),
  certificate: certificate(),
});
