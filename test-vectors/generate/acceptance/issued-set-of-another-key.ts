// An issued set about another key than the companion is malformed.

import { coseKeyThumbprint, encodeIssuedSet, issuedSetEntry, sha256 } from "@mohor/schema";
import { bundle } from "../acceptance-documents.ts";
import { type AcceptanceFile, acceptance } from "../acceptance-vector.ts";
import { certificate } from "../chain.ts";
import { STRANGER_KEY } from "../test-keys.ts";
import { TRUST_ISSUED_AT } from "../timeline.ts";

const set = encodeIssuedSet(coseKeyThumbprint(STRANGER_KEY.publicKey), issuedSetEntry(certificate().token));
const companions = [{ keyIndex: 0, kind: "issued-set", version: 1, digest: sha256(set) }] as const;
const naming = bundle(3, { companions });

export const vector: AcceptanceFile = acceptance({
  title: "An issued set about another key than the companion is malformed",
  why: "The tokens of one key would keep those of another alive.",
  bugClass: "key-confusion",
  held: { trust: naming, clockFloor: TRUST_ISSUED_AT },
  documents: [[set, "ISSUEDSET_MALFORMED"]],
  after: { trust: naming, clockFloor: TRUST_ISSUED_AT },
});
