// A list is forgotten under a new bundle, and what is held says nothing of a clock floor.

import { bundle, HELD_WITH_LIST, UPDATED_AT } from "../acceptance-documents.ts";
import { type AcceptanceFile, acceptance } from "../acceptance-vector.ts";
import { CERTIFICATE_KEY } from "../test-keys.ts";
import { trusted } from "../trust.ts";

export const vector: AcceptanceFile = acceptance({
  title: "The time of a list that is forgotten stays seen",
  why: "A clock floor that is computed anew from what is left lets the clock go back behind a signed time.",
  bugClass: "clock",
  held: { ...HELD_WITH_LIST, clockFloor: 0 },
  documents: [[bundle(4, { keys: [trusted(CERTIFICATE_KEY)] }), "accepted"]],
  after: { trust: bundle(4, { keys: [trusted(CERTIFICATE_KEY)] }), clockFloor: UPDATED_AT },
});
