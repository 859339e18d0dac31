// The honest chain by the same key, with iat on its last second of signing.

import { CLAIMS, certificate } from "../chain.ts";
import { RETIRED_KEY } from "../test-keys.ts";
import { accepted, type Vector } from "../vector.ts";

export const vector: Vector = accepted({
  title: "What a key signed in time is valid after it has retired",
  spec: "6.10",
  why: "The date of issue is held against the last second of signing, not the time of the check.",
  bugClass: "over-strict",
  nearMiss: ["KEY_RETIRED", "KEY_REVOKED"],
  certificate: certificate({ key: RETIRED_KEY, claims: { ...CLAIMS, iat: CLAIMS.iat - 1 } }),
});
