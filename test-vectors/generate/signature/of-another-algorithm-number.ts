// The faulty stage: the signature. It was made under the header with -8; the header says -19.

import { COSE_ALG, encodeProtectedHeader, toBeSigned } from "@mohor/schema";
import { certificate } from "../chain.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("SIGNATURE_INVALID", "signature", {
  title: "An algorithm number changed after signing is refused",
  spec: "6.7",
  why: "Both numbers mean one check, but the header is signed: whoever signs a header of his own making misses it.",
  bugClass: "unsigned-input",
  certificate: certificate({
    protectedHeader: (kid) => encodeProtectedHeader({ alg: COSE_ALG.ED25519, kid }),
    signature: ({ key, payload }) =>
      key.sign(toBeSigned(encodeProtectedHeader({ alg: COSE_ALG.EDDSA, kid: key.kid }), payload)),
  }),
});
