// The honest chain by the same key, with iat on the first second of its use.

import { CLAIMS, certificate } from "../chain.ts";
import { NOT_YET_KEY } from "../test-keys.ts";
import { accepted, type Vector } from "../vector.ts";

export const vector: Vector = accepted({
  title: "A key signs from its first second on",
  spec: "6.10",
  why: "The first second of use is in use.",
  bugClass: "boundary",
  nearMiss: ["KEY_NOT_YET_ACTIVE"],
  certificate: certificate({ key: NOT_YET_KEY, claims: { ...CLAIMS, iat: CLAIMS.iat + 1 } }),
});
