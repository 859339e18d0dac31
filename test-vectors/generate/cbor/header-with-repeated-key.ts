// The faulty stage: the protected header. It names two kids; the signature covers both.

import { fromHex, toHex } from "@mohor/schema";
import { certificate } from "../chain.ts";
import { STRANGER_KEY } from "../test-keys.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("CBOR_NOT_DETERMINISTIC", "cose", {
  title: "A repeated key in the protected header is refused",
  spec: "6.4",
  why: "One verifier takes the first kid, another the last: the two look for different keys.",
  bugClass: "lenient-encoding",
  certificate: certificate({
    protectedHeader: (kid) => fromHex(`a301270444${toHex(kid)}0444${toHex(STRANGER_KEY.kid)}`),
  }),
});
