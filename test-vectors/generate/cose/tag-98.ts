// The faulty stage: the token. The tag is that of COSE_Sign, for several signatures.

import { encodeCoseSign1 } from "@mohor/schema";
import { certificate, replaced } from "../chain.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("COSE_TAG_UNEXPECTED", "cose", {
  title: "The tag of COSE_Sign is refused",
  spec: "6.4",
  why: "The tag says which structure follows; who ignores it can be made to read one as another.",
  bugClass: "lenient-structure",
  certificate: certificate({ token: (parts) => replaced(encodeCoseSign1(parts), "d28449", "d8628449") }),
});
