// The faulty stage: the payload. The second name has a dotted letter as the one code point that form C takes apart.

import { encodeClaims } from "@mohor/schema";
import { CLAIMS, certificate, rawText, replaced } from "../chain.ts";
import { refused, type Vector } from "../vector.ts";

const secondName = { fullName: "ज\u093Cरीना", language: "hin" };

export const vector: Vector = refused("IDENTITY_DATA_INVALID", "claims", {
  title: "A letter that normalisation form C takes apart is refused",
  spec: "6.8",
  why: "U+095B is excluded from composition: keyboards write it, and a check for combining marks alone lets it pass.",
  bugClass: "lenient-encoding",
  certificate: certificate({
    claims: { ...CLAIMS, identity: { fullName: "Zarina", secondName } },
    payload: (claims) => replaced(encodeClaims(claims), rawText("ज\u093Cरीना"), rawText("\u095Bरीना")),
  }),
});
