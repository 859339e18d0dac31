// A bundle of another format is told apart from a broken one.

import { HELD } from "../acceptance-documents.ts";
import { type AcceptanceFile, acceptance } from "../acceptance-vector.ts";
import { bundlePayloadWith, signedPayload } from "../trust.ts";

export const vector: AcceptanceFile = acceptance({
  title: "A bundle of another format is told apart from a broken one",
  why: "The person learns that the program needs an update.",
  bugClass: "missing-check",
  held: HELD,
  documents: [[signedPayload(bundlePayloadWith([0, 2])), "KEYSET_VERSION_UNSUPPORTED"]],
  after: HELD,
});
