// The faulty stage: the trust bundle. Its format is 2, and its content is nothing that format 1 knows.

import { encodeCbor } from "@mohor/schema";
import { certificate } from "../chain.ts";
import { signedPayload } from "../trust.ts";
import { refused, type Vector } from "../vector.ts";

const payload = new Map<number, number>([
  [0, 2],
  [99, 1],
]);

export const vector: Vector = refused("KEYSET_VERSION_UNSUPPORTED", "trust", {
  title: "Of another format nothing is read but its number",
  spec: "4.3",
  why: "The next format may have other members: that they are unknown is no damage.",
  bugClass: "over-strict",
  trust: signedPayload(encodeCbor(payload)),
  certificate: certificate(),
});
