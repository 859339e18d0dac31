// The faulty stage: the trust bundle. The key's use begins a second before 1970.

import { certificate } from "../chain.ts";
import { CERTIFICATE_KEY } from "../test-keys.ts";
import { bundlePayloadWith, keyEntry, signedPayload } from "../trust.ts";
import { refused, type Vector } from "../vector.ts";

const KEYS = 7;
const USE_FROM = 3;

export const vector: Vector = refused("KEYSET_MALFORMED", "trust", {
  title: "A key's dates are not negative",
  spec: "4.3",
  why: "Read as an unsigned number, -1 is the year 2106.",
  bugClass: "missing-check",
  trust: signedPayload(bundlePayloadWith([KEYS, [keyEntry(CERTIFICATE_KEY.publicKey, [USE_FROM, -1])]])),
  certificate: certificate(),
});
