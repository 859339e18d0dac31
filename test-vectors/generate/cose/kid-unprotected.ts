// The faulty stages: protected header and token. The kid stands in the unprotected header, as other systems allow.

import { CBOR_TAG, type CborValue, COSE_ALG, COSE_HEADER, encodeCbor } from "@mohor/schema";
import { certificate, headerWith } from "../chain.ts";
import { CERTIFICATE_KEY } from "../test-keys.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("COSE_SHAPE_INVALID", "cose", {
  title: "A kid in the unprotected header is refused",
  spec: "6.4",
  why: "It is not signed, so that everyone on the way can choose the key that is tried.",
  bugClass: "unsigned-input",
  certificate: certificate({
    protectedHeader: headerWith(() => [[COSE_HEADER.ALG, COSE_ALG.EDDSA]]),
    token: ({ protectedHeader, payload, signature }) => {
      const unprotected = new Map<number, CborValue>([[COSE_HEADER.KID, CERTIFICATE_KEY.kid]]);
      return encodeCbor([protectedHeader, unprotected, payload, signature], [CBOR_TAG.COSE_SIGN1]);
    },
  }),
});
