// The honest chain, whose index stands between two that are revoked and two that are suspended.

import { CLAIMS, certificate } from "../chain.ts";
import { statusList, statusUpdate } from "../status-lists.ts";
import { accepted, type Vector } from "../vector.ts";

const { statusIndex } = CLAIMS;
const list = statusList({ revoked: [statusIndex - 1, statusIndex + 1], suspended: [statusIndex - 2, statusIndex + 2] });

export const vector: Vector = accepted({
  title: "The neighbours of an index say nothing about it",
  spec: "6.11",
  why: "A gap that is read wrong by one revokes the next certificate.",
  bugClass: "boundary",
  nearMiss: ["STATUSLIST_REVOKED", "STATUSLIST_SUSPENDED"],
  updates: [statusUpdate({ to: list })],
  certificate: certificate(),
});
