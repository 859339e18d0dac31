// The honest chain; what is kept beside the bundle has a status update that a certificate key signed.

import { certificate } from "../chain.ts";
import { statusList, statusUpdate } from "../status-lists.ts";
import { CERTIFICATE_KEY } from "../test-keys.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("TRUST_STATE_MALFORMED", "trust", {
  title: "What is kept is verified again at every start",
  spec: "4.8",
  why: "Whoever can write to a gate's disk would empty its list.",
  bugClass: "trust-downgrade",
  updates: [statusUpdate({ to: statusList(), key: CERTIFICATE_KEY })],
  certificate: certificate(),
});
