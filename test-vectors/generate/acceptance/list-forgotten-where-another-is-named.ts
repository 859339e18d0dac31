// A list is forgotten where the new bundle names another of its version.

import { bundle, digest, HELD_WITH_LIST, UPDATED_AT } from "../acceptance-documents.ts";
import { type AcceptanceFile, acceptance } from "../acceptance-vector.ts";

const companions = [{ keyIndex: 0, kind: "status-list", version: 2, digest: digest(3) }] as const;

export const vector: AcceptanceFile = acceptance({
  title: "A list is forgotten where the new bundle names another of its version",
  why: "The roots say which list is theirs.",
  bugClass: "trust-downgrade",
  held: HELD_WITH_LIST,
  documents: [[bundle(4, { companions }), "accepted"]],
  after: { trust: bundle(4, { companions }), clockFloor: UPDATED_AT },
});
