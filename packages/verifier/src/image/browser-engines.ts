// The engines as a browser runs them, with the WebAssembly file from the gate's own files: never over anybody else's network.

import { type CascadeEngines, cascade } from "./cascade.ts";
import { jsqrEngine } from "./jsqr.ts";
import { qrDecodeEngine } from "./qr-decode.ts";
import type { QrEngine } from "./qr-engine.ts";
import { zxingWasmEngine } from "./zxing-wasm.ts";

/** The engines of a gate and the cascade for single pictures. Nothing is loaded before the first read. */
export type BrowserEngines = { readonly engines: CascadeEngines; readonly pictures: QrEngine };

/** `wasmBinary` gives the bytes of `zxing_reader.wasm`, and rejects where they cannot be had. */
export function browserEngines(wasmBinary: () => Promise<ArrayBuffer>): BrowserEngines {
  const zxing = zxingWasmEngine({ wasmBinary });
  const zxingDenoise = zxingWasmEngine({ wasmBinary, denoise: true });
  const [qr, jsqr] = [qrDecodeEngine(), jsqrEngine()];
  return {
    engines: { zxing, zxingDenoise, qr, jsqr },
    // Where WebAssembly is refused its looks see nothing, and the others decide.
    pictures: cascade({ zxing: unlessRefused(zxing), zxingDenoise: unlessRefused(zxingDenoise), qr, jsqr }),
  };
}

function unlessRefused(engine: QrEngine): QrEngine {
  return { read: (frame) => engine.read(frame).catch(() => []) };
}
