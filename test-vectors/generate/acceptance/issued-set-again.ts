// An issued set that is held already changes nothing.

import { encodeIssuedSet, issuedSetEntry, sha256 } from "@mohor/schema";
import { bundle, SUBJECT } from "../acceptance-documents.ts";
import { type AcceptanceFile, acceptance } from "../acceptance-vector.ts";
import { certificate } from "../chain.ts";
import { TRUST_ISSUED_AT } from "../timeline.ts";

const set = encodeIssuedSet(SUBJECT, issuedSetEntry(certificate().token));
const companions = [{ keyIndex: 0, kind: "issued-set", version: 1, digest: sha256(set) }] as const;
const naming = bundle(3, { companions });

export const vector: AcceptanceFile = acceptance({
  title: "An issued set that is held already changes nothing",
  why: "It never changes under its digest.",
  bugClass: "over-strict",
  held: { trust: naming, issuedSets: [set], clockFloor: TRUST_ISSUED_AT },
  documents: [[set, "unchanged"]],
  after: { trust: naming, issuedSets: [set], clockFloor: TRUST_ISSUED_AT },
});
