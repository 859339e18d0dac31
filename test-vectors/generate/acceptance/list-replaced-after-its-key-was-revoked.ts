// After a status list key was revoked, a list of a lower version by another key is accepted.

import { bundle, HELD_BUNDLE, UPDATED_AT, whole } from "../acceptance-documents.ts";
import { type AcceptanceFile, acceptance } from "../acceptance-vector.ts";
import { CERTIFICATE_KEY, SPECIMEN_KEY, STATUS_LIST_KEY } from "../test-keys.ts";
import { trusted } from "../trust.ts";

const keys = [
  trusted(CERTIFICATE_KEY),
  trusted(STATUS_LIST_KEY, { state: "revoked" }),
  trusted({ ...SPECIMEN_KEY, purpose: "status-list" }),
];
const honest = whole(2, { key: SPECIMEN_KEY, bundleVersion: 4 });

export const vector: AcceptanceFile = acceptance({
  title: "After a status list key was revoked, a list of a lower version by another key is accepted",
  why: "The recovery from a list that a thief drove far ahead.",
  bugClass: "over-strict",
  held: { trust: HELD_BUNDLE, updates: [whole(4)], clockFloor: UPDATED_AT },
  documents: [
    [bundle(4, { keys }), "accepted"],
    [honest, "accepted"],
  ],
  after: { trust: bundle(4, { keys }), updates: [honest], clockFloor: UPDATED_AT },
});
