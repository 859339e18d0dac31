// A list signed by a key that the bundle does not have is refused.

import { HELD, whole } from "../acceptance-documents.ts";
import { type AcceptanceFile, acceptance } from "../acceptance-vector.ts";
import { STRANGER_KEY } from "../test-keys.ts";

export const vector: AcceptanceFile = acceptance({
  title: "A list signed by a key that the bundle does not have is refused",
  why: "Anybody can sign.",
  bugClass: "key-confusion",
  held: HELD,
  documents: [[whole(1, { key: STRANGER_KEY }), "STATUSLIST_KEY_NOT_ALLOWED"]],
  after: HELD,
});
