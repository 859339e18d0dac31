// A list other than the one that the bundle names for its version is refused.

import { bundle, digest, whole } from "../acceptance-documents.ts";
import { type AcceptanceFile, acceptance } from "../acceptance-vector.ts";
import { TRUST_ISSUED_AT } from "../timeline.ts";

const naming = bundle(3, { companions: [{ keyIndex: 0, kind: "status-list", version: 1, digest: digest(2) }] });

export const vector: AcceptanceFile = acceptance({
  title: "A list other than the one that the bundle names for its version is refused",
  why: "A thief of a status list key could replace the list of the day.",
  bugClass: "trust-downgrade",
  held: { trust: naming, clockFloor: TRUST_ISSUED_AT },
  documents: [[whole(1), "STATUSLIST_EQUIVOCATION"]],
  after: { trust: naming, clockFloor: TRUST_ISSUED_AT },
});
