// A list with the signature of another is refused.

import { HELD, whole } from "../acceptance-documents.ts";
import { type AcceptanceFile, acceptance } from "../acceptance-vector.ts";
import { STATUS_LIST_KEY } from "../test-keys.ts";

export const vector: AcceptanceFile = acceptance({
  title: "A list with the signature of another is refused",
  why: "The signature covers every byte of the payload.",
  bugClass: "missing-check",
  held: HELD,
  documents: [
    [whole(1, { signature: (signed) => STATUS_LIST_KEY.sign(signed.subarray(1)) }), "STATUSLIST_SIGNATURE_INVALID"],
  ],
  after: HELD,
});
