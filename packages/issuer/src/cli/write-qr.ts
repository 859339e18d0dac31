// The certificate in the form that a file's name asks for, or drawn on the terminal.

import { accessSync, constants, statSync } from "node:fs";
import { dirname, extname } from "node:path";
import { Failure, fileFailure } from "@mohor/command-line";
import { MODE_PRIVATE, replaceFileDurably } from "../adapters/durable-file.ts";
import { drawPng, drawSvg, drawTerminal } from "../qr/index.ts";

const FORMS: Readonly<Record<string, (qrText: string) => string | Uint8Array>> = {
  ".png": (qrText) => drawPng(qrText),
  ".svg": (qrText) => drawSvg(qrText),
  ".txt": (qrText) => `${qrText}\n`,
};

/**
 * Throws Failure OUTPUT_FORM_UNKNOWN where a file's name ends in none of .png, .svg and .txt, FILE_UNWRITABLE where it is a
 * folder or lies in none that this user may write in. A disk can still fill up afterwards.
 */
export function checkOutputs(paths: readonly string[]): void {
  for (const path of paths) {
    if (FORMS[extname(path).toLowerCase()] === undefined) throw new Failure("OUTPUT_FORM_UNKNOWN", path);
    checkWritable(path);
  }
}

/** Throws Failure FILE_UNWRITABLE where the path is a folder or lies in none that this user may write in. */
export function checkWritable(path: string): void {
  if (!isFolder(dirname(path)) || isFolder(path)) throw new Failure("FILE_UNWRITABLE", path);
  try {
    accessSync(dirname(path), constants.W_OK | constants.X_OK);
  } catch (error) {
    throw fileFailure(error, path, "write");
  }
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}

/** Writes the file whole or not at all, readable by its owner. Throws PortError as `replaceFileDurably` does. */
export function writeQr(path: string, qrText: string): void {
  const draw = FORMS[extname(path).toLowerCase()];
  if (draw === undefined) throw new Failure("OUTPUT_FORM_UNKNOWN", path);
  replaceFileDurably(path, draw(qrText), { mode: MODE_PRIVATE });
}

/** The code drawn with its whole quiet zone, in colour where the stream has colour. */
export function drawOn(stream: NodeJS.WriteStream, qrText: string): string {
  return drawTerminal(qrText, { colour: stream.isTTY === true && stream.hasColors() });
}
