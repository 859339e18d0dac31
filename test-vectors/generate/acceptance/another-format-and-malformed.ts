// Of a bundle of another format nothing else is read.

import { HELD } from "../acceptance-documents.ts";
import { type AcceptanceFile, acceptance } from "../acceptance-vector.ts";
import { bundlePayloadWith, signedPayload } from "../trust.ts";

export const vector: AcceptanceFile = acceptance({
  title: "Of a bundle of another format nothing else is read",
  why: "What its members mean, only the next version of this program knows.",
  bugClass: "missing-check",
  held: HELD,
  documents: [[signedPayload(bundlePayloadWith([0, 7], [1, "one"], [9, 9])), "KEYSET_VERSION_UNSUPPORTED"]],
  after: HELD,
});
