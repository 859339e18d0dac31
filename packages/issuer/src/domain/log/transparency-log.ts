// Publishing the log: entries that were written with what they are about get their places, the files grow, and a checkpoint is signed.
// One writer at a time; after a crash the same entries get the same places, and the same tree is signed again with the same bytes.

import { bytesEqual, type Decoded, decodeQrText, refuse, sha256 } from "@mohor/schema";
import type { LogStore, Signer } from "../ports.ts";
import { formatCheckpoint } from "./checkpoint.ts";
import type { TreeHead } from "./merkle-tree.ts";
import { formatNote, type NoteKey } from "./signed-note.ts";
import { growTree, type LogFile, type TreeEdge } from "./tiles.ts";

/** The log's entry for a document: its SHA-256. */
export function logEntryOf(document: Uint8Array): Uint8Array {
  return sha256(document);
}

/** The log's entry for a certificate: the SHA-256 of its token. Throws TypeError where the text is no certificate's. */
export function logEntryOfCertificate(qrText: string): Uint8Array {
  const token = decodeQrText(qrText);
  if (!token.ok) throw new TypeError("a certificate's QR text is required");
  return logEntryOf(token.value);
}

/** Where the log's files are kept; `write` must have them durable when it is fulfilled, and never changes a full file. */
export type LogFolder = { readonly write: (files: readonly LogFile[]) => Promise<void> };

/** Files held back before they are written: about 4 MB. */
const FILES_AT_ONCE = 256;

/**
 * Grows the log from `edge`, whose root the caller has held against the store's newest head, by all entries that have none yet, and
 * signs the new checkpoint. The store learns of the new head before it is signed (compare-and-swap), so that no two trees of one size
 * are ever signed: LOG_INCONSISTENT where another head of that size or a larger one is recorded already. Rejects as the ports do.
 */
export async function growLog(
  edge: TreeEdge,
  { log, signer, folder }: { readonly log: LogStore; readonly signer: Signer; readonly folder: LogFolder },
  {
    key,
    kid,
    onProgress,
  }: { readonly key: NoteKey; readonly kid: Uint8Array; readonly onProgress?: (size: number) => void },
): Promise<Decoded<{ readonly head: TreeHead; readonly checkpoint: string }>> {
  // A store that has lost entries, by a backup put back, must not go on as if nothing had been.
  if ((await log.sequence()) < edge.size) return refuse("LOG_INCONSISTENT");
  const tree = growTree(edge);
  const recorded = await log.head();
  // What was recorded once is held against the entries again whenever they are walked: a changed store signs nothing.
  const isOther = async () => recorded?.size === size && !bytesEqual(await tree.root(), recorded.root);
  let size = edge.size;
  if (await isOther()) return refuse("LOG_INCONSISTENT");
  let full: LogFile[] = [];
  // The entries of the last bundle are held against the store's, which must be those that were published.
  let again = 0;
  for await (const entry of log.entriesFrom(size - edge.entries.length)) {
    if (again < edge.entries.length) {
      if (!bytesEqual(entry, edge.entries[again++] as Uint8Array)) return refuse("LOG_INCONSISTENT");
      continue;
    }
    full.push(...tree.add(entry));
    size++;
    if (size === recorded?.size && (await isOther())) return refuse("LOG_INCONSISTENT");
    if (full.length >= FILES_AT_ONCE) {
      await folder.write(full);
      full = [];
      onProgress?.(size);
    }
  }
  await folder.write([...full, ...tree.partialFiles()]);
  const head = { size, root: await tree.root() };
  if (!(await log.recordHead(head))) return refuse("LOG_INCONSISTENT");
  const text = formatCheckpoint({ origin: key.name, ...head });
  const signature = await signer.sign(kid, new TextEncoder().encode(text));
  return {
    ok: true,
    value: { head, checkpoint: formatNote({ text, signatures: [{ name: key.name, keyId: key.keyId, signature }] }) },
  };
}
