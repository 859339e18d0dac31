// What was suspended may be reinstated.

import { HELD_BUNDLE, HELD_UPDATES, HELD_WITH_LIST, list, UPDATED_AT } from "../acceptance-documents.ts";
import { type AcceptanceFile, acceptance } from "../acceptance-vector.ts";
import { statusList, statusUpdate } from "../status-lists.ts";

const suspended = statusList({ version: 3, revoked: [1_000, 2_000], suspended: [5_000] });
const reinstated = statusList({ version: 4, revoked: [1_000, 2_000] });
const first = statusUpdate({ from: list(2), to: suspended, issued: UPDATED_AT, bundleVersion: 3 });
const second = statusUpdate({ from: suspended, to: reinstated, issued: UPDATED_AT, bundleVersion: 3 });

export const vector: AcceptanceFile = acceptance({
  title: "What was suspended may be reinstated",
  why: "A mistake was looked into and found to be none.",
  bugClass: "over-strict",
  held: HELD_WITH_LIST,
  documents: [
    [first, "accepted"],
    [second, "accepted"],
  ],
  after: { trust: HELD_BUNDLE, updates: [...HELD_UPDATES, first, second], clockFloor: UPDATED_AT },
});
