// The faulty stage: the trust bundle. The key's state is one that spec §4.2 does not know.

import { certificate } from "../chain.ts";
import { CERTIFICATE_KEY } from "../test-keys.ts";
import { bundlePayloadWith, keyEntry, signedPayload } from "../trust.ts";
import { refused, type Vector } from "../vector.ts";

const KEYS = 7;
const STATE = 6;

export const vector: Vector = refused("KEYSET_MALFORMED", "trust", {
  title: "A key's state is one of those that exist",
  spec: "4.3",
  why: "A state that is not revoked for a verifier might be worse than revoked for the authority.",
  bugClass: "trust-downgrade",
  trust: signedPayload(bundlePayloadWith([KEYS, [keyEntry(CERTIFICATE_KEY.publicKey, [STATE, 3])]])),
  certificate: certificate(),
});
