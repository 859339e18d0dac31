// A list is forgotten where the new bundle drops the key that signed it.

import { bundle, HELD_WITH_LIST, UPDATED_AT } from "../acceptance-documents.ts";
import { type AcceptanceFile, acceptance } from "../acceptance-vector.ts";
import { CERTIFICATE_KEY } from "../test-keys.ts";
import { trusted } from "../trust.ts";

export const vector: AcceptanceFile = acceptance({
  title: "A list is forgotten where the new bundle drops the key that signed it",
  why: "A thief of a status list key may have driven the list far ahead: the honest one must be able to follow.",
  bugClass: "trust-downgrade",
  held: HELD_WITH_LIST,
  documents: [[bundle(4, { keys: [trusted(CERTIFICATE_KEY)] }), "accepted"]],
  after: { trust: bundle(4, { keys: [trusted(CERTIFICATE_KEY)] }), clockFloor: UPDATED_AT },
});
