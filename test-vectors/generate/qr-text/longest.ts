// Both names of 128 bytes, an audience of 64, a later nbf, a birth date and a cti of four bytes: the largest honest token.

import { CLAIMS, certificate } from "../chain.ts";
import { accepted, type Vector } from "../vector.ts";

export const vector: Vector = accepted({
  title: "The longest certificate that the format allows is valid",
  spec: "6.1",
  why: "A bound set by a usual certificate would refuse people with long names.",
  bugClass: "over-strict",
  nearMiss: ["QR_TOO_LONG", "CBOR_LIMIT_EXCEEDED", "CBOR_MALFORMED"],
  certificate: certificate({
    claims: {
      ...CLAIMS,
      nbf: CLAIMS.iat + 1,
      aud: "railway.example/".repeat(4),
      statusIndex: 0xffff_ffff,
      identity: {
        fullName: "Anantha".padEnd(128, "a"),
        secondName: { fullName: "অ".repeat(42).padEnd(44, "."), language: "ben" },
        birthDate: "19850219",
      },
    },
  }),
});
