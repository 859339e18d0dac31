// The honest chain, and a whole list that an update continues; the update revokes its index.

import { CLAIMS, certificate } from "../chain.ts";
import { statusList, statusUpdate } from "../status-lists.ts";
import { refused, type Vector } from "../vector.ts";

const whole = statusList({ revoked: [1] });
const next = statusList({ version: 2, revoked: [1, CLAIMS.statusIndex] });

export const vector: Vector = refused("STATUSLIST_REVOKED", "status-list", {
  title: "An update adds to the list that it continues",
  spec: "6.11",
  why: "A verifier that keeps the whole list alone never learns of a day's revocations.",
  bugClass: "missing-check",
  updates: [statusUpdate({ to: whole }), statusUpdate({ from: whole, to: next })],
  certificate: certificate(),
});
