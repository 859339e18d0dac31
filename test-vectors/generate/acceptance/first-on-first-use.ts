// The first bundle is accepted where the person trusts whoever comes first.

import { HELD, HELD_BUNDLE } from "../acceptance-documents.ts";
import { type AcceptanceFile, acceptance } from "../acceptance-vector.ts";

export const vector: AcceptanceFile = acceptance({
  title: "The first bundle is accepted where the person trusts whoever comes first",
  why: "A gate without any trust cannot be set up otherwise where nobody has a fingerprint at hand.",
  bugClass: "over-strict",
  firstTrust: "on-first-use",
  held: null,
  documents: [[HELD_BUNDLE, "accepted"]],
  after: HELD,
});
