// The faulty stage: the trust bundle. The root key is also listed for certificates.

import { certificate } from "../chain.ts";
import { ROOT_KEYS } from "../test-keys.ts";
import { bundlePayloadWith, keyEntry, signedPayload } from "../trust.ts";
import { refused, type Vector } from "../vector.ts";

const KEYS = 7;
const [root] = ROOT_KEYS;

export const vector: Vector = refused("KEYSET_MALFORMED", "trust", {
  title: "A key has one purpose",
  spec: "4.3",
  why: "A root key is kept offline; one that signs certificates too is not.",
  bugClass: "key-confusion",
  trust: signedPayload(bundlePayloadWith([KEYS, [keyEntry(root.publicKey)]])),
  certificate: certificate({ key: root }),
});
