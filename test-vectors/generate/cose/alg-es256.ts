// The faulty stage: the protected header. It names ECDSA with SHA-256; the signature is Ed25519 and right.

import { COSE_HEADER } from "@mohor/schema";
import { certificate, headerWith } from "../chain.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("COSE_ALG_NOT_ALLOWED", "cose", {
  title: "ES256 is not allowed",
  spec: "6.4",
  why: "A verifier that ignores alg, or lets it choose how to check, can be led to another check than the key's.",
  bugClass: "algorithm-confusion",
  certificate: certificate({
    protectedHeader: headerWith((kid) => [
      [COSE_HEADER.ALG, -7],
      [COSE_HEADER.KID, kid],
    ]),
  }),
});
