// Trust documents from whatever carries them here: files, packs, texts, pictures, and pictures of a split set in any order.

import { Failure } from "@mohor/command-line";
import {
  collectPiece,
  decodePackText,
  decodeSignedTrustBundle,
  NO_PIECES,
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
  let unfinished: { readonly path: string; readonly missing: readonly number[]; readonly need: number } | null = null;
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
      unfinished = missing.length > 0 ? { path, missing, need } : null;
      documents.push(...(complete ?? []).map((bytes) => ({ path, bytes })));
    }
  }
  if (unfinished !== null) {
    const { path, missing, need } = unfinished;
    throw new Failure("PACK_INCOMPLETE", `${path}: ${missing.map((index) => index + 1).join(", ")} / ${need}`);
  }
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
