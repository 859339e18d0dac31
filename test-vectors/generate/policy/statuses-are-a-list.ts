// A certificate that says fully vaccinated, at a gate that wants who is not, such as a vaccination camp.

import { certificate } from "../chain.ts";
import { accepted, type Vector } from "../vector.ts";

export const vector: Vector = accepted({
  title: "A policy lists statuses; it names no least one",
  spec: "7",
  why: "A comparison of numbers would admit everything above the lowest that is listed.",
  bugClass: "policy-bypass",
  policy: { statuses: ["not", "partially"] },
  admission: { outcome: "not-admitted", code: "POLICY_STATUS_NOT_ADMITTED" },
  certificate: certificate(),
});
