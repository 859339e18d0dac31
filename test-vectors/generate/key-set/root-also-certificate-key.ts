// The faulty stage: the trust bundle. The root key is also listed for certificates.

import { type CborValue, encodeCoseKey } from "@mohor/schema";
import { certificate } from "../chain.ts";
import { ROOT_KEYS } from "../test-keys.ts";
import { bundlePayloadWith, signedPayload, trusted } from "../trust.ts";
import { refused, type Vector } from "../vector.ts";

const KEYS = 7;
const [root] = ROOT_KEYS;
const { useFrom, signUntil, acceptUntil } = trusted({ ...root, purpose: "certificate" });
const entry = new Map<number, CborValue>([
  [1, encodeCoseKey(root.publicKey)],
  [2, 1],
  [3, useFrom],
  [4, signUntil],
  [5, acceptUntil],
  [6, 1],
]);

export const vector: Vector = refused("KEYSET_MALFORMED", "trust", {
  title: "A key has one purpose",
  spec: "4.3",
  why: "A root key is kept offline; one that signs certificates too is not.",
  bugClass: "key-confusion",
  trust: signedPayload(bundlePayloadWith([KEYS, [entry]])),
  certificate: certificate({ key: root }),
});
