// A picture file to pixels: the header first, held against the bounds, and only then a decoder. Node only; a browser decodes files
// itself (createImageBitmap) and hands the engines its ImageData.

import { type Decoded, refuse } from "@mohor/schema";
import type { Frame } from "./frame.ts";
import { readPictureHeader } from "./picture-header.ts";
import { decodePng } from "./png-decode.ts";
import { readPngHeader } from "./png-header.ts";

/**
 * The pixels of a PNG, JPEG or WebP, with alpha; or PICTURE_EMPTY, PICTURE_FORMAT_UNKNOWN, PICTURE_TOO_LARGE, PICTURE_DAMAGED as
 * in `readPictureHeader`. No bytes make it throw. At most 40 megapixels are decoded: 2 s and 0.8 GB at the very worst. EXIF
 * orientation is left alone: a QR Code reads the same in any.
 */
export async function decodePicture(bytes: Uint8Array): Promise<Decoded<Frame>> {
  const header = readPictureHeader(bytes);
  if (!header.ok) return header;
  const { format, width, height } = header.value;
  const decoded = await DECODERS[format](bytes);
  // A decoder that saw another size than was bounded has read another picture.
  if (decoded.ok && (decoded.value.width !== width || decoded.value.height !== height))
    return refuse("PICTURE_DAMAGED");
  return decoded;
}

// Decoders are loaded when their format turns up: PNG, the one that issuers hand out, costs no WebAssembly at all.
const DECODERS = {
  png: async (bytes: Uint8Array): Promise<Decoded<Frame>> => {
    const header = readPngHeader(bytes);
    return header.ok ? decodePng(bytes, header.value) : header;
  },
  jpeg: async (bytes: Uint8Array): Promise<Decoded<Frame>> => (await import("./jpeg-decode.ts")).decodeJpeg(bytes),
  webp: async (bytes: Uint8Array): Promise<Decoded<Frame>> => (await import("./webp-decode.ts")).decodeWebp(bytes),
};
