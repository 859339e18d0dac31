// The faulty stage: the trust bundle. It has a member that spec §4.2 does not know.

import { certificate } from "../chain.ts";
import { bundlePayloadWith, signedPayload } from "../trust.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("KEYSET_MALFORMED", "trust", {
  title: "A trust bundle has exactly its members",
  spec: "4.3",
  why: "A member that old verifiers ignore might be the one that restricts.",
  bugClass: "lenient-structure",
  trust: signedPayload(bundlePayloadWith([9, 1])),
  certificate: certificate(),
});
