// WebP to RGBA pixels: libwebp as WebAssembly, the only importer of @jsquash/webp. The package's libwebp is 1.1.0: inside an
// instance that ends with the picture an overflow of its heap (CVE-2023-4863) can at worst spoil that picture. Node only.

import decode, { init } from "@jsquash/webp/decode.js";
import type { Decoded } from "@mohor/schema";
import type { Frame } from "./frame.ts";
import { decodeInOwnInstance } from "./own-instance.ts";
import { wasmFile } from "./wasm-file.ts";

const libwebp = { wasm: wasmFile("@jsquash/webp/codec/dec/webp_dec.wasm"), init, decode };

/** The pixels, with alpha; PICTURE_DAMAGED when the decoder refuses. The caller has bounded file and pixels. */
export function decodeWebp(bytes: Uint8Array): Promise<Decoded<Frame>> {
  return decodeInOwnInstance(libwebp, bytes);
}
