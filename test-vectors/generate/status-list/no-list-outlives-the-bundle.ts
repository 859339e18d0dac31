// The honest chain at the second at which the trust bundle expires, with a list of that second.

import { certificate } from "../chain.ts";
import { statusList, statusUpdate } from "../status-lists.ts";
import { BUNDLE } from "../trust.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("KEYSET_STALE", "key-state", {
  title: "No list moves the expiry of the bundle",
  spec: "6.10",
  why: "Whoever has stolen a status list key alone would keep old keys in use for ever.",
  bugClass: "trust-downgrade",
  updates: [statusUpdate({ to: statusList(), issued: BUNDLE.expires })],
  now: BUNDLE.expires,
  certificate: certificate(),
});
