// The faulty stage: the trust bundle. A second key has a purpose that spec §4.2 does not know.

import { type CborValue, encodeCoseKey } from "@mohor/schema";
import { certificate } from "../chain.ts";
import { STRANGER_KEY } from "../test-keys.ts";
import { bundlePayloadWith, signedPayload, trusted } from "../trust.ts";
import { refused, type Vector } from "../vector.ts";

const KEYS = 7;
const { useFrom, signUntil, acceptUntil } = trusted(STRANGER_KEY);
const entry = new Map<number, CborValue>([
  [1, encodeCoseKey(STRANGER_KEY.publicKey)],
  [2, 4],
  [3, useFrom],
  [4, signUntil],
  [5, acceptUntil],
  [6, 1],
]);

export const vector: Vector = refused("KEYSET_MALFORMED", "trust", {
  title: "A key's purpose is one of those that exist",
  spec: "4.3",
  why: "A purpose that a verifier does not know must not be taken for the first or the last of its list.",
  bugClass: "key-confusion",
  trust: signedPayload(bundlePayloadWith([KEYS, [entry]])),
  certificate: certificate({ key: STRANGER_KEY }),
});
