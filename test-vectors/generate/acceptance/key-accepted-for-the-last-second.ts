// A list whose key is accepted for the last second is accepted.

import { bundle, UPDATED_AT, whole } from "../acceptance-documents.ts";
import { type AcceptanceFile, acceptance } from "../acceptance-vector.ts";
import { CERTIFICATE_KEY, STATUS_LIST_KEY } from "../test-keys.ts";
import { NOW, TRUST_ISSUED_AT } from "../timeline.ts";
import { trusted } from "../trust.ts";

const keys = [trusted(CERTIFICATE_KEY), trusted(STATUS_LIST_KEY, { signUntil: NOW, acceptUntil: NOW })];
const last = bundle(3, { keys });

export const vector: AcceptanceFile = acceptance({
  title: "A list whose key is accepted for the last second is accepted",
  why: "The second of accept until still counts.",
  bugClass: "boundary",
  held: { trust: last, clockFloor: TRUST_ISSUED_AT },
  documents: [[whole(1), "accepted"]],
  after: { trust: last, updates: [whole(1)], clockFloor: UPDATED_AT },
});
