// The honest chain at a time before its status list was signed.

import { certificate } from "../chain.ts";
import { statusList, statusUpdate } from "../status-lists.ts";
import { NOW } from "../timeline.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("CLOCK_IMPLAUSIBLE", "trust", {
  title: "A clock before a held list was signed is wrong",
  spec: "6.5",
  why: "The list of today is the newest signed time on most gates.",
  bugClass: "clock",
  updates: [statusUpdate({ to: statusList(), issued: NOW + 301 })],
  certificate: certificate(),
});
