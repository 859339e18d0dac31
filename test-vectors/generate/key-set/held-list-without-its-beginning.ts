// The honest chain; what is kept has an update and not the whole list that it continues.

import { CLAIMS, certificate } from "../chain.ts";
import { statusList, statusUpdate } from "../status-lists.ts";
import { refused, type Vector } from "../vector.ts";

const whole = statusList({ revoked: [CLAIMS.statusIndex] });
const next = statusList({ version: 2, revoked: [CLAIMS.statusIndex, 7] });

export const vector: Vector = refused("TRUST_STATE_MALFORMED", "trust", {
  title: "A kept list is whole",
  spec: "4.8",
  why: "Without its beginning the list forgets everything that was revoked before.",
  bugClass: "trust-downgrade",
  updates: [statusUpdate({ from: whole, to: next })],
  certificate: certificate(),
});
