// Test support: JPEG and WebP files as phones and messengers make them. The encoders of the packages whose decoders are tested; what a
// decoder makes of them is compared with the pixels that went in.

import encode, { init } from "@jsquash/jpeg/encode.js";
import encodeWebpBytes, { init as initWebp } from "@jsquash/webp/encode.js";
import type { Frame } from "../../src/image/frame.ts";
import { wasmFile } from "../../src/image/wasm-file.ts";

const jpegWasm = wasmFile("@jsquash/jpeg/codec/enc/mozjpeg_enc.wasm");
const webpWasm = wasmFile("@jsquash/webp/codec/enc/webp_enc_simd.wasm");
const SILENT = { noInitialRun: true, print: (): void => {}, printErr: (): void => {} };

/** How to write a JPEG. */
export type JpegOptions = { readonly quality?: number; readonly progressive?: boolean; readonly grey?: boolean };

/** A JPEG of the frame: colour and baseline unless asked otherwise. */
export async function encodeJpeg(frame: Frame, options: JpegOptions = {}): Promise<Uint8Array> {
  const { quality = 75, progressive = false, grey = false } = options;
  const instance = { ...SILENT, wasmBinary: await jpegWasm() };
  init(instance);
  return new Uint8Array(
    await encode(frame, { quality, progressive, baseline: !progressive, color_space: grey ? 1 : 3 }),
  );
}

/** How to write a WebP. */
export type WebpOptions = { readonly lossless?: boolean };

/** A WebP of the frame: lossy unless asked otherwise. Transparent frames keep their alpha. */
export async function encodeWebp(frame: Frame, { lossless = false }: WebpOptions = {}): Promise<Uint8Array> {
  const instance = { ...SILENT, wasmBinary: await webpWasm() };
  await initWebp(instance);
  return new Uint8Array(await encodeWebpBytes(frame, { quality: 75, lossless: lossless ? 1 : 0 }));
}
