// The faulty stage: the protected header. Its two keys stand in the wrong order.

import { fromHex, toHex } from "@mohor/schema";
import { certificate } from "../chain.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("CBOR_NOT_DETERMINISTIC", "cose", {
  title: "The keys of the protected header ascend",
  spec: "6.4",
  why: "A verifier that encodes the header anew before it checks the signature would check other bytes than were signed.",
  bugClass: "lenient-encoding",
  certificate: certificate({ protectedHeader: (kid) => fromHex(`a20444${toHex(kid)}0127`) }),
});
