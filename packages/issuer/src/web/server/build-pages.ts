// The citizen's pages as an app that works offline.

import { fileURLToPath } from "node:url";
import { buildOfflineApp, builtOfflineApp, type OfflineApp } from "@mohor/offline-app/build";

const path = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url));

const APP: OfflineApp = {
  name: "citizen",
  page: path("../page"),
  sources: [path("../../domain"), path("../../qr"), path("../../../../schema/src"), path("../../../../verifier/src")],
};

/** The folder with the built pages: built now where these sources have not been built yet. */
export function builtPages(): Promise<string> {
  return builtOfflineApp(APP);
}

/** Builds the pages into a folder, which is made or emptied. */
export function buildPages(folder: string): Promise<void> {
  return buildOfflineApp(APP, folder);
}
