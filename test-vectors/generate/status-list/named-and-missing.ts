// The honest chain; the trust bundle names a status list, and none is held.

import { statusListDigest } from "@mohor/schema";
import { certificate } from "../chain.ts";
import { statusList } from "../status-lists.ts";
import { CERTIFICATE_KEY, STATUS_LIST_KEY } from "../test-keys.ts";
import { SMALL_BUNDLE, signedBundle, trusted } from "../trust.ts";
import { refused, type Vector } from "../vector.ts";

const keys = [trusted(CERTIFICATE_KEY), trusted(STATUS_LIST_KEY)];
const named = statusList({ version: 2 });
const companion = { keyIndex: 0, kind: "status-list", version: 2, digest: statusListDigest(named) } as const;

export const vector: Vector = refused("STATUSLIST_BEHIND", "status-list", {
  title: "A list that the bundle names must be held",
  spec: "6.11",
  why: "Whoever withholds the list from a gate would make it one that checks no revocation.",
  bugClass: "trust-downgrade",
  trust: signedBundle({ ...SMALL_BUNDLE, keys, companions: [companion] }),
  certificate: certificate(),
});
