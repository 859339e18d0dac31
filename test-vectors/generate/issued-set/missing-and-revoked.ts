// The honest chain by a key that was revoked; its issued set is not held, and the status list revokes its index.

import { CLAIMS, certificate } from "../chain.ts";
import { bundleNaming, issuedSet } from "../issued-sets.ts";
import { statusList, statusUpdate } from "../status-lists.ts";
import { REVOKED_KEY } from "../test-keys.ts";
import { refused, type Vector } from "../vector.ts";

const honest = certificate({ key: REVOKED_KEY });
const list = statusList({ key: REVOKED_KEY, revoked: [CLAIMS.statusIndex] });

export const vector: Vector = refused("STATUSLIST_REVOKED", "status-list", {
  title: "What the list revokes needs no issued set",
  spec: "6.11",
  why: "A sure no is better than cannot tell.",
  bugClass: "missing-check",
  trust: bundleNaming(issuedSet([honest.token])),
  updates: [statusUpdate({ to: list })],
  certificate: honest,
});
