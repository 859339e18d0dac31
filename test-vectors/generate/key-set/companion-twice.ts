// The faulty stage: the trust bundle. It names two status lists for one key.

import { certificate } from "../chain.ts";
import { companionOf } from "../companions.ts";
import { bundlePayloadWith, signedPayload } from "../trust.ts";
import { refused, type Vector } from "../vector.ts";

const COMPANIONS = 8;
const { digest } = companionOf(0);

export const vector: Vector = refused("KEYSET_MALFORMED", "trust", {
  title: "A trust bundle names one companion of each kind for a key",
  spec: "4.3",
  why: "Of two status lists a verifier would take the first or the last, and two gates disagree about a revocation.",
  bugClass: "key-confusion",
  trust: signedPayload(
    bundlePayloadWith([
      COMPANIONS,
      [
        [0, 1, 1, digest],
        [0, 1, 1, Uint8Array.from(digest).reverse()],
      ],
    ]),
  ),
  certificate: certificate(),
});
