// The faulty stage: the trust bundle. The key's last second of acceptance is a text.

import { certificate } from "../chain.ts";
import { CERTIFICATE_KEY } from "../test-keys.ts";
import { bundlePayloadWith, keyEntry, signedPayload } from "../trust.ts";
import { refused, type Vector } from "../vector.ts";

const KEYS = 7;
const ACCEPT_UNTIL = 5;

export const vector: Vector = refused("KEYSET_MALFORMED", "trust", {
  title: "A key's dates are numbers",
  spec: "4.3",
  why: "No time is later than something that is no number: the key would be accepted for ever.",
  bugClass: "missing-check",
  trust: signedPayload(bundlePayloadWith([KEYS, [keyEntry(CERTIFICATE_KEY.publicKey, [ACCEPT_UNTIL, "2027-05-19"])]])),
  certificate: certificate(),
});
