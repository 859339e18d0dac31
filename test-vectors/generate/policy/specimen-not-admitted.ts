// A specimen at an everyday gate.

import { certificate } from "../chain.ts";
import { SPECIMEN_KEY } from "../test-keys.ts";
import { accepted, type Vector } from "../vector.ts";

export const vector: Vector = accepted({
  title: "An everyday gate does not admit a specimen",
  spec: "7",
  why: "Specimens are printed on leaflets.",
  bugClass: "policy-bypass",
  notices: ["STATUSLIST_MISSING", "KEY_SPECIMEN"],
  policy: { statuses: ["fully"] },
  admission: { outcome: "not-admitted", code: "POLICY_SPECIMEN_NOT_ADMITTED" },
  certificate: certificate({ key: SPECIMEN_KEY }),
});
