// An issued set that the bundle does not name is refused.

import { encodeIssuedSet, issuedSetEntry } from "@mohor/schema";
import { HELD, SUBJECT } from "../acceptance-documents.ts";
import { type AcceptanceFile, acceptance } from "../acceptance-vector.ts";
import { certificate } from "../chain.ts";

export const vector: AcceptanceFile = acceptance({
  title: "An issued set that the bundle does not name is refused",
  why: "It is not signed: only the bundle vouches for it.",
  bugClass: "unsigned-input",
  held: HELD,
  documents: [[encodeIssuedSet(SUBJECT, issuedSetEntry(certificate().token)), "ISSUEDSET_UNKNOWN"]],
  after: HELD,
});
