// An update that changes nothing but the version is accepted.

import { HELD_BUNDLE, HELD_UPDATES, HELD_WITH_LIST, list, UPDATED_AT } from "../acceptance-documents.ts";
import { type AcceptanceFile, acceptance } from "../acceptance-vector.ts";
import { statusUpdate } from "../status-lists.ts";

const quiet = statusUpdate({
  from: list(2),
  to: { ...list(2), version: 3 },
  issued: UPDATED_AT + 60,
  bundleVersion: 3,
});

export const vector: AcceptanceFile = acceptance({
  title: "An update that changes nothing but the version is accepted",
  why: "It says that nothing has changed until it was signed.",
  bugClass: "over-strict",
  held: HELD_WITH_LIST,
  documents: [[quiet, "accepted"]],
  after: { trust: HELD_BUNDLE, updates: [...HELD_UPDATES, quiet], clockFloor: UPDATED_AT + 60 },
});
