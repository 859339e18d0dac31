// How the pages look to a browser, a screen reader and a phone of 320 pixels: every screen in every language and theme.

import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { gzipSync } from "node:zlib";
import { LANGUAGES } from "@mohor/schema/texts";
import type { AxeResults } from "axe-core";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { readPageFiles } from "../../src/adapters/page-files.ts";
import { NO_WALLETS } from "../../src/cli/wallet-settings.ts";
import { THEMES } from "../../src/web/page/citizen.ts";
import { speak } from "../../src/web/page/strings/index.ts";
import { builtPages } from "../../src/web/server/build-pages.ts";
import { type CitizenBrowser, main, startCitizenBrowser } from "./citizen-in-browser.ts";

const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const RULES = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"];

let citizen: CitizenBrowser;
beforeAll(async () => {
  citizen = await startCitizenBrowser();
});
afterAll(async () => citizen.close());

/** The faults that axe finds, as rule and place, in every theme; and what sticks out at the side. */
async function faultsOf(page: Page): Promise<string[]> {
  const faults: string[] = [];
  for (const theme of THEMES) {
    await page.locator("#theme").selectOption(theme);
    await page.locator(`html[data-theme="${theme}"]`).waitFor();
    const { violations } = (await page.evaluate((tags) => {
      const { axe: runner } = globalThis as unknown as { axe: { run: (d: Document, o: unknown) => unknown } };
      return runner.run(document, { runOnly: tags, resultTypes: ["violations"] });
    }, RULES)) as AxeResults;
    faults.push(...violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${theme}: ${id} at ${target}`)));
    const overhang = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    if (overhang > 0) faults.push(`${theme}: ${overhang} pixels too wide`);
  }
  return faults;
}

it.each(LANGUAGES)("every screen in %s is without a fault, at 320 pixels, in every theme", async (language) => {
  const wallets = { ...NO_WALLETS, openid4vci: { credentialIssuer: "https://status.example.in" } };
  const open = await citizen.open({
    locale: `${language}-IN`,
    viewport: { width: 320, height: 640 },
    before: axe,
    service: { service: { wallets } },
  });
  const { page, service } = open;
  const found: Record<string, string[]> = {};
  const look = async (screen: string): Promise<void> => {
    found[screen] = await faultsOf(page);
  };
  await page.locator("main h1").waitFor();
  await look("first");
  await main(page).click();
  await page.locator(".notice").waitFor();
  await look("notice");
  await main(page).click();
  await page.locator("#mobile").fill("61000 00001");
  await page.locator("#full-name").fill("Asha Rani Biswas");
  await look("number");
  await main(page).click();
  await page.locator("#code").fill("1");
  await main(page).click();
  await page.locator("[data-code]").waitFor();
  await page.locator("summary").click();
  await look("code");
  await page.locator("#code").fill(service.lastCode());
  await main(page).click();
  await page.locator(".status-large").waitFor();
  await page.locator("details.save summary").click();
  await page.getByRole("button", { name: (await speak(language)).s.offer.make }).click();
  await page.locator(".offer .qr").waitFor();
  await look("result");
  await main(page).click();
  await page.locator(".done").waitFor();
  await page.goto(open.url);
  await page.locator(".card").waitFor();
  await look("kept");
  await page.locator(".card button.main").click();
  await page.locator(".qr-button").waitFor();
  await look("certificate");
  expect(found).toEqual(Object.fromEntries(Object.keys(found).map((screen) => [screen, []])));
});

it("text at twice the size still fits the phone", async () => {
  const { page } = await citizen.open();
  await page.locator("main h1").waitFor();
  await page.evaluate(() => {
    document.documentElement.style.fontSize = "225%";
  });
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
});

it("axe finds a fault where there is one", async () => {
  const { page } = await citizen.open({ before: axe });
  await page.locator("main h1").waitFor();
  await page.evaluate(() => {
    const picture = document.createElement("img");
    picture.src = "icon.svg";
    document.querySelector("main")?.append(picture);
  });
  expect((await faultsOf(page)).some((fault) => fault.includes("image-alt"))).toBe(true);
});

it("everything that a first visit loads is at most 100 kB compressed, in any language", async () => {
  const files = await readPageFiles(await builtPages());
  const sizeOf = (names: readonly string[]): number =>
    names.reduce((sum, name) => sum + gzipSync(files.get(name)?.bytes ?? "", { level: 9 }).length, 0);
  for (const language of LANGUAGES) {
    const { page } = await citizen.open({ locale: `${language}-IN` });
    const loaded = new Set<string>();
    page.on("request", (request) => loaded.add(new URL(request.url()).pathname.slice(1) || "index.html"));
    await page.reload();
    await page.locator("main h1").waitFor();
    const names = [...loaded].filter((name) => files.has(name));
    expect(names.length).toBeGreaterThan(4);
    expect(sizeOf(names)).toBeLessThanOrEqual(100_000);
  }
});
