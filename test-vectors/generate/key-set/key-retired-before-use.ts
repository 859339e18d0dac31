// The faulty stage: the trust bundle. The key signs until one second before its use begins.

import { certificate } from "../chain.ts";
import { CERTIFICATE_KEY } from "../test-keys.ts";
import { bundlePayloadWith, keyEntry, signedPayload, trusted } from "../trust.ts";
import { refused, type Vector } from "../vector.ts";

const KEYS = 7;
const SIGN_UNTIL = 4;
const { useFrom } = trusted(CERTIFICATE_KEY);

export const vector: Vector = refused("KEYSET_MALFORMED", "trust", {
  title: "A key does not stop signing before its use begins",
  spec: "4.3",
  why: "Dates that contradict each other are a slip of the authority, and say nothing about a certificate.",
  bugClass: "missing-check",
  trust: signedPayload(bundlePayloadWith([KEYS, [keyEntry(CERTIFICATE_KEY.publicKey, [SIGN_UNTIL, useFrom - 1])]])),
  certificate: certificate(),
});
