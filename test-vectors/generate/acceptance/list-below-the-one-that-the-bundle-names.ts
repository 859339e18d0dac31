// A list below the version that the bundle names is accepted.

import { bundle, digest, UPDATED_AT, whole } from "../acceptance-documents.ts";
import { type AcceptanceFile, acceptance } from "../acceptance-vector.ts";
import { TRUST_ISSUED_AT } from "../timeline.ts";

const naming = bundle(3, { companions: [{ keyIndex: 0, kind: "status-list", version: 2, digest: digest(2) }] });

export const vector: AcceptanceFile = acceptance({
  title: "A list below the version that the bundle names is accepted",
  why: "It is a beginning: the updates that follow may reach it. Until then verdicts are undecided.",
  bugClass: "over-strict",
  held: { trust: naming, clockFloor: TRUST_ISSUED_AT },
  documents: [[whole(1), "accepted"]],
  after: { trust: naming, updates: [whole(1)], clockFloor: UPDATED_AT },
});
