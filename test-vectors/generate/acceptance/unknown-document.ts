// A document that begins as none is unknown.

import { fromHex } from "@mohor/schema";
import { HELD } from "../acceptance-documents.ts";
import { type AcceptanceFile, acceptance } from "../acceptance-vector.ts";

export const vector: AcceptanceFile = acceptance({
  title: "A document that begins as none is unknown",
  why: "A certificate, a picture, a web page: people give what they have.",
  bugClass: "malformed-input",
  held: HELD,
  documents: [
    [fromHex("3c68746d6c3e"), "PACK_DOCUMENT_UNKNOWN"],
    [new Uint8Array(0), "PACK_DOCUMENT_UNKNOWN"],
  ],
  after: HELD,
});
