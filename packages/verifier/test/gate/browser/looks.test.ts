// How the gate looks and what it is made of: no fault of accessibility on any screen in any language and appearance, nothing that runs off
// a narrow phone, a strict policy for scripts, and a small shell.

import { readdir, readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { LANGUAGES, type Language } from "@mohor/schema/texts";
import type { AxeResults } from "axe-core";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { EFFORT } from "../../../../../test-support/effort.ts";
import { builtGate } from "../../../src/gate/server/index.ts";
import { CLAIMS, FULL_CLAIMS, KEYS, NOW, qrTextOf, signedBundle } from "../../test-issuer.ts";
import { EMPTY_FRAME, type GateBrowser, gone, scan, startGateBrowser, verdictOn } from "./gate-in-browser.ts";

let gate: GateBrowser;
const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
beforeAll(async () => {
  gate = await startGateBrowser();
});
afterAll(() => gate?.close());

const RULES = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"];
const THEMES = ["light", "dark", "sun"];
const { aud: _forOneEntity, ...TWO_NAMES } = FULL_CLAIMS;

/** The faults that axe finds, as rule and place. */
async function faultsOn(page: Page, runOnly: readonly string[]): Promise<string[]> {
  const { violations } = (await page.evaluate(
    (options) =>
      (globalThis as unknown as { axe: { run: (d: Document, o: unknown) => unknown } }).axe.run(document, options),
    { runOnly, resultTypes: ["violations"] },
  )) as AxeResults;
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id} at ${target.join(" ")}`));
}

/**
 * Looks at the screen as it stands: width in each appearance, and faults in one for each language, so that every screen is seen in every
 * language and in every appearance; in all of them in a long run.
 */
async function look(page: Page, name: string, language: Language, faults: string[]): Promise<void> {
  for (const [index, theme] of THEMES.entries()) {
    await page.evaluate((one) => {
      document.documentElement.dataset.theme = one;
    }, theme);
    if (EFFORT > 1 || LANGUAGES[index] === language) {
      for (const fault of await faultsOn(page, RULES)) faults.push(`${name}, ${theme}: ${fault}`);
    }
    const width = await page.evaluate(() =>
      Math.max(
        ...[...document.querySelectorAll("body, body *:not(.hidden)")].map((it) => it.getBoundingClientRect().right),
      ),
    );
    if (width > 320.5) faults.push(`${name}, ${theme}: reaches ${width} of 320 pixels`);
  }
}

test.each(LANGUAGES)(
  "every screen is without fault and fits 320 pixels, in every appearance, in %s",
  async (language) => {
    await gate.show(EMPTY_FRAME);
    const faults: string[] = [];
    const narrow = { locale: `${language}-IN`, viewport: { width: 320, height: 640 }, before: axe };
    const { page } = await gate.open(narrow);
    await page.locator(".chip.fresh").waitFor();
    await look(page, "scanning", language, faults);
    for (const [name, parts] of [
      ["admitted", { claims: { ...TWO_NAMES, status: "fully" as const } }],
      ["not admitted", { claims: { ...TWO_NAMES, status: "partially" as const } }],
      ["expired", { claims: { ...CLAIMS, iat: NOW - 1_000, exp: NOW } }],
      ["undecided", { claims: { ...CLAIMS, iat: NOW - 1_000 }, key: KEYS.specimen }],
    ] as const) {
      await scan(page, qrTextOf(parts));
      await verdictOn(page);
      await look(page, name, language, faults);
      await page.keyboard.press("Escape");
      await gone(page);
    }
    const back = () => page.locator(".panel-head button").click();
    await page.locator(".bottom button").last().click();
    await look(page, "other ways", language, faults);
    await back();
    await page.locator("button.menu").click();
    await look(page, "menu", language, faults);
    for (const [index, name] of ["trust", "supervisor", "settings"].entries()) {
      await page.locator(".list button").nth(index).click();
      await look(page, name, language, faults);
      await back();
      await page.locator("button.menu").click();
    }
    const first = await gate.open({
      ...narrow,
      trust: null,
      before: `${axe}; Object.defineProperty(navigator, "mediaDevices", { value: undefined });`,
    });
    await first.page.locator(".card.first").waitFor();
    await look(first.page, "first start without a camera", language, faults);
    await scan(first.page, qrTextOf());
    await verdictOn(first.page);
    await look(first.page, "undecided", language, faults);
    await first.page.keyboard.press("Escape");
    await first.page.locator(".card.first button").click();
    await first.page
      .locator("input[type=file]")
      .setInputFiles({ name: "trust-bundle.cose", mimeType: "", buffer: Buffer.from(signedBundle()) });
    await first.page.locator(".fingerprint").waitFor();
    await look(first.page, "comparing", language, faults);
    expect(faults).toEqual([]);
  },
);

test("the check for faults finds one that was put there", async () => {
  const { page } = await gate.open({ before: axe });
  await page.locator(".chip.fresh").waitFor();
  await page.evaluate(() => document.querySelector("button.menu")?.removeAttribute("aria-label"));
  expect(await faultsOn(page, RULES)).toEqual([expect.stringContaining("button-name")]);
});

test("scripts come from the gate itself only: no inline code, no eval, one Trusted Types policy; nothing but the camera is allowed", async () => {
  const { page } = await gate.open();
  const response = await page.goto(page.url());
  const policy = response?.headers()["content-security-policy"] ?? "";
  expect(policy).not.toMatch(/unsafe-inline|'unsafe-eval'|\*|https?:/);
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("require-trusted-types-for 'script'");
  const tried = await page.evaluate(() => {
    const results: string[] = [];
    const attempt = (name: string, action: () => unknown): void => {
      try {
        action();
        results.push(name);
      } catch {
        // Refused, as it should be.
      }
    };
    setTimeout("globalThis.isInjected = true" as unknown as () => void, 0);
    attempt("a worker from elsewhere", () => new Worker("https://elsewhere.example/worker.js"));
    attempt("a second policy", () =>
      (
        globalThis as unknown as { trustedTypes: { createPolicy: (n: string, r: object) => unknown } }
      ).trustedTypes.createPolicy("other", {}),
    );
    attempt("markup", () => {
      document.body.innerHTML = "<b>x</b>";
    });
    return results;
  });
  expect(tried).toEqual([]);
  await page.waitForTimeout(50);
  expect(await page.evaluate(() => "isInjected" in globalThis)).toBe(false);
  expect(response?.headers()["permissions-policy"]).toContain("camera=(self)");
});

test("the app can be installed: a manifest with name, start, icons, and a service worker that answers", async () => {
  const { page } = await gate.open();
  await page.evaluate(() => navigator.serviceWorker.ready);
  const session = await page.context().newCDPSession(page);
  const { errors, data } = await session.send("Page.getAppManifest");
  expect(errors).toEqual([]);
  const manifest = JSON.parse(data ?? "{}");
  expect(manifest).toMatchObject({ display: "standalone", start_url: "./", scope: "./" });
  const { installabilityErrors } = await session.send("Page.getInstallabilityErrors");
  // A private window, which is what tests run in, can install nothing.
  expect(installabilityErrors.map(({ errorId }) => errorId).filter((id) => id !== "in-incognito")).toEqual([]);
});

test("the shell is at most 100 kB compressed without the reader's WebAssembly and the readers of last resort", async () => {
  const folder = await builtGate();
  const sizes = new Map<string, number>();
  for (const name of (await readdir(folder)).filter((each) => !/\.(?:br|gz)$/.test(each)))
    sizes.set(name, gzipSync(await readFile(join(folder, name)), { level: 9 }).length);
  const sum = (wanted: (name: string) => boolean): number =>
    [...sizes].filter(([name]) => wanted(name)).reduce((total, [, size]) => total + size, 0);
  // What the first verdict needs: page, worker, styles and one language. The readers of last resort come when they are needed.
  const isLanguage = (name: string): boolean => /^(?:en|bn|hi)-/.test(name);
  const isCommon = (name: string): boolean =>
    /\.(?:html|js|css|webmanifest)$/.test(name) && !/^(?:jsQR|decode)-/.test(name) && !isLanguage(name);
  const languages = LANGUAGES.map((language) => sum((name) => name.startsWith(`${language}-`)));
  expect(Math.min(...languages)).toBeGreaterThan(0);
  const shell = sum(isCommon) + Math.max(...languages);
  const all = sum((name) => isCommon(name) || isLanguage(name));
  process.stderr.write(
    `gate: shell ${shell} bytes compressed, with all languages ${all}; all files ${sum(() => true)}\n`,
  );
  expect(shell).toBeLessThanOrEqual(100_000);
});
