// A refused document does not stop the others.

import { fromHex } from "@mohor/schema";
import { bundle, HELD, issuedOf } from "../acceptance-documents.ts";
import { type AcceptanceFile, acceptance } from "../acceptance-vector.ts";

export const vector: AcceptanceFile = acceptance({
  title: "A refused document does not stop the others",
  why: "A folder may hold a broken file.",
  bugClass: "over-strict",
  held: HELD,
  documents: [
    [bundle(4), "accepted"],
    [fromHex("d862"), "KEYSET_MALFORMED"],
    [fromHex("d2"), "STATUSLIST_MALFORMED"],
  ],
  after: { trust: bundle(4), clockFloor: issuedOf(4) },
});
