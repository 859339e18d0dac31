// The honest chain by a key whose purpose is specimens.

import { certificate } from "../chain.ts";
import { SPECIMEN_KEY } from "../test-keys.ts";
import { accepted, type Vector } from "../vector.ts";

export const vector: Vector = accepted({
  title: "A specimen verifies, with a notice",
  spec: "6.11",
  why: "Staff are trained with real codes that show grey, never green. No magic name or date makes a specimen.",
  bugClass: "missing-check",
  nearMiss: ["KEY_USE_MISMATCH"],
  notices: ["STATUSLIST_MISSING", "KEY_SPECIMEN"],
  certificate: certificate({ key: SPECIMEN_KEY }),
});
