// The faulty stage: the signature. It was made for the status partially; the payload says fully.

import { encodeClaims, toBeSigned } from "@mohor/schema";
import { CLAIMS, certificate } from "../chain.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("SIGNATURE_INVALID", "signature", {
  title: "A status changed after signing is refused",
  spec: "6.7",
  why: "The forgery that pays: one bit of the payload turns partially into fully.",
  bugClass: "missing-check",
  certificate: certificate({
    signature: ({ key, protectedHeader }) =>
      key.sign(toBeSigned(protectedHeader, encodeClaims({ ...CLAIMS, status: "partially" }))),
  }),
});
