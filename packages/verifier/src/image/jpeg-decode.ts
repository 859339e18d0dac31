// JPEG to RGBA pixels: MozJPEG as WebAssembly, the only importer of @jsquash/jpeg. Node only.

import decode, { init } from "@jsquash/jpeg/decode.js";
import type { Decoded } from "@mohor/schema";
import type { Frame } from "./frame.ts";
import { decodeInOwnInstance } from "./own-instance.ts";
import { wasmFile } from "./wasm-file.ts";

const mozJpeg = { wasm: wasmFile("@jsquash/jpeg/codec/dec/mozjpeg_dec.wasm"), init, decode };

/**
 * The pixels, opaque; PICTURE_DAMAGED when the decoder refuses. A picture cut short comes back with the missing part grey, for a
 * QR Code may be in the part that is there. The caller has bounded file, pixels and scans (jpeg-header.ts).
 */
export function decodeJpeg(bytes: Uint8Array): Promise<Decoded<Frame>> {
  return decodeInOwnInstance(mozJpeg, bytes);
}
