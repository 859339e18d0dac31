// The first bundle is accepted where its root set has the fingerprint that was compared.

import { FINGERPRINT, HELD, HELD_BUNDLE } from "../acceptance-documents.ts";
import { type AcceptanceFile, acceptance } from "../acceptance-vector.ts";

export const vector: AcceptanceFile = acceptance({
  title: "The first bundle is accepted where its root set has the fingerprint that was compared",
  why: "Sixteen bytes are what two people can read to each other.",
  bugClass: "over-strict",
  firstTrust: { fingerprint: FINGERPRINT },
  held: null,
  documents: [[HELD_BUNDLE, "accepted"]],
  after: HELD,
});
