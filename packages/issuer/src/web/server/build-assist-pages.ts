// The help desk's page and the page for a printer: built with the citizen's, apart from them, because no citizen's phone should load them.

import { fileURLToPath } from "node:url";
import { builtOnlinePages, type OnlinePages } from "@mohor/offline-app/build";

const path = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url));

/** Where their files stand, below the service's root. */
export const ASSIST_PREFIX = "assist/";

const PAGES: OnlinePages = {
  name: "assist",
  page: path("../assist"),
  names: ["desk", "print"],
  base: `/${ASSIST_PREFIX}`,
  sources: [path("../page"), path("../../../../schema/src")],
};

/** The folder with the built pages: built now where these sources have not been built yet. */
export function builtAssistPages(): Promise<string> {
  return builtOnlinePages(PAGES);
}
