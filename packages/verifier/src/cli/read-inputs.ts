// From a command-line argument to QR texts. What an argument is, its form decides: nothing is tried and caught.

import { Failure, readBounded } from "@mohor/command-line";
import { type Code, MAX_LINK_TEXT_LENGTH, MAX_PICTURE_BYTES } from "@mohor/schema";

/** A QR text with where it came from, or why that place gave none. */
export type Input = { readonly input: string; readonly text: string | { readonly code: Code } };

/** What an argument may be, as the help says it. */
export const INPUTS = "picture (PNG, JPEG, WebP), file with a QR text, QR text itself, or - for standard input";

// QR texts of every system begin with a scheme: MQ1:, HC1:, shc:/, https:. A file of such a name is given as ./name.
const BEGINS_WITH_SCHEME = /^\s*[A-Za-z][A-Za-z0-9+.-]+:/;
// A text file: no control character but tab and line ends among its first characters; markup and PDF are documents.
const TEXT_START = /^[\t\r\n\u0020-\u007E\u00A0-\uFFFC]*$/;
const DOCUMENT_START = /^\s*(?:<|%PDF)/;

/** Whether an argument is a QR text itself, and not the name of a file. */
export function isQrTextArgument(argument: string): boolean {
  return BEGINS_WITH_SCHEME.test(argument);
}

/**
 * The QR texts of the arguments, in order: a QR text itself; a file with one, without its line end; a picture with any number
 * of them; `-` for standard input, read as a file. A picture with several codes gives an input for each, numbered.
 * Codes: FILE_…, PICTURE_…, QR_NOT_FOUND.
 */
export async function* readInputs(args: readonly string[]): AsyncGenerator<Input> {
  for (const [index, argument] of args.entries()) {
    if (isQrTextArgument(argument)) yield { input: `argument ${index + 1}`, text: argument };
    else yield* readFileInput(argument);
  }
}

async function* readFileInput(path: string): AsyncGenerator<Input> {
  const bytes = await readPictureOrText(path);
  if ("code" in bytes) {
    yield { input: path, text: bytes };
    return;
  }
  const text = asText(bytes);
  if (text !== null) {
    yield { input: path, text };
    return;
  }
  // The picture engines are loaded only for pictures: a text is judged without waiting for them.
  const { readQrTexts } = await import("@mohor/verifier/image");
  const picture = await readQrTexts(bytes);
  if (!picture.ok) yield { input: path, text: { code: picture.code } };
  else if (picture.sightings.length === 1)
    yield* picture.sightings.map((sighting) => ({ input: path, text: sighting.text }));
  else yield* picture.sightings.map((sighting, i) => ({ input: `${path} code ${i + 1}`, text: sighting.text }));
}

async function readPictureOrText(path: string): Promise<Uint8Array | { code: Code }> {
  try {
    return await readBounded(path, MAX_PICTURE_BYTES);
  } catch (error) {
    if (error instanceof Failure) return { code: error.code };
    throw error;
  }
}

/** The text of a text file without its one line end, or null where the bytes are something else. */
function asText(bytes: Uint8Array): string | null {
  if (bytes.length === 0) return null;
  // Four bytes a character and one character too many: enough for verify to find the text too long.
  const start = new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes.subarray(0, 4 * (MAX_LINK_TEXT_LENGTH + 1)));
  if (!TEXT_START.test(start) || DOCUMENT_START.test(start)) return null;
  return start.replace(/\r?\n$/, "");
}
