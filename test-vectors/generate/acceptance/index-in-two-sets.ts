// An index that is both revoked and suspended is malformed.

import { encodeIndexSet } from "@mohor/schema";
import { HELD, list, payloadWith, whole } from "../acceptance-documents.ts";
import { type AcceptanceFile, acceptance } from "../acceptance-vector.ts";
import { LIST_SIZE } from "../status-lists.ts";

export const vector: AcceptanceFile = acceptance({
  title: "An index that is both revoked and suspended is malformed",
  why: "Readers would disagree about which counts.",
  bugClass: "lenient-structure",
  held: HELD,
  documents: [
    [whole(1, { payload: payloadWith([8, encodeIndexSet(list(1).revoked, LIST_SIZE)]) }), "STATUSLIST_MALFORMED"],
  ],
  after: HELD,
});
