// The faulty stage: the trust bundle. It names one companion more than there may be.

import { MAX_COMPANIONS } from "@mohor/schema";
import { certificate } from "../chain.ts";
import { companions } from "../companions.ts";
import { bundlePayloadWith, signedPayload } from "../trust.ts";
import { refused, type Vector } from "../vector.ts";

const COMPANIONS = 8;

export const vector: Vector = refused("KEYSET_MALFORMED", "trust", {
  title: "A trust bundle that names 129 companions is refused",
  spec: "4.3",
  why: "A list that nothing bounds is paid for at every start of a gate.",
  bugClass: "unbounded-input",
  trust: signedPayload(
    bundlePayloadWith([COMPANIONS, companions(MAX_COMPANIONS + 1).map(({ kid, digest }) => [kid, 1, digest])]),
  ),
  certificate: certificate(),
});
