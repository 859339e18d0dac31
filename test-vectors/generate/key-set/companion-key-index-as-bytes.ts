// The faulty stage: the trust bundle. A companion names its key by its kid.

import { certificate } from "../chain.ts";
import { companionOf } from "../companions.ts";
import { CERTIFICATE_KEY } from "../test-keys.ts";
import { bundlePayloadWith, signedPayload } from "../trust.ts";
import { refused, type Vector } from "../vector.ts";

const COMPANIONS = 8;
const { digest } = companionOf(0);

export const vector: Vector = refused("KEYSET_MALFORMED", "trust", {
  title: "A companion names its key by its place, not by its kid",
  spec: "4.3",
  why: "Two keys may share a kid: the revocations of one would be looked up for the other.",
  bugClass: "key-confusion",
  trust: signedPayload(bundlePayloadWith([COMPANIONS, [[CERTIFICATE_KEY.kid, 1, 1, digest]]])),
  certificate: certificate(),
});
