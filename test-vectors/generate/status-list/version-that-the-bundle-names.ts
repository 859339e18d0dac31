// The honest chain, with exactly the list that the trust bundle names.

import { statusListDigest } from "@mohor/schema";
import { certificate } from "../chain.ts";
import { statusList, statusUpdate } from "../status-lists.ts";
import { CERTIFICATE_KEY, STATUS_LIST_KEY } from "../test-keys.ts";
import { SMALL_BUNDLE, signedBundle, trusted } from "../trust.ts";
import { accepted, type Vector } from "../vector.ts";

const keys = [trusted(CERTIFICATE_KEY), trusted(STATUS_LIST_KEY)];
const named = statusList({ version: 2 });
const companion = { keyIndex: 0, kind: "status-list", version: 2, digest: statusListDigest(named) } as const;

export const vector: Vector = accepted({
  title: "The very version that the bundle names is enough",
  spec: "6.11",
  why: "A verifier that wants a newer one waits for a list that does not exist yet.",
  bugClass: "boundary",
  nearMiss: ["STATUSLIST_BEHIND"],
  trust: signedBundle({ ...SMALL_BUNDLE, keys, companions: [companion] }),
  updates: [statusUpdate({ to: named })],
  certificate: certificate(),
});
