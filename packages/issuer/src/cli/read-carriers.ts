// What carries trust material to this machine: a document's own bytes, a text file with QR texts, or pictures of QR codes. What a file
// is, its first bytes decide: nothing is tried and caught. (docs/trust.md §4)

import { Failure, readBounded } from "@mohor/command-line";
import { MAX_PACK_TEXT_LENGTH, MAX_PICTURE_BYTES } from "@mohor/schema";
import { sniffPictureFormat } from "@mohor/verifier/image";

/** What a file came to: its bytes as a document, or the QR texts in it. */
export type Carried = { readonly path: string } & (
  | { readonly document: Uint8Array }
  | { readonly texts: readonly string[] }
);

/** QR texts of a text file: each line begins with a prefix such as `MT1:`, and there are no more than a split set has pieces. */
const TEXT_FILE = /^M[A-Z]\d:[ -~]*(?:\r?\nM[A-Z]\d:[ -~]*){0,99}\r?\n?$/;

/** Bytes of a text file of a hundred longest texts. */
const MAX_TEXT_FILE_BYTES = 100 * (MAX_PACK_TEXT_LENGTH + 2);

/** The content of a file or, for `-`, of standard input. Throws Failure FILE_…, PICTURE_…, QR_NOT_FOUND with the path. */
export async function readCarrier(path: string): Promise<Carried> {
  const bytes = await readBounded(path, MAX_PICTURE_BYTES);
  if (sniffPictureFormat(bytes) !== undefined) {
    // The picture engines are loaded only for pictures.
    const { readQrTexts } = await import("@mohor/verifier/image");
    const read = await readQrTexts(bytes);
    if (!read.ok) throw new Failure(read.code, path);
    return { path, texts: read.sightings.map(({ text }) => text) };
  }
  const text = bytes.length <= MAX_TEXT_FILE_BYTES ? new TextDecoder("latin1").decode(bytes) : "";
  return TEXT_FILE.test(text) ? { path, texts: text.trimEnd().split(/\r?\n/) } : { path, document: bytes };
}
