// The content that is held already, signed by other roots, changes nothing.

import { bundle, HELD, ROOT_2, ROOT_3 } from "../acceptance-documents.ts";
import { type AcceptanceFile, acceptance } from "../acceptance-vector.ts";

export const vector: AcceptanceFile = acceptance({
  title: "The content that is held already, signed by other roots, changes nothing",
  why: "Which roots were at hand for the ceremony does not matter; the bytes held stay those that were accepted first.",
  bugClass: "over-strict",
  held: HELD,
  documents: [[bundle(3, {}, [ROOT_2, ROOT_3]), "unchanged"]],
  after: HELD,
});
