// A fingerprint covers the threshold of the root set.

import { bundle, FINGERPRINT } from "../acceptance-documents.ts";
import { type AcceptanceFile, acceptance } from "../acceptance-vector.ts";

export const vector: AcceptanceFile = acceptance({
  title: "A fingerprint covers the threshold of the root set",
  why: "With the threshold lowered one stolen root key would do, under the same root keys.",
  bugClass: "trust-downgrade",
  firstTrust: { fingerprint: FINGERPRINT },
  held: null,
  documents: [[bundle(3, { rootThreshold: 1 }), "KEYSET_FINGERPRINT_MISMATCH"]],
  after: null,
});
