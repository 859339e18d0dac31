// A list is forgotten where the new bundle revokes the key that signed it.

import { bundle, HELD_WITH_LIST, UPDATED_AT } from "../acceptance-documents.ts";
import { type AcceptanceFile, acceptance } from "../acceptance-vector.ts";
import { CERTIFICATE_KEY, STATUS_LIST_KEY } from "../test-keys.ts";
import { trusted } from "../trust.ts";

const keys = [trusted(CERTIFICATE_KEY), trusted(STATUS_LIST_KEY, { state: "revoked" })];

export const vector: AcceptanceFile = acceptance({
  title: "A list is forgotten where the new bundle revokes the key that signed it",
  why: "Nothing that a stolen key signed may stand.",
  bugClass: "trust-downgrade",
  held: HELD_WITH_LIST,
  documents: [[bundle(4, { keys }), "accepted"]],
  after: { trust: bundle(4, { keys }), clockFloor: UPDATED_AT },
});
