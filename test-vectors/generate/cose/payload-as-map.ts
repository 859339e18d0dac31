// The faulty stage: the token. The payload is the map itself, not a byte string that holds it.

import { CBOR_TAG, type CborValue, CWT_CLAIM, encodeCbor } from "@mohor/schema";
import { certificate } from "../chain.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("COSE_SHAPE_INVALID", "cose", {
  title: "The payload is a byte string",
  spec: "6.4",
  why: "A map would have to be encoded anew to check the signature: other bytes than were received.",
  bugClass: "lenient-structure",
  certificate: certificate({
    token: ({ protectedHeader, signature }) => {
      const payload = new Map<number, CborValue>([[CWT_CLAIM.VACCINATION_STATUS, 2]]);
      return encodeCbor([protectedHeader, new Map(), payload, signature], [CBOR_TAG.COSE_SIGN1]);
    },
  }),
});
