// A list whose key is no longer accepted now is refused.

import { bundle, whole } from "../acceptance-documents.ts";
import { type AcceptanceFile, acceptance } from "../acceptance-vector.ts";
import { CERTIFICATE_KEY, STATUS_LIST_KEY } from "../test-keys.ts";
import { NOW, TRUST_ISSUED_AT } from "../timeline.ts";
import { trusted } from "../trust.ts";

const keys = [trusted(CERTIFICATE_KEY), trusted(STATUS_LIST_KEY, { signUntil: NOW - 1, acceptUntil: NOW - 1 })];
const over = bundle(3, { keys });

export const vector: AcceptanceFile = acceptance({
  title: "A list whose key is no longer accepted now is refused",
  why: "After accept until nothing that a key signed is taken in.",
  bugClass: "boundary",
  held: { trust: over, clockFloor: TRUST_ISSUED_AT },
  documents: [[whole(1), "STATUSLIST_KEY_NOT_ALLOWED"]],
  after: { trust: over, clockFloor: TRUST_ISSUED_AT },
});
