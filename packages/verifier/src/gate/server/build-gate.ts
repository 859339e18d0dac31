// The gate as an app that works offline: its page, the worker that looks at frames, and the reader's WebAssembly.

import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { buildOfflineApp, builtOfflineApp, type OfflineApp } from "@mohor/offline-app/build";
import { CODES, type Code } from "@mohor/schema";
import { LANGUAGES, type Language, TEXTS, WORDS } from "@mohor/schema/texts";

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
  replaced: Object.fromEntries(
    LANGUAGES.map((language) => [join(SCHEMA, `texts/${language}.ts`), gateTexts(language)]),
  ),
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

/**
 * A language's texts of the codes that a gate can meet, in place of all: those of issuing, of its store and its service are more than
 * half of them, and every phone would have to fetch them.
 */
function gateTexts(language: Language): string {
  const codes = Object.entries(TEXTS[language]).filter(([code]) => isMetByGates(code as Code));
  const texts = { codes: Object.fromEntries(codes), words: WORDS[language] };
  return `export const ${language.toUpperCase()} = ${JSON.stringify(texts)};`;
}

/** Whether a gate can show the code: those of verdicts and trust, and of the programs those about policies, files and updates. */
export function isMetByGates(code: Code): boolean {
  const { outcome, layer } = CODES[code];
  return outcome !== "problem" || layer === "policy" || layer === "file" || layer === "update";
}
