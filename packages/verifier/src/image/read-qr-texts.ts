// A picture file to the texts of its QR Codes: decode within bounds, then read-frame.ts. Node only. Nothing is verified
// here: every text is untrusted, and `verify` judges it.

import { type Refused, refuse } from "@mohor/schema";
import { decodePicture } from "./decode-picture.ts";
import type { QrEngineName, QrSighting } from "./qr-engine.ts";
import { readFrame } from "./read-frame.ts";

/** How to read. */
export type ReadQrTextsOptions = {
  /** One engine alone in place of the cascade: for comparison, and where an engine is in doubt. */
  readonly engine?: QrEngineName | "cascade";
};

/** The QR Codes of a picture, at least one, in reading order; or why there are none. */
export type QrTexts = { readonly ok: true; readonly sightings: readonly QrSighting[] } | Refused;

/**
 * The texts of the QR Codes in a PNG, JPEG or WebP file. PICTURE_EMPTY, PICTURE_FORMAT_UNKNOWN, PICTURE_TOO_LARGE and
 * PICTURE_DAMAGED say what is wrong with the file, QR_NOT_FOUND that the picture holds no readable code. No bytes make it throw; it
 * rejects only when an engine or a decoder is missing from the installation. See decode-picture.ts and cascade.ts for the cost.
 *
 * @example
 * const result = await readQrTexts(await readFile("certificate.png"));
 * if (result.ok) for (const { text } of result.sightings) process.stdout.write(`${text}\n`);
 */
export async function readQrTexts(bytes: Uint8Array, options: ReadQrTextsOptions = {}): Promise<QrTexts> {
  const picture = await decodePicture(bytes);
  if (!picture.ok) return picture;
  // Imported here, so that a program that is given a text and no picture starts without the engines.
  const { NODE_ENGINES } = await import("./node-engines.ts");
  const sightings = await readFrame(picture.value, NODE_ENGINES[options.engine ?? "cascade"]);
  return sightings.length > 0 ? { ok: true, sightings } : refuse("QR_NOT_FOUND");
}
