// An issued set that the bundle names is accepted.

import { encodeIssuedSet, issuedSetEntry, sha256 } from "@mohor/schema";
import { bundle, SUBJECT } from "../acceptance-documents.ts";
import { type AcceptanceFile, acceptance } from "../acceptance-vector.ts";
import { certificate } from "../chain.ts";
import { TRUST_ISSUED_AT } from "../timeline.ts";

const set = encodeIssuedSet(SUBJECT, issuedSetEntry(certificate().token));
const companions = [{ keyIndex: 0, kind: "issued-set", version: 1, digest: sha256(set) }] as const;
const naming = bundle(3, { companions });

export const vector: AcceptanceFile = acceptance({
  title: "An issued set that the bundle names is accepted",
  why: "It keeps the honest certificates of a stolen key alive.",
  bugClass: "over-strict",
  held: { trust: naming, clockFloor: TRUST_ISSUED_AT },
  documents: [[set, "accepted"]],
  after: { trust: naming, issuedSets: [set], clockFloor: TRUST_ISSUED_AT },
});
