// A first bundle in its last second is accepted.

import { bundle } from "../acceptance-documents.ts";
import { type AcceptanceFile, acceptance } from "../acceptance-vector.ts";
import { NOW, TRUST_ISSUED_AT } from "../timeline.ts";

export const vector: AcceptanceFile = acceptance({
  title: "A first bundle in its last second is accepted",
  why: "It has expired when now is expires, not a second before.",
  bugClass: "boundary",
  firstTrust: "on-first-use",
  held: null,
  documents: [[bundle(3, { expires: NOW + 1 }), "accepted"]],
  after: { trust: bundle(3, { expires: NOW + 1 }), clockFloor: TRUST_ISSUED_AT },
});
