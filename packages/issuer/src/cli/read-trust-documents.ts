// Trust documents from whatever carries them here: files, packs, texts, pictures, and pictures of a split set in any order.

import { Failure } from "@mohor/command-line";
import {
  bytesEqual,
  collectPiece,
  decodePackText,
  decodeSignedTrustBundle,
  NO_PIECES,
  pieceSetName,
  type SignedTrustBundle,
  trustDocumentKind,
  trustDocumentsOf,
} from "@mohor/schema";
import { readCarrier } from "./read-carriers.ts";

/** A document and where it came from. */
export type TrustDocument = { readonly path: string; readonly bytes: Uint8Array };

/**
 * The documents in these files, in order; those of a split set once its last piece is there. Throws Failure FILE_…, PICTURE_…,
 * QR_NOT_FOUND, PACK_…, BASE45_INVALID; PACK_INCOMPLETE with what is missing.
 */
export async function readTrustDocuments(paths: readonly string[]): Promise<readonly TrustDocument[]> {
  const documents: TrustDocument[] = [];
  let collection = NO_PIECES;
  const unfinished = new Map<string, string>();
  for (const path of paths) {
    const carried = await readCarrier(path);
    if ("document" in carried) {
      const inFile = trustDocumentsOf(carried.document);
      if (!inFile.ok) throw new Failure(inFile.code, path);
      documents.push(...inFile.value.map((bytes) => ({ path, bytes })));
      continue;
    }
    for (const text of carried.texts) {
      const content = decodePackText(text);
      if (!content.ok) throw new Failure(content.code, path);
      if (content.value.kind === "pack") {
        documents.push(...content.value.documents.map((bytes) => ({ path, bytes })));
        continue;
      }
      const progress = collectPiece(collection, content.value.piece);
      collection = progress.collection;
      if (!progress.outcome.ok) throw new Failure(progress.outcome.code, path);
      const { need, missing, documents: complete } = progress.outcome.value;
      const set = pieceSetName(content.value.piece);
      if (missing.length > 0) unfinished.set(set, `${path}: ${missing.map((index) => index + 1).join(", ")} / ${need}`);
      else unfinished.delete(set);
      documents.push(...(complete ?? []).map((bytes) => ({ path, bytes })));
    }
  }
  for (const missing of unfinished.values()) throw new Failure("PACK_INCOMPLETE", missing);
  return documents;
}

/**
 * The trust bundles, signed wholly, partly or not at all, in these files. Throws as `readTrustDocuments`, and KEYSET_… with the path
 * where a document is no trust bundle.
 */
export async function readTrustRequests(paths: readonly string[]): Promise<readonly SignedTrustBundle[]> {
  return (await readTrustDocuments(paths)).map(({ path, bytes }) => {
    const decoded = trustDocumentKind(bytes) === "trust-bundle" ? decodeSignedTrustBundle(bytes) : null;
    if (decoded === null) throw new Failure("KEYSET_MALFORMED", path);
    if (!decoded.ok) throw new Failure(decoded.code, path);
    return decoded.value;
  });
}

/**
 * The one bundle in these files; copies of it, such as two pictures of one code, are one. Throws as `readTrustRequests`, and
 * REQUESTS_DIFFER.
 */
export async function readOneRequest(paths: readonly string[]): Promise<SignedTrustBundle> {
  const [first, ...others] = await readTrustRequests(paths);
  const isCopy = ({ payload, signatures }: SignedTrustBundle) =>
    bytesEqual(payload, first?.payload ?? new Uint8Array(0)) && signatures.length === first?.signatures.length;
  if (first === undefined || !others.every(isCopy)) throw new Failure("REQUESTS_DIFFER", paths.join(", "));
  return first;
}
