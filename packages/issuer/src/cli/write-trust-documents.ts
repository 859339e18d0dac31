// Trust documents on their way to another machine, in the form that a file's name asks for: the bytes themselves, QR texts, or
// pictures of QR codes; where one code cannot hold them, a numbered set.

import { extname } from "node:path";
import { Failure } from "@mohor/command-line";
import { encodePack } from "@mohor/schema";
import { MODE_PUBLIC, replaceFileDurably } from "../adapters/durable-file.ts";
import { drawPng, drawSvg, MAX_QR_PACK_BYTES, trustQrTexts } from "../qr/index.ts";
import { checkWritable } from "./write-qr.ts";

const PICTURES: Readonly<Record<string, (qrText: string) => string | Uint8Array>> = {
  ".png": (qrText) => drawPng(qrText),
  ".svg": (qrText) => drawSvg(qrText),
};

/** Throws Failure FILE_UNWRITABLE where a file cannot come to be: before a person is asked, and before anything is signed. */
export function checkTrustOutputs(paths: readonly string[]): void {
  for (const path of paths) checkWritable(path);
}

/** Writes QR texts: a text file of lines, or a picture for each. The names of the files. Throws Failure OUTPUT_FORM_UNKNOWN. */
export function writeQrTexts(path: string, texts: readonly string[]): readonly string[] {
  const form = extname(path).toLowerCase();
  if (form === ".txt") {
    replaceFileDurably(path, texts.map((text) => `${text}\n`).join(""), { mode: MODE_PUBLIC });
    return [path];
  }
  const draw = PICTURES[form];
  if (draw === undefined) throw new Failure("OUTPUT_FORM_UNKNOWN", path);
  return texts.map((text, index) => {
    const name = texts.length === 1 ? path : numbered(path, index + 1, texts.length);
    replaceFileDurably(name, draw(text), { mode: MODE_PUBLIC });
    return name;
  });
}

/** `poster.png` as `poster-2-of-5.png`. */
function numbered(path: string, number: number, count: number): string {
  const form = extname(path);
  return `${path.slice(0, -form.length)}-${number}-of-${count}${form}`;
}

/**
 * Writes documents in each of the forms asked for, and tells the files' names. A name that ends in .txt, .png or .svg gets QR texts of
 * the pack; any other the one document itself or, of several, the pack. Throws Failure PACK_TOO_MANY_CODES where no set of codes holds them.
 */
export function writeTrustDocuments(paths: readonly string[], documents: readonly Uint8Array[]): readonly string[] {
  const [only] = documents;
  const pack = encodePack(documents);
  return paths.flatMap((path) => {
    const isQr = extname(path).toLowerCase() === ".txt" || PICTURES[extname(path).toLowerCase()] !== undefined;
    if (isQr) return writeQrTexts(path, packTexts(pack, path));
    replaceFileDurably(path, documents.length === 1 && only !== undefined ? only : pack, { mode: MODE_PUBLIC });
    return [path];
  });
}

function packTexts(pack: Uint8Array, path: string): readonly string[] {
  if (pack.length > MAX_QR_PACK_BYTES) throw new Failure("PACK_TOO_MANY_CODES", path);
  return trustQrTexts(pack);
}
