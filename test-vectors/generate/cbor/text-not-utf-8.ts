// The faulty stage: the payload. The name holds an overlong form of "." (c0 ae).

import { encodeClaims } from "@mohor/schema";
import { certificate, replaced } from "../chain.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("CBOR_MALFORMED", "claims", {
  title: "Text that is not UTF-8 is refused",
  spec: "6.8",
  why: "One decoder shows a full stop, another a replacement character, a third stops.",
  bugClass: "malformed-input",
  certificate: certificate({ payload: (claims) => replaced(encodeClaims(claims), "41736861", "4173c0ae") }),
});
