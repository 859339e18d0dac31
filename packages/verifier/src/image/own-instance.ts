// Decoding a picture in a WebAssembly instance of its own, for about 2 ms: what a hostile picture does to the decoder's memory ends
// with that picture, and so does the memory. Node only.

import { type Decoded, refuse } from "@mohor/schema";
import type { Frame } from "./frame.ts";

/** What an instance is made of. The decoder's talk is about the picture and goes nowhere: its result is what counts. */
type Instance = {
  readonly noInitialRun: true;
  readonly wasmBinary: ArrayBuffer;
  readonly print: () => void;
  readonly printErr: () => void;
};

/** A package's decoder: `init` replaces its instance, `decode` uses the one that is there. */
export type InstanceDecoder = {
  readonly wasm: () => Promise<ArrayBuffer>;
  readonly init: (instance: Instance) => unknown;
  readonly decode: (bytes: ArrayBuffer) => Promise<Frame>;
};

/** The pixels, or PICTURE_DAMAGED when the decoder refuses: its exits, aborts and traps are all about this picture. */
export async function decodeInOwnInstance(decoder: InstanceDecoder, bytes: Uint8Array): Promise<Decoded<Frame>> {
  const wasmBinary = await decoder.wasm();
  try {
    // init and decode in the same turn: pictures read at once never share an instance.
    decoder.init({ noInitialRun: true, wasmBinary, print() {}, printErr() {} });
    return { ok: true, value: await decoder.decode(new Uint8Array(bytes).buffer) };
  } catch {
    return refuse("PICTURE_DAMAGED");
  }
}
