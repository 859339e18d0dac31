// The faulty stage: the protected header. The kid is eight bytes of the thumbprint, as other systems cut it.

import { COSE_ALG, COSE_HEADER, coseKeyThumbprint } from "@mohor/schema";
import { certificate, headerWith } from "../chain.ts";
import { CERTIFICATE_KEY } from "../test-keys.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("COSE_SHAPE_INVALID", "cose", {
  title: "A kid of eight bytes is refused",
  spec: "6.4",
  why: "Who compares only the first four bytes gives each certificate 2^32 further forms.",
  bugClass: "lenient-structure",
  certificate: certificate({
    protectedHeader: headerWith(() => [
      [COSE_HEADER.ALG, COSE_ALG.EDDSA],
      [COSE_HEADER.KID, coseKeyThumbprint(CERTIFICATE_KEY.publicKey).slice(0, 8)],
    ]),
  }),
});
