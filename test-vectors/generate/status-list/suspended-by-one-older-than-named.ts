// The honest chain, suspended by a list that is older than the trust bundle names.

import { statusListDigest } from "@mohor/schema";
import { CLAIMS, certificate } from "../chain.ts";
import { statusList, statusUpdate } from "../status-lists.ts";
import { CERTIFICATE_KEY, STATUS_LIST_KEY } from "../test-keys.ts";
import { SMALL_BUNDLE, signedBundle, trusted } from "../trust.ts";
import { refused, type Vector } from "../vector.ts";

const keys = [trusted(CERTIFICATE_KEY), trusted(STATUS_LIST_KEY)];
const named = statusList({ version: 2 });
const companion = { keyIndex: 0, kind: "status-list", version: 2, digest: statusListDigest(named) } as const;

export const vector: Vector = refused("STATUSLIST_BEHIND", "status-list", {
  title: "A list older than the bundle names cannot say that a suspension lasts",
  spec: "6.11",
  why: "It may have been lifted in the version that is missing.",
  bugClass: "missing-check",
  trust: signedBundle({ ...SMALL_BUNDLE, keys, companions: [companion] }),
  updates: [statusUpdate({ to: statusList({ suspended: [CLAIMS.statusIndex] }) })],
  certificate: certificate(),
});
