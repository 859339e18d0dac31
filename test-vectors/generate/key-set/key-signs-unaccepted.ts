// The faulty stage: the trust bundle. The key signs for one second longer than it is accepted.

import { certificate } from "../chain.ts";
import { CERTIFICATE_KEY } from "../test-keys.ts";
import { bundlePayloadWith, keyEntry, signedPayload, trusted } from "../trust.ts";
import { refused, type Vector } from "../vector.ts";

const KEYS = 7;
const ACCEPT_UNTIL = 5;
const { signUntil } = trusted(CERTIFICATE_KEY);

export const vector: Vector = refused("KEYSET_MALFORMED", "trust", {
  title: "A key is accepted at least as long as it signs",
  spec: "4.3",
  why: "Otherwise honest people would hold certificates that no gate takes.",
  bugClass: "missing-check",
  trust: signedPayload(bundlePayloadWith([KEYS, [keyEntry(CERTIFICATE_KEY.publicKey, [ACCEPT_UNTIL, signUntil - 1])]])),
  certificate: certificate(),
});
