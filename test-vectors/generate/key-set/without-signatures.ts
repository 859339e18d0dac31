// The faulty stage: the trust bundle. The list of signatures is empty.

import { encodeSignedTrustBundle, encodeTrustBundle } from "@mohor/schema";
import { certificate } from "../chain.ts";
import { SMALL_BUNDLE } from "../trust.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("KEYSET_SIGNATURE_INVALID", "trust", {
  title: "A trust bundle without a signature is not trusted",
  spec: "4.3",
  why: "A check that all signatures are right is content with none.",
  bugClass: "trust-downgrade",
  trust: encodeSignedTrustBundle(encodeTrustBundle(SMALL_BUNDLE), []),
  certificate: certificate(),
});
