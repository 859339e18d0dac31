// The faulty stage: the token. The tag of self-described CBOR stands around it (RFC 8949 §3.4.6).

import { concatBytes, encodeCoseSign1 } from "@mohor/schema";
import { certificate } from "../chain.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("COSE_TAG_UNEXPECTED", "cose", {
  title: "The tag of self-described CBOR is refused",
  spec: "6.4",
  why: "Many decoders drop it silently: a second text of one certificate.",
  bugClass: "lenient-structure",
  certificate: certificate({
    token: (parts) => concatBytes(Uint8Array.of(0xd9, 0xd9, 0xf7), encodeCoseSign1(parts)),
  }),
});
