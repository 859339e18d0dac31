// The honest chain at a gate without a trust bundle, under a policy that admits every status.

import { certificate } from "../chain.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("KEYSET_MISSING", "trust", {
  title: "No policy turns an undecided verdict into an admission",
  spec: "7",
  why: "Neither green nor red: the guard is told that the gate could not check.",
  bugClass: "policy-bypass",
  trust: null,
  policy: { statuses: ["not", "partially", "fully"], admitsSpecimens: true },
  admission: { outcome: "undecided", code: "KEYSET_MISSING" },
  certificate: certificate(),
});
