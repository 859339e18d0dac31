// The faulty stages: protected header and signature. HMAC with the public key as its secret, which everyone can make.

import { createHmac } from "node:crypto";
import { COSE_HEADER } from "@mohor/schema";
import { certificate, headerWith } from "../chain.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("COSE_ALG_NOT_ALLOWED", "cose", {
  title: "HMAC is not allowed",
  spec: "6.4",
  why: "The best known fault of token libraries: alg says HMAC, and the public key serves as the secret.",
  bugClass: "algorithm-confusion",
  certificate: certificate({
    protectedHeader: headerWith((kid) => [
      [COSE_HEADER.ALG, 5],
      [COSE_HEADER.KID, kid],
    ]),
    signature: ({ key, toBeSigned }) => createHmac("sha256", key.publicKey).update(toBeSigned).digest(),
  }),
});
