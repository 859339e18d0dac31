// A specimen at a gate set up for training.

import { certificate } from "../chain.ts";
import { SPECIMEN_KEY } from "../test-keys.ts";
import { accepted, type Vector } from "../vector.ts";

export const vector: Vector = accepted({
  title: "A gate set up for training admits a specimen",
  spec: "7",
  why: "Staff must see the whole flow before the first day.",
  bugClass: "over-strict",
  nearMiss: ["POLICY_SPECIMEN_NOT_ADMITTED"],
  notices: ["STATUSLIST_MISSING", "KEY_SPECIMEN"],
  policy: { statuses: ["fully"], admitsSpecimens: true },
  admission: { outcome: "admitted" },
  certificate: certificate({ key: SPECIMEN_KEY }),
});
