// The IHDR chunk of a PNG (PNG Third Edition, W3C, §11.2.1): always the first, always 13 bytes.

import { type Decoded, refuse } from "@mohor/schema";

/** Greyscale, truecolour, indexed-colour, greyscale with alpha, truecolour with alpha. */
export type PngColourType = 0 | 2 | 3 | 4 | 6;

/** What IHDR says; depth and colour type are one of the allowed pairs. */
export type PngHeader = {
  readonly width: number;
  readonly height: number;
  readonly bitDepth: 1 | 2 | 4 | 8 | 16;
  readonly colourType: PngColourType;
  readonly isInterlaced: boolean;
};

/** Bytes before the first chunk, and the chunk's own: length, type, data, CRC. */
export const PNG_SIGNATURE_BYTES = 8;
const IHDR_BYTES = 13;

/** Allowed bit depths for each colour type (§11.2.1, table 12). */
const BIT_DEPTHS: { readonly [colourType: number]: readonly number[] } = {
  0: [1, 2, 4, 8, 16],
  2: [8, 16],
  3: [1, 2, 4, 8],
  4: [8, 16],
  6: [8, 16],
};

/** The header, or PICTURE_DAMAGED. The caller has seen the signature. */
export function readPngHeader(bytes: Uint8Array): Decoded<PngHeader> {
  if (bytes.length < PNG_SIGNATURE_BYTES + 12 + IHDR_BYTES) return refuse("PICTURE_DAMAGED");
  const view = new DataView(bytes.buffer, bytes.byteOffset + PNG_SIGNATURE_BYTES, 8 + IHDR_BYTES);
  const [bitDepth, colourType, compression, filter, interlace] = [16, 17, 18, 19, 20].map((at) => view.getUint8(at));
  const isIhdr = view.getUint32(0) === IHDR_BYTES && view.getUint32(4) === 0x4948_4452;
  const isKnown = BIT_DEPTHS[colourType as number]?.includes(bitDepth as number) === true;
  if (!isIhdr || !isKnown || compression !== 0 || filter !== 0 || (interlace as number) > 1)
    return refuse("PICTURE_DAMAGED");
  return {
    ok: true,
    value: {
      width: view.getUint32(8),
      height: view.getUint32(12),
      bitDepth: bitDepth as PngHeader["bitDepth"],
      colourType: colourType as PngColourType,
      isInterlaced: interlace === 1,
    },
  };
}
