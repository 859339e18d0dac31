// The honest chain with the marks that names in Latin script have, and letters beyond ASCII.

import { CLAIMS, certificate } from "../chain.ts";
import { accepted, type Vector } from "../vector.ts";

export const vector: Vector = accepted({
  title: "A name may hold apostrophe, hyphen, full stop and composed letters",
  spec: "6.8",
  why: "Names are refused by forms often enough.",
  bugClass: "over-strict",
  nearMiss: ["IDENTITY_DATA_INVALID"],
  certificate: certificate({ claims: { ...CLAIMS, identity: { fullName: "K. Renée D’Souza-O'Brien" } } }),
});
