// The engines as Node runs them, with their WebAssembly from node_modules. Imported at the first picture: see read-qr-texts.ts.

import { cascade } from "./cascade.ts";
import { jsqrEngine } from "./jsqr.ts";
import { qrDecodeEngine } from "./qr-decode.ts";
import type { QrEngine, QrEngineName } from "./qr-engine.ts";
import { wasmFile } from "./wasm-file.ts";
import { zxingWasmEngine } from "./zxing-wasm.ts";

const wasmBinary = wasmFile("zxing-wasm/reader/zxing_reader.wasm");
const zxing = zxingWasmEngine({ wasmBinary });
const zxingDenoise = zxingWasmEngine({ wasmBinary, denoise: true });
const qr = qrDecodeEngine();
const jsqr = jsqrEngine();

/** Each engine alone, and all of them as a cascade. None has loaded anything: zxing-wasm reads its file at the first frame. */
export const NODE_ENGINES: Readonly<Record<QrEngineName | "cascade", QrEngine>> = {
  "zxing-wasm": zxing,
  qr,
  jsqr,
  cascade: cascade({ zxing, zxingDenoise, qr, jsqr }),
};
