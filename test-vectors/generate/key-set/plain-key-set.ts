// The faulty stage: the trust bundle. The unsigned COSE_KeySet that mirrors it for other libraries (spec §4.4).

import { encodeCoseKeySet } from "@mohor/schema";
import { certificate } from "../chain.ts";
import { CERTIFICATE_KEY } from "../test-keys.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("KEYSET_MALFORMED", "trust", {
  title: "An unsigned key set is no trust bundle",
  spec: "4.3",
  why: "It holds the right keys, and nobody vouches for them.",
  bugClass: "trust-downgrade",
  trust: encodeCoseKeySet([CERTIFICATE_KEY.publicKey]),
  certificate: certificate(),
});
