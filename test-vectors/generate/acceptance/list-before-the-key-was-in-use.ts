// A list signed before its key was in use is refused.

import { HELD, whole } from "../acceptance-documents.ts";
import { type AcceptanceFile, acceptance } from "../acceptance-vector.ts";
import { STATUS_LIST_KEY } from "../test-keys.ts";
import { trusted } from "../trust.ts";

export const vector: AcceptanceFile = acceptance({
  title: "A list signed before its key was in use is refused",
  why: "The bundle says from when the key counts.",
  bugClass: "key-confusion",
  held: HELD,
  documents: [[whole(1, { issued: trusted(STATUS_LIST_KEY).useFrom - 1 }), "STATUSLIST_KEY_NOT_ALLOWED"]],
  after: HELD,
});
