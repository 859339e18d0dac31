// How the pages look to a browser, a screen reader and a phone of 320 pixels: every screen in every language and theme.

import { LANGUAGES } from "@mohor/schema/texts";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { readPageFiles } from "../../src/adapters/page-files.ts";
import { NO_WALLETS } from "../../src/cli/wallet-settings.ts";
import { THEMES } from "../../src/web/page/citizen.ts";
import { speak } from "../../src/web/page/strings/index.ts";
import { builtPages } from "../../src/web/server/build-pages.ts";
import { AXE, faultsOf } from "./axe.ts";
import { type CitizenBrowser, main, startCitizenBrowser } from "./citizen-in-browser.ts";

let citizen: CitizenBrowser;
beforeAll(async () => {
  citizen = await startCitizenBrowser();
});
afterAll(async () => citizen.close());

/** The faults in every theme. */
async function faultsInThemes(page: Page): Promise<string[]> {
  const faults: string[] = [];
  for (const theme of THEMES) {
    await page.locator("#theme").selectOption(theme);
    await page.locator(`html[data-theme="${theme}"]`).waitFor();
    faults.push(...(await faultsOf(page)).map((fault) => `${theme}: ${fault}`));
  }
  return faults;
}

it.each(LANGUAGES)("every screen in %s is without a fault, at 320 pixels, in every theme", async (language) => {
  const wallets = { ...NO_WALLETS, openid4vci: { credentialIssuer: "https://status.example.in" } };
  const open = await citizen.open({
    locale: `${language}-IN`,
    viewport: { width: 320, height: 640 },
    before: AXE,
    service: { service: { wallets } },
  });
  const { page, service } = open;
  const found: Record<string, string[]> = {};
  const look = async (screen: string): Promise<void> => {
    found[screen] = await faultsInThemes(page);
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
  const { page } = await citizen.open({ before: AXE });
  // The script has taken over what the server drew: until then it would take the picture away again.
  await page.locator("html:not([data-opening]) main h1").waitFor();
  await page.evaluate(() => {
    const picture = document.createElement("img");
    picture.src = "icon.svg";
    document.querySelector("main")?.append(picture);
  });
  expect((await faultsInThemes(page)).some((fault) => fault.includes("image-alt"))).toBe(true);
});

it.each(LANGUAGES)(
  "all that a first visit in %s fetches, by the page and by its service worker, is at most 100 kB",
  async (language) => {
    const { page, sent } = await citizen.open({ locale: `${language}-IN` });
    await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
    const files = new Set((await readPageFiles(await builtPages())).keys());
    const fetched = new Set(sent.map(({ path }) => path.slice(1)));
    // All that the page may ever need is on the phone then, but for what is drawn for first visitors only.
    expect([...files].filter((name) => !fetched.has(name) && !name.startsWith("first-"))).toEqual([]);
    expect(sent.reduce((sum, { bytes }) => sum + bytes, 0)).toBeLessThanOrEqual(100_000);
  },
);
