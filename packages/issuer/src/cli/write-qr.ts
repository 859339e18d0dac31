// The certificate in the form that a file's name asks for, or drawn on the terminal.

import { extname } from "node:path";
import { Failure } from "@mohor/command-line";
import { MODE_PRIVATE, replaceFileDurably } from "../adapters/durable-file.ts";
import { drawPng, drawSvg, drawTerminal } from "../qr/index.ts";

const FORMS: Readonly<Record<string, (qrText: string) => string | Uint8Array>> = {
  ".png": (qrText) => drawPng(qrText),
  ".svg": (qrText) => drawSvg(qrText),
  ".txt": (qrText) => `${qrText}\n`,
};

/** Throws Failure OUTPUT_FORM_UNKNOWN where a file's name ends in none of .png, .svg and .txt. */
export function checkOutputs(paths: readonly string[]): void {
  const unknown = paths.find((path) => FORMS[extname(path).toLowerCase()] === undefined);
  if (unknown !== undefined) throw new Failure("OUTPUT_FORM_UNKNOWN", unknown);
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
