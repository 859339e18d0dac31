// The faulty stage: the trust bundle. A companion's kid has one byte too many.

import { certificate } from "../chain.ts";
import { companionOf } from "../companions.ts";
import { CERTIFICATE_KEY } from "../test-keys.ts";
import { bundlePayloadWith, signedPayload } from "../trust.ts";
import { refused, type Vector } from "../vector.ts";

const COMPANIONS = 8;
const { kid, digest } = companionOf(CERTIFICATE_KEY.kid);

export const vector: Vector = refused("KEYSET_MALFORMED", "trust", {
  title: "A companion's kid has 4 bytes",
  spec: "4.3",
  why: "A kid of another length never names a key, and its document would be missed in silence.",
  bugClass: "boundary",
  trust: signedPayload(bundlePayloadWith([COMPANIONS, [[Uint8Array.of(...kid, 0), 1, digest]]])),
  certificate: certificate(),
});
