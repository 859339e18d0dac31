// A list about a key that the bundle does not have is refused.

import { HELD, UPDATED_AT } from "../acceptance-documents.ts";
import { type AcceptanceFile, acceptance } from "../acceptance-vector.ts";
import { statusList, statusUpdate } from "../status-lists.ts";
import { STRANGER_KEY } from "../test-keys.ts";

export const vector: AcceptanceFile = acceptance({
  title: "A list about a key that the bundle does not have is refused",
  why: "A gate would keep whatever anybody sends.",
  bugClass: "key-confusion",
  held: HELD,
  documents: [
    [statusUpdate({ to: statusList({ key: STRANGER_KEY }), issued: UPDATED_AT }), "STATUSLIST_SUBJECT_UNKNOWN"],
  ],
  after: HELD,
});
