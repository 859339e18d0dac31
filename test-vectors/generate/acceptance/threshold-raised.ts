// A bundle that raises the threshold and reaches it is accepted.

import { bundle, HELD, issuedOf, ROOT_1, ROOT_2, ROOT_3 } from "../acceptance-documents.ts";
import { type AcceptanceFile, acceptance } from "../acceptance-vector.ts";

export const vector: AcceptanceFile = acceptance({
  title: "A bundle that raises the threshold and reaches it is accepted",
  why: "Three of three from now on.",
  bugClass: "over-strict",
  held: HELD,
  documents: [[bundle(4, { rootThreshold: 3 }, [ROOT_3, ROOT_2, ROOT_1]), "accepted"]],
  after: { trust: bundle(4, { rootThreshold: 3 }, [ROOT_3, ROOT_2, ROOT_1]), clockFloor: issuedOf(4) },
});
