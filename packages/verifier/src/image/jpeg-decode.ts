// JPEG to RGBA pixels: MozJPEG as WebAssembly, the only importer of @jsquash/jpeg. Each picture gets an instance of its own, for
// about 2 ms: what a hostile picture does to the decoder's memory ends with that picture, and so does the memory. Node only.

import decode, { init } from "@jsquash/jpeg/decode.js";
import { type Decoded, refuse } from "@mohor/schema";
import type { Frame } from "./frame.ts";
import { wasmFile } from "./wasm-file.ts";

const decoderWasm = wasmFile("@jsquash/jpeg/codec/dec/mozjpeg_dec.wasm");

/**
 * The pixels, opaque; PICTURE_DAMAGED when the decoder refuses. A picture cut short comes back with the missing part grey, for a
 * QR Code may be in the part that is there. The caller has bounded file, pixels and scans (jpeg-header.ts).
 */
export async function decodeJpeg(bytes: Uint8Array): Promise<Decoded<Frame>> {
  const wasmBinary = await decoderWasm();
  // The decoder's talk is about the picture and goes nowhere: its result is what counts.
  const instance = { noInitialRun: true, wasmBinary, print: (): void => {}, printErr: (): void => {} };
  try {
    // init() replaces the package's instance and decode() takes it in the same turn: pictures read at once never share one.
    init(instance);
    return { ok: true, value: await decode(new Uint8Array(bytes).buffer) };
  } catch {
    // Whatever the decoder's exit, abort or trap says, it is about this picture.
    return refuse("PICTURE_DAMAGED");
  }
}
