// Another list of the version that is held is refused.

import { HELD_WITH_LIST, UPDATED_AT } from "../acceptance-documents.ts";
import { type AcceptanceFile, acceptance } from "../acceptance-vector.ts";
import { statusList, statusUpdate } from "../status-lists.ts";

const other = statusList({ version: 2, revoked: [7] });

export const vector: AcceptanceFile = acceptance({
  title: "Another list of the version that is held is refused",
  why: "Two gates would revoke different certificates under one version.",
  bugClass: "trust-downgrade",
  held: HELD_WITH_LIST,
  documents: [[statusUpdate({ to: other, issued: UPDATED_AT + 60, bundleVersion: 3 }), "STATUSLIST_EQUIVOCATION"]],
  after: HELD_WITH_LIST,
});
