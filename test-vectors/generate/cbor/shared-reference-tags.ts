// The faulty stage: the payload. The identity data is marked shareable (tag 28) and is its own name (tag 29): a circle.

import { encodeClaims } from "@mohor/schema";
import { certificate, rawText, replaced } from "../chain.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("CBOR_TYPE_NOT_ALLOWED", "claims", {
  title: "Shared references are refused",
  spec: "6.8",
  why: "A decoder that follows them builds an object that contains itself, and whoever walks over it never ends.",
  bugClass: "malformed-input",
  certificate: certificate({
    payload: (claims) => replaced(encodeClaims(claims), `a104${rawText(claims.identity.fullName)}`, "d81ca104d81d00"),
  }),
});
