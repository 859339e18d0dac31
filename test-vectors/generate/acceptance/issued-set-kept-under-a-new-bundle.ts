// An issued set is kept under a new bundle that names it.

import { encodeIssuedSet, issuedSetEntry, sha256 } from "@mohor/schema";
import { bundle, issuedOf, SUBJECT } from "../acceptance-documents.ts";
import { type AcceptanceFile, acceptance } from "../acceptance-vector.ts";
import { certificate } from "../chain.ts";
import { TRUST_ISSUED_AT } from "../timeline.ts";

const set = encodeIssuedSet(SUBJECT, issuedSetEntry(certificate().token));
const companions = [{ keyIndex: 0, kind: "issued-set", version: 1, digest: sha256(set) }] as const;
const naming = bundle(3, { companions });

export const vector: AcceptanceFile = acceptance({
  title: "An issued set is kept under a new bundle that names it",
  why: "Megabytes are not fetched twice.",
  bugClass: "over-strict",
  held: { trust: naming, issuedSets: [set], clockFloor: TRUST_ISSUED_AT },
  documents: [[bundle(4, { companions }), "accepted"]],
  after: { trust: bundle(4, { companions }), issuedSets: [set], clockFloor: issuedOf(4) },
});
