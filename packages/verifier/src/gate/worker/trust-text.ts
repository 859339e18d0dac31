// QR texts that carry trust material and no certificate: told apart by their prefix, never by trying. Pieces are kept until their set is
// whole, in whatever order the camera meets them.

import { collectPiece, decodePackText, isPackText, NO_PIECES, type PieceCollection } from "@mohor/schema";
import type { TrustText } from "./calls.ts";

/** A reader that keeps the pieces it has seen: each text gives progress, documents, or null where it is no trust material. */
export function readTrustText(): (text: string) => TrustText | null {
  let pieces: PieceCollection = NO_PIECES;
  return (text) => {
    if (!isPackText(text)) return null;
    const decoded = decodePackText(text);
    if (!decoded.ok) return { kind: "trust-refused", code: decoded.code };
    if (decoded.value.kind === "pack") return { kind: "trust-documents", documents: decoded.value.documents };
    const { collection, outcome } = collectPiece(pieces, decoded.value.piece);
    pieces = collection;
    if (!outcome.ok) return { kind: "trust-refused", code: outcome.code };
    const { have, need, documents } = outcome.value;
    return documents === null ? { kind: "trust-piece", have, all: need } : { kind: "trust-documents", documents };
  };
}
