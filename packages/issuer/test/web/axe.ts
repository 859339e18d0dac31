// Test support: what axe finds at a page, and what sticks out at its side.

import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { AxeResults } from "axe-core";
import type { Page } from "playwright-core";

/** Axe itself, to be run in the page before anything else. */
export const AXE: string = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const RULES = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"];

/** The faults that axe finds, as rule and place, and that the page is wider than the screen. */
export async function faultsOf(page: Page): Promise<string[]> {
  const { violations } = (await page.evaluate((tags) => {
    const { axe } = globalThis as unknown as { axe: { run: (d: Document, o: unknown) => unknown } };
    return axe.run(document, { runOnly: tags, resultTypes: ["violations"] });
  }, RULES)) as AxeResults;
  const faults = violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id} at ${target}`));
  const overhang = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  return overhang > 0 ? [...faults, `${overhang} pixels too wide`] : faults;
}
