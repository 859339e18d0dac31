// The gate as an app that works offline: its page, the worker that looks at frames, and the reader's WebAssembly.

import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { buildOfflineApp, builtOfflineApp, type OfflineApp } from "@mohor/offline-app/build";

const GATE = fileURLToPath(new URL("..", import.meta.url));
const SOURCES = fileURLToPath(new URL("../..", import.meta.url));
const SCHEMA = fileURLToPath(new URL("../../../../schema/src", import.meta.url));

const APP: OfflineApp = {
  name: "gate",
  page: join(GATE, "page"),
  workers: { worker: join(GATE, "worker/main.ts") },
  files: {
    "zxing_reader.wasm": createRequire(import.meta.url).resolve("zxing-wasm/reader/zxing_reader.wasm"),
  },
  sources: [SOURCES, SCHEMA],
};

/** The folder with the built gate: built now where these sources have not been built yet. */
export function builtGate(): Promise<string> {
  return builtOfflineApp(APP);
}

/** Builds the gate into a folder, which is made or emptied. */
export function buildGate(folder: string): Promise<void> {
  return buildOfflineApp(APP, folder);
}
