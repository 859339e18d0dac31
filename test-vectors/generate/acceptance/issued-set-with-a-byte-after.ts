// An issued set with a byte after it is malformed, though the bundle names it.

import { encodeIssuedSet, issuedSetEntry, sha256 } from "@mohor/schema";
import { bundle, SUBJECT } from "../acceptance-documents.ts";
import { type AcceptanceFile, acceptance } from "../acceptance-vector.ts";
import { certificate } from "../chain.ts";
import { TRUST_ISSUED_AT } from "../timeline.ts";

const set = Uint8Array.of(...encodeIssuedSet(SUBJECT, issuedSetEntry(certificate().token)), 0);
const companions = [{ keyIndex: 0, kind: "issued-set", version: 1, digest: sha256(set) }] as const;
const naming = bundle(3, { companions });

export const vector: AcceptanceFile = acceptance({
  title: "An issued set with a byte after it is malformed, though the bundle names it",
  why: "Whoever made it made it wrong; guessing would let two gates differ.",
  bugClass: "lenient-structure",
  held: { trust: naming, clockFloor: TRUST_ISSUED_AT },
  documents: [[set, "ISSUEDSET_MALFORMED"]],
  after: { trust: naming, clockFloor: TRUST_ISSUED_AT },
});
