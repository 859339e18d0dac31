// The citizen's pages as an app that works offline.

import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { buildOfflineApp, builtOfflineApp, type OfflineApp } from "@mohor/offline-app/build";
import { CODES, type Code, type CodeLayer } from "@mohor/schema";
import { LANGUAGES, type Language, TEXTS, WORDS } from "@mohor/schema/texts";

const path = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url));

const SCHEMA = path("../../../../schema/src");

const CITIZEN_LAYERS: ReadonlySet<CodeLayer> = new Set(["otp", "consent", "issue", "store", "service"]);

const APP: OfflineApp = {
  name: "citizen",
  page: path("../page"),
  drawing: path("../page/draw.tsx"),
  replaced: Object.fromEntries(
    LANGUAGES.map((language) => [join(SCHEMA, `texts/${language}.ts`), citizenTexts(language)]),
  ),
  sources: [path("."), path("../../domain"), path("../../qr"), SCHEMA, path("../../../../verifier/src")],
};

/** The folder with the built pages: built now where these sources have not been built yet. */
export function builtPages(): Promise<string> {
  return builtOfflineApp(APP);
}

/** Builds the pages into a folder, which is made or emptied. */
export function buildPages(folder: string): Promise<void> {
  return buildOfflineApp(APP, folder);
}

/** A language's texts of the codes that a citizen can meet, in place of all: those of gates and command lines are more than half of them. */
function citizenTexts(language: Language): string {
  const codes = Object.entries(TEXTS[language]).filter(([code]) => isMetByCitizens(code as Code));
  const texts = { codes: Object.fromEntries(codes), words: { status: WORDS[language].status } };
  return `export const ${language.toUpperCase()} = ${JSON.stringify(texts)};`;
}

/** Whether the service can answer a citizen with the code. */
export function isMetByCitizens(code: Code): boolean {
  const { outcome, layer } = CODES[code];
  return outcome === "problem" && CITIZEN_LAYERS.has(layer);
}
