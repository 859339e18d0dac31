// The faulty stage: the trust bundle. The root key has signed it in the Sig_structure of a COSE_Sign1.

import { encodeProtectedHeader, encodeSignedTrustBundle, encodeTrustBundle, toBeSigned } from "@mohor/schema";
import { certificate } from "../chain.ts";
import { ROOT_KEYS } from "../test-keys.ts";
import { SMALL_BUNDLE } from "../trust.ts";
import { refused, type Vector } from "../vector.ts";

const [root] = ROOT_KEYS;
const header = { alg: -8, kid: root.kid } as const;
const payload = encodeTrustBundle(SMALL_BUNDLE);
const signature = root.sign(toBeSigned(encodeProtectedHeader(header), payload));

export const vector: Vector = refused("KEYSET_SIGNATURE_INVALID", "trust", {
  title: "A root's signature on something else is none on a trust bundle",
  spec: "4.3",
  why: "Context and typed body header keep what a root signed for one purpose from serving another.",
  bugClass: "key-confusion",
  trust: encodeSignedTrustBundle(payload, [{ header, signature }]),
  certificate: certificate(),
});
