// The faulty stage: the trust bundle. It names two status lists for one kid.

import { certificate } from "../chain.ts";
import { companionOf } from "../companions.ts";
import { CERTIFICATE_KEY } from "../test-keys.ts";
import { bundlePayloadWith, signedPayload } from "../trust.ts";
import { refused, type Vector } from "../vector.ts";

const COMPANIONS = 8;
const { kid, digest } = companionOf(CERTIFICATE_KEY.kid);

export const vector: Vector = refused("KEYSET_MALFORMED", "trust", {
  title: "A trust bundle names one companion of each kind for a kid",
  spec: "4.3",
  why: "Of two status lists a verifier would take the first or the last, and two gates disagree about a revocation.",
  bugClass: "key-confusion",
  trust: signedPayload(
    bundlePayloadWith([
      COMPANIONS,
      [
        [kid, 1, digest],
        [kid, 1, Uint8Array.from(digest).reverse()],
      ],
    ]),
  ),
  certificate: certificate(),
});
