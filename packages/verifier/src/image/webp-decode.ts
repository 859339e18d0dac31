// WebP to RGBA pixels: libwebp as WebAssembly, the only importer of @jsquash/webp. An instance for each picture, as for JPEG: the
// package's libwebp is 1.1.0, and inside an instance that ends with the picture an overflow of its heap
// (CVE-2023-4863) can at worst spoil that picture. Node only.

import decode, { init } from "@jsquash/webp/decode.js";
import { type Decoded, refuse } from "@mohor/schema";
import type { Frame } from "./frame.ts";
import { wasmFile } from "./wasm-file.ts";

const decoderWasm = wasmFile("@jsquash/webp/codec/dec/webp_dec.wasm");

/** The pixels, with alpha; PICTURE_DAMAGED when the decoder refuses. The caller has bounded file and pixels. */
export async function decodeWebp(bytes: Uint8Array): Promise<Decoded<Frame>> {
  const wasmBinary = await decoderWasm();
  const instance = { noInitialRun: true, wasmBinary, print: (): void => {}, printErr: (): void => {} };
  try {
    init(instance);
    return { ok: true, value: await decode(new Uint8Array(bytes).buffer) };
  } catch {
    return refuse("PICTURE_DAMAGED");
  }
}
