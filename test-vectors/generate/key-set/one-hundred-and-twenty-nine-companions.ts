// The faulty stage: the trust bundle. It names one companion more than there may be: with two kinds for each of 64 keys, one
// of them stands twice.

import { MAX_TRUSTED_KEYS } from "@mohor/schema";
import { certificate } from "../chain.ts";
import { companionOf, companions } from "../companions.ts";
import { nobodysKeys } from "../nobodys-keys.ts";
import { bundlePayloadWith, keyEntry, signedPayload } from "../trust.ts";
import { refused, type Vector } from "../vector.ts";

const KEYS = 7;
const COMPANIONS = 8;
const keys = nobodysKeys(MAX_TRUSTED_KEYS).map((publicKey) => keyEntry(publicKey));
const rows = [...companions(MAX_TRUSTED_KEYS), companionOf(0)].map(({ keyIndex, kind, version, digest }) => [
  keyIndex,
  kind === "status-list" ? 1 : 2,
  version,
  digest,
]);

export const vector: Vector = refused("KEYSET_MALFORMED", "trust", {
  title: "A trust bundle that names 129 companions is refused",
  spec: "4.3",
  why: "A list that nothing bounds is paid for at every start of a gate.",
  bugClass: "unbounded-input",
  trust: signedPayload(bundlePayloadWith([KEYS, keys], [COMPANIONS, rows])),
  certificate: certificate(),
});
