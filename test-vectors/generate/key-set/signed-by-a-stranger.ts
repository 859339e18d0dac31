// The faulty stage: the trust bundle. Somebody else has signed it, under the kid of the root key.

import {
  encodeProtectedHeader,
  encodeSignedTrustBundle,
  encodeTrustBundle,
  trustBundleToBeSigned,
} from "@mohor/schema";
import { certificate } from "../chain.ts";
import { ROOT_KEYS, STRANGER_ROOT_KEY } from "../test-keys.ts";
import { SMALL_BUNDLE } from "../trust.ts";
import { refused, type Vector } from "../vector.ts";

const header = { alg: -8, kid: ROOT_KEYS[0].kid } as const;
const payload = encodeTrustBundle(SMALL_BUNDLE);
const signature = STRANGER_ROOT_KEY.sign(trustBundleToBeSigned(payload, encodeProtectedHeader(header)));

export const vector: Vector = refused("KEYSET_SIGNATURE_INVALID", "trust", {
  title: "A stranger's signature under a root's kid does not count",
  spec: "4.3",
  why: "The kid is a hint, four bytes that everyone can write.",
  bugClass: "key-confusion",
  trust: encodeSignedTrustBundle(payload, [{ header, signature }]),
  certificate: certificate(),
});
