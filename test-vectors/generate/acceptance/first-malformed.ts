// A first bundle that is cut short is malformed.

import { HELD_BUNDLE } from "../acceptance-documents.ts";
import { type AcceptanceFile, acceptance } from "../acceptance-vector.ts";

export const vector: AcceptanceFile = acceptance({
  title: "A first bundle that is cut short is malformed",
  why: "What a broken download leaves.",
  bugClass: "malformed-input",
  firstTrust: "on-first-use",
  held: null,
  documents: [[HELD_BUNDLE.subarray(0, 200), "KEYSET_MALFORMED"]],
  after: null,
});
