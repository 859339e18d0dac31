// A list signed by a certificate key is refused.

import { HELD, whole } from "../acceptance-documents.ts";
import { type AcceptanceFile, acceptance } from "../acceptance-vector.ts";
import { CERTIFICATE_KEY } from "../test-keys.ts";

export const vector: AcceptanceFile = acceptance({
  title: "A list signed by a certificate key is refused",
  why: "A thief of a certificate key could take back its revocations.",
  bugClass: "key-confusion",
  held: HELD,
  documents: [[whole(1, { key: CERTIFICATE_KEY }), "STATUSLIST_KEY_NOT_ALLOWED"]],
  after: HELD,
});
