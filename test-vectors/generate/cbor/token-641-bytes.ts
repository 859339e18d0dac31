// The honest chain, with a claim that fills the token to one byte more than its bound.

import { certificate, payloadWith } from "../chain.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("CBOR_LIMIT_EXCEEDED", "cbor", {
  title: "A token of 641 bytes is too long",
  spec: "6.3",
  why: "The length is known before anything is parsed, so that a long token costs nothing.",
  bugClass: "unbounded-input",
  certificate: certificate({ payload: payloadWith([-65538, new Uint8Array(506)]) }),
});
