// Without a bundle no issued set is accepted.

import { encodeIssuedSet, issuedSetEntry } from "@mohor/schema";
import { SUBJECT } from "../acceptance-documents.ts";
import { type AcceptanceFile, acceptance } from "../acceptance-vector.ts";
import { certificate } from "../chain.ts";

export const vector: AcceptanceFile = acceptance({
  title: "Without a bundle no issued set is accepted",
  why: "Nobody vouches for it.",
  bugClass: "trust-downgrade",
  held: null,
  documents: [[encodeIssuedSet(SUBJECT, issuedSetEntry(certificate().token)), "KEYSET_MISSING"]],
  after: null,
});
