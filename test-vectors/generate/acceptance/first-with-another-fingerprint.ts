// A first bundle with another fingerprint than the one compared is not accepted.

import { FINGERPRINT, HELD_BUNDLE } from "../acceptance-documents.ts";
import { type AcceptanceFile, acceptance } from "../acceptance-vector.ts";

export const vector: AcceptanceFile = acceptance({
  title: "A first bundle with another fingerprint than the one compared is not accepted",
  why: "The person compared for this reason.",
  bugClass: "trust-downgrade",
  firstTrust: { fingerprint: FINGERPRINT.map((byte) => byte ^ 1) },
  held: null,
  documents: [[HELD_BUNDLE, "KEYSET_FINGERPRINT_MISMATCH"]],
  after: null,
});
