// The first engine: ZXing-C++ as WebAssembly, the only importer of zxing-wasm. Its WebAssembly file is handed in as bytes, from
// node_modules in Node and from the gate's own files in a browser: the package's default, a download from a CDN, is never used.
// Environment-free.

import { prepareZXingModule, purgeZXingModule, type ReaderOptions, readBarcodes } from "zxing-wasm/reader";
import type { Frame } from "./frame.ts";
import { inReadingOrder, type QrEngine, type QrSighting } from "./qr-engine.ts";

/** How to make the engine. */
export type ZxingWasmOptions = {
  /** The bytes of `zxing-wasm/reader/zxing_reader.wasm`; asked for once, at the first read. */
  readonly wasmBinary: () => Promise<ArrayBuffer>;
  /** Also look at a denoised copy of the frame: finds a few more, in about 1.4 times the time. */
  readonly denoise?: boolean;
};

// The retries are the package's defaults, written out so that an upgrade cannot take one away: without them no screen and few
// close-ups are read. Model 2 alone, because "QRCode" lets Micro QR and rMQR in. Plain text, because the default
// escapes and rewrites some contents for human readers.
const READER_OPTIONS = {
  formats: ["QRCodeModel2"],
  textMode: "Plain",
  tryHarder: true,
  tryRotate: true,
  tryInvert: true,
  tryDownscale: true,
  maxNumberOfSymbols: 255,
} satisfies ReaderOptions;

/** The zxing-wasm engine: several symbols in any rotation, mirrored or inverted. Loads nothing before the first read. */
export function zxingWasmEngine({ wasmBinary, denoise = false }: ZxingWasmOptions): QrEngine {
  let loading: Promise<ArrayBuffer> | undefined;
  const options: ReaderOptions = { ...READER_OPTIONS, tryDenoise: denoise };
  return {
    async read(frame: Frame): Promise<readonly QrSighting[]> {
      loading ??= wasmBinary();
      await prepareZXingModule({ overrides: { wasmBinary: await loading }, fireImmediately: true });
      try {
        const results = await readBarcodes(frame, options);
        return inReadingOrder(results.filter((result) => result.isValid).map(sightingOf));
      } catch {
        // The one instance has trapped or run out of memory on this frame: it saw nothing, and the next frame gets a new one.
        purgeZXingModule();
        return [];
      }
    },
  };
}

function sightingOf({ text, position }: Awaited<ReturnType<typeof readBarcodes>>[number]): QrSighting {
  const { topLeft, topRight, bottomRight, bottomLeft } = position;
  return { text, engine: "zxing-wasm", corners: [topLeft, topRight, bottomRight, bottomLeft] };
}
