// The faulty stage: the trust bundle. The key's purpose is one that spec §4.2 does not know.

import { certificate } from "../chain.ts";
import { CERTIFICATE_KEY } from "../test-keys.ts";
import { bundlePayloadWith, keyEntry, signedPayload } from "../trust.ts";
import { refused, type Vector } from "../vector.ts";

const KEYS = 7;
const PURPOSE = 2;

export const vector: Vector = refused("KEYSET_MALFORMED", "trust", {
  title: "A key's purpose is one of those that exist",
  spec: "4.3",
  why: "A purpose that a verifier does not know must not be taken for the first or the last of its list.",
  bugClass: "key-confusion",
  trust: signedPayload(bundlePayloadWith([KEYS, [keyEntry(CERTIFICATE_KEY.publicKey, [PURPOSE, 4])]])),
  certificate: certificate(),
});
