// The honest chain, suspended by a whole list and revoked by the update after it.

import { CLAIMS, certificate } from "../chain.ts";
import { statusList, statusUpdate } from "../status-lists.ts";
import { refused, type Vector } from "../vector.ts";

const whole = statusList({ suspended: [CLAIMS.statusIndex] });
const next = statusList({ version: 2, revoked: [CLAIMS.statusIndex] });

export const vector: Vector = refused("STATUSLIST_REVOKED", "status-list", {
  title: "Revoking ends a suspension",
  spec: "6.11",
  why: "An index in both sets would be suspended to one verifier and revoked to the other.",
  bugClass: "missing-check",
  updates: [statusUpdate({ to: whole }), statusUpdate({ from: whole, to: next })],
  certificate: certificate(),
});
