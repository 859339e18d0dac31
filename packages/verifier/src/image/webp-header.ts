// The size of a WebP picture from its RIFF chunks (WebP Container Specification; RFC 9649 §2). Animations are not read: which
// frame would be the certificate?

import { type Decoded, refuse } from "@mohor/schema";

/** Size of the picture. */
export type WebpHeader = { readonly width: number; readonly height: number };

const RIFF_HEADER_BYTES = 12;
const CHUNK_HEADER_BYTES = 8;

/** The animation flag among those of VP8X (RFC 9649 §2.7). */
const ANIMATION = 0x02;

/** Size of the bitstream's chunk, and of VP8X's canvas, which must agree where both are there. */
export function readWebpHeader(bytes: Uint8Array): Decoded<WebpHeader> {
  let canvas: WebpHeader | undefined;
  for (let at = RIFF_HEADER_BYTES; at + CHUNK_HEADER_BYTES + 10 <= bytes.length; ) {
    const type = String.fromCharCode(...bytes.subarray(at, at + 4));
    const view = new DataView(bytes.buffer, bytes.byteOffset + at + CHUNK_HEADER_BYTES, 10);
    if (type === "VP8 " || type === "VP8L") {
      const size = type === "VP8 " ? lossySize(view) : losslessSize(view);
      const differs = canvas !== undefined && (canvas.width !== size?.width || canvas.height !== size.height);
      return size === undefined || differs ? refuse("PICTURE_DAMAGED") : { ok: true, value: size };
    }
    if (type === "VP8X") {
      if ((view.getUint8(0) & ANIMATION) !== 0) return refuse("PICTURE_FORMAT_UNKNOWN");
      canvas = { width: 1 + uint24(view, 4), height: 1 + uint24(view, 7) };
    }
    const length = new DataView(bytes.buffer, bytes.byteOffset + at + 4, 4).getUint32(0, true);
    // Chunks are padded to an even length (RFC 9649 §2.3).
    at += CHUNK_HEADER_BYTES + length + (length % 2);
  }
  return refuse("PICTURE_DAMAGED");
}

/** A VP8 key frame's size (RFC 6386 §9.1): start code, then width and height of 14 bits each. */
function lossySize(view: DataView): WebpHeader | undefined {
  const isKeyFrame = (view.getUint8(0) & 1) === 0 && uint24(view, 3) === 0x2a_01_9d;
  if (!isKeyFrame) return undefined;
  return { width: view.getUint16(6, true) & 0x3fff, height: view.getUint16(8, true) & 0x3fff };
}

/** A VP8L bitstream's size (RFC 9649 §3.4): signature 2F, then width − 1 and height − 1 of 14 bits each. */
function losslessSize(view: DataView): WebpHeader | undefined {
  if (view.getUint8(0) !== 0x2f) return undefined;
  const bits = view.getUint32(1, true);
  return { width: 1 + (bits & 0x3fff), height: 1 + ((bits >>> 14) & 0x3fff) };
}

function uint24(view: DataView, at: number): number {
  return view.getUint16(at, true) | (view.getUint8(at + 2) << 16);
}
