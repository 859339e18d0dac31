// From command-line arguments to trust material: files of documents, pictures of trust codes, lines of QR texts. What an argument is,
// its form decides.

import { Failure, readBounded } from "@mohor/command-line";
import {
  type Code,
  decodePackText,
  MAX_PACK_BYTES,
  MAX_PACK_TEXT_LENGTH,
  type PackPiece,
  trustDocumentsOf,
} from "@mohor/schema";
import { isQrTextArgument } from "./read-inputs.ts";
import { readLines } from "./read-lines.ts";

/** What an argument may be, as the help says it. */
export const TRUST_INPUTS =
  "trust file or pack, picture of trust codes (PNG, JPEG, WebP), file of trust codes, one a line, a trust code itself, or -";

/** What one input holds: documents, a piece of a pack, or neither, and why. */
export type TrustInput = { readonly input: string } & (
  | { readonly documents: readonly Uint8Array[] }
  | { readonly piece: PackPiece }
  | { readonly code: Code }
);

/** The trust material of the arguments, in order; a picture with several codes and a file with several lines give one for each. */
export async function* readTrustInputs(args: readonly string[]): AsyncGenerator<TrustInput> {
  for (const [index, argument] of args.entries()) {
    if (isQrTextArgument(argument)) yield ofText(`argument ${index + 1}`, argument);
    else yield* ofFile(argument);
  }
}

async function* ofFile(path: string): AsyncGenerator<TrustInput> {
  const bytes = await bytesOf(path);
  if ("code" in bytes) yield { input: path, ...bytes };
  else if (await isPicture(bytes)) yield* ofPicture(path, bytes);
  else if (isText(bytes)) yield* ofLines(path, bytes);
  else {
    const documents = trustDocumentsOf(bytes);
    yield { input: path, ...(documents.ok ? { documents: documents.value } : { code: documents.code }) };
  }
}

async function bytesOf(path: string): Promise<Uint8Array | { readonly code: Code }> {
  try {
    return await readBounded(path, MAX_PACK_BYTES);
  } catch (error) {
    if (error instanceof Failure) return { code: error.code };
    throw error;
  }
}

// The first byte of a PNG is also that of a pack of nine documents, so pictures are asked for first, by all their first bytes.
async function isPicture(bytes: Uint8Array): Promise<boolean> {
  const { sniffPictureFormat } = await import("@mohor/verifier/image");
  return sniffPictureFormat(bytes) !== undefined;
}

async function* ofPicture(path: string, bytes: Uint8Array): AsyncGenerator<TrustInput> {
  // The picture engines are loaded only for pictures.
  const { readQrTexts } = await import("@mohor/verifier/image");
  const picture = await readQrTexts(bytes);
  if (!picture.ok) yield { input: path, code: picture.code };
  else {
    for (const [i, { text }] of picture.sightings.entries()) {
      yield ofText(picture.sightings.length === 1 ? path : `${path} code ${i + 1}`, text);
    }
  }
}

/** Texts begin with a letter or blank space; no document does. */
function isText(bytes: Uint8Array): boolean {
  const first = bytes[0] ?? 0;
  return first === 0x0a || first === 0x0d || first === 0x20 || first === 0xef || (first >= 0x41 && first <= 0x7a);
}

async function* ofLines(path: string, bytes: Uint8Array): AsyncGenerator<TrustInput> {
  let number = 0;
  for await (const line of readLines(oneChunk(bytes), MAX_PACK_TEXT_LENGTH + 1)) {
    number++;
    yield ofText(`${path} line ${number}`, line);
  }
}

async function* oneChunk(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

function ofText(input: string, text: string): TrustInput {
  const decoded = decodePackText(text);
  if (!decoded.ok) return { input, code: decoded.code };
  return decoded.value.kind === "pack"
    ? { input, documents: decoded.value.documents }
    : { input, piece: decoded.value.piece };
}
