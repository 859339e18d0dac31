// The faulty stage: the payload. It states two statuses, rightly signed.

import { encodeClaims, fromHex, toHex } from "@mohor/schema";
import { CLAIMS, certificate } from "../chain.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("CBOR_NOT_DETERMINISTIC", "claims", {
  title: "A repeated claim is refused",
  spec: "6.8",
  why: "One verifier reads not vaccinated, another fully: most decoders keep the last and say nothing.",
  bugClass: "lenient-encoding",
  certificate: certificate({
    payload: () => {
      const honest = toHex(encodeClaims({ ...CLAIMS, status: "not" }));
      return fromHex(`${honest.replace("a5", "a6")}3a0001000002`);
    },
  }),
});
