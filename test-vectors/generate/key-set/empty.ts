// The faulty stage: the trust bundle. A file of no bytes.

import { certificate } from "../chain.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("KEYSET_MALFORMED", "trust", {
  title: "An empty trust bundle is told apart from none",
  spec: "4.3",
  why: "A file that a full disk left empty must be named as damaged; it holds no keys either way.",
  bugClass: "malformed-input",
  trust: new Uint8Array(0),
  certificate: certificate(),
});
