// The honest chain, suspended by a whole list and reinstated by the update after it.

import { CLAIMS, certificate } from "../chain.ts";
import { statusList, statusUpdate } from "../status-lists.ts";
import { accepted, type Vector } from "../vector.ts";

const whole = statusList({ suspended: [CLAIMS.statusIndex, 9] });
const next = statusList({ version: 2, suspended: [9] });

export const vector: Vector = accepted({
  title: "A reinstated certificate is valid again",
  spec: "6.11",
  why: "A verifier that only adds leaves people outside after a mistake was corrected.",
  bugClass: "over-strict",
  nearMiss: ["STATUSLIST_SUSPENDED"],
  updates: [statusUpdate({ to: whole }), statusUpdate({ from: whole, to: next })],
  certificate: certificate(),
});
