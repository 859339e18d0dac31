// The honest chain with a trust bundle of as many companions as there may be.

import { MAX_COMPANIONS } from "@mohor/schema";
import { certificate } from "../chain.ts";
import { companions } from "../companions.ts";
import { SMALL_BUNDLE, signedBundle } from "../trust.ts";
import { accepted, type Vector } from "../vector.ts";

export const vector: Vector = accepted({
  title: "A trust bundle may name 128 companions",
  spec: "4.3",
  why: "The bound itself is allowed.",
  bugClass: "boundary",
  nearMiss: ["KEYSET_MALFORMED"],
  trust: signedBundle({ ...SMALL_BUNDLE, companions: companions(MAX_COMPANIONS) }),
  certificate: certificate(),
});
