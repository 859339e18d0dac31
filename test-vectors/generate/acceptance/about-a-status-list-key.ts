// A list about a status list key is refused.

import { HELD, UPDATED_AT } from "../acceptance-documents.ts";
import { type AcceptanceFile, acceptance } from "../acceptance-vector.ts";
import { statusList, statusUpdate } from "../status-lists.ts";
import { STATUS_LIST_KEY } from "../test-keys.ts";

export const vector: AcceptanceFile = acceptance({
  title: "A list about a status list key is refused",
  why: "Only certificates and specimens are revoked by lists.",
  bugClass: "key-confusion",
  held: HELD,
  documents: [
    [statusUpdate({ to: statusList({ key: STATUS_LIST_KEY }), issued: UPDATED_AT }), "STATUSLIST_SUBJECT_UNKNOWN"],
  ],
  after: HELD,
});
