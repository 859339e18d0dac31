// The honest chain with a trust bundle of as many companions as there may be; the last key's status list is held.

import { MAX_TRUSTED_KEYS, statusListDigest } from "@mohor/schema";
import { certificate } from "../chain.ts";
import { companions } from "../companions.ts";
import { nobodysKeys } from "../nobodys-keys.ts";
import { statusList, statusUpdate } from "../status-lists.ts";
import { STATUS_LIST_KEY } from "../test-keys.ts";
import { SMALL_BUNDLE, signedBundle, trusted } from "../trust.ts";
import { accepted, type Vector } from "../vector.ts";

const others = nobodysKeys(MAX_TRUSTED_KEYS - 2).map((publicKey) => trusted({ publicKey, purpose: "certificate" }));
const keys = [trusted(STATUS_LIST_KEY), ...others, ...SMALL_BUNDLE.keys];
const list = statusList();
const [list64, set64] = companions(keys.length).slice(-2);
const named = [...companions(keys.length - 1), { ...list64, digest: statusListDigest(list) }, set64];

export const vector: Vector = accepted({
  title: "A trust bundle may name 128 companions, two for each of 64 keys",
  spec: "4.3",
  why: "The bound itself is allowed, and the last key has its place.",
  bugClass: "boundary",
  nearMiss: ["KEYSET_MALFORMED"],
  trust: signedBundle({ ...SMALL_BUNDLE, keys, companions: named as ReturnType<typeof companions> }),
  updates: [statusUpdate({ to: list })],
  certificate: certificate(),
});
