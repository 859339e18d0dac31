// An issued set is dropped under a new bundle that does not name it.

import { encodeIssuedSet, issuedSetEntry, sha256 } from "@mohor/schema";
import { bundle, issuedOf, SUBJECT } from "../acceptance-documents.ts";
import { type AcceptanceFile, acceptance } from "../acceptance-vector.ts";
import { certificate } from "../chain.ts";
import { TRUST_ISSUED_AT } from "../timeline.ts";

const set = encodeIssuedSet(SUBJECT, issuedSetEntry(certificate().token));
const companions = [{ keyIndex: 0, kind: "issued-set", version: 1, digest: sha256(set) }] as const;
const naming = bundle(3, { companions });

export const vector: AcceptanceFile = acceptance({
  title: "An issued set is dropped under a new bundle that does not name it",
  why: "The key came back into nobody’s hands, or the set was replaced.",
  bugClass: "trust-downgrade",
  held: { trust: naming, issuedSets: [set], clockFloor: TRUST_ISSUED_AT },
  documents: [[bundle(4), "accepted"]],
  after: { trust: bundle(4), clockFloor: issuedOf(4) },
});
