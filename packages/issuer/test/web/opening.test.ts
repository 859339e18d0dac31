// The first screen before the page's script: it stands in the HTML in the visitor's language, moves nothing and loses no press when the
// script comes, and says what a person can do where none comes.

import { LANGUAGES, type Language } from "@mohor/schema/texts";
import type { BrowserContext, Page, Route } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { THEMES } from "../../src/web/page/citizen.ts";
import { AXE, faultsOf } from "./axe.ts";
import { type CitizenBrowser, startCitizenBrowser } from "./citizen-in-browser.ts";

let citizen: CitizenBrowser;
beforeAll(async () => {
  citizen = await startCitizenBrowser();
});
afterAll(async () => citizen.close());

const SCRIPTS = /\.js$/;
const SAID: Readonly<Record<Language, { readonly start: string; readonly stuck: string; readonly desk: string }>> = {
  en: { start: "Get a certificate", stuck: "Is the page stuck?", desk: "help desk" },
  bn: { start: "সার্টিফিকেট নিন", stuck: "পাতাটা কি আটকে আছে?", desk: "সহায়তা কেন্দ্রে" },
  hi: { start: "प्रमाणपत्र लें", stuck: "क्या पन्ना अटक गया है?", desk: "सहायता केंद्र" },
};

/** A script that does not come until it is let. */
function held(): { readonly prepare: (context: BrowserContext) => Promise<unknown>; readonly release: () => void } {
  let release = (): void => undefined;
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  return {
    prepare: (context) => context.route(SCRIPTS, (route) => released.then(() => route.continue())),
    release,
  };
}

/** Lets the time pass that the style sheet waits for before it says more. */
async function waitLong(page: Page): Promise<void> {
  await page.evaluate(() => {
    for (const animation of document.getAnimations()) animation.finish();
  });
}

/** The script is answered so: then the page says what a person can do, and a press on what it offers opens it again. */
async function expectMissing(locale: string, answer: (route: Route) => Promise<void>): Promise<void> {
  const { page } = await citizen.open({ locale, prepare: (context) => context.route(SCRIPTS, answer) });
  const { start, desk } = SAID[locale.slice(0, 2) as Language];
  await page.locator(".stuck").waitFor({ state: "visible" });
  expect(await page.locator(".stuck").textContent()).toContain(desk);
  expect(await page.locator("main .main").isVisible()).toBe(false);
  await page.context().unroute(SCRIPTS);
  await page.locator(".stuck a").click();
  await page.locator("html:not([data-opening])").waitFor();
  expect(await page.locator("main .main").textContent()).toBe(start);
}

describe.each(LANGUAGES)("in %s", (language) => {
  const { start, stuck, desk } = SAID[language];
  const locale = `${language}-IN`;

  it("the server sends the first screen itself, and the other languages at a press", async () => {
    const { page } = await citizen.open({ locale, context: { javaScriptEnabled: false } });
    expect(await page.locator("html").getAttribute("lang")).toBe(language);
    expect(await page.locator("main .main").textContent()).toBe(start);
    const other = language === "en" ? "hi" : "en";
    await page.locator(`.languages [lang="${other}"]`).click();
    expect(await page.locator("html").getAttribute("lang")).toBe(other);
    expect(await page.locator("main .main").textContent()).toBe(SAID[other].start);
  });

  it("with JavaScript switched off it says at once what a person can do", async () => {
    const { page } = await citizen.open({ locale, context: { javaScriptEnabled: false } });
    expect(await page.locator(".stuck").isVisible()).toBe(true);
    expect(await page.locator(".stuck").textContent()).toContain(stuck);
    expect(await page.locator(".stuck").textContent()).toContain(desk);
    expect(await page.locator("main .main").isVisible()).toBe(false);
  });

  it("a script that is blocked is said to be missing at once, and another try stays in the language", async () => {
    await expectMissing(locale, (route) => route.abort("blockedbyclient"));
  });

  it("a press before the script is there is answered at once and carried out when it comes", async () => {
    const { prepare, release } = held();
    const { page } = await citizen.open({ locale, prepare });
    expect(await page.locator(".wait").isVisible()).toBe(false);
    await page.locator("main .main").click();
    expect(await page.locator(".wait").isVisible()).toBe(true);
    expect(await page.locator(".stuck").isVisible()).toBe(false);
    await waitLong(page);
    expect(await page.locator(".stuck").isVisible()).toBe(true);
    release();
    await page.locator(".notice").waitFor();
    expect(await page.locator(".opening").count()).toBe(0);
    expect(new URL(page.url()).hash).toBe("");
    await page.goBack();
    await page.locator("main .main").waitFor();
    expect(await page.locator("main .main").textContent()).toBe(start);
  });

  it("a press while the script looks what the phone keeps is carried out too", async () => {
    const { page, url } = await citizen.open({ locale });
    // What is kept is not told before it is let; the script itself is there.
    await page.addInitScript(() => {
      const told = IDBObjectStore.prototype.getAll;
      IDBObjectStore.prototype.getAll = function (...wanted) {
        const request = told.apply(this, wanted);
        const late = new Proxy(request, {
          get: (target, name) => Reflect.get(target, name, target),
          set(target, name, listener) {
            if (name !== "onsuccess") return Reflect.set(target, name, listener, target);
            target.onsuccess = (event) =>
              Object.assign(globalThis, { isAsked: true, tell: () => listener.call(target, event) });
            return true;
          },
        });
        return late;
      };
    });
    await page.goto(url);
    await page.waitForFunction(() => "isAsked" in globalThis);
    await page.locator("main .main").click();
    await page.evaluate(() => (globalThis as unknown as { tell: () => void }).tell());
    await page.locator(".notice").waitFor();
    expect(new URL(page.url()).hash).toBe("");
    await page.goBack();
    await page.locator("main .main").waitFor();
    expect(await page.locator("main .main").textContent()).toBe(start);
  });

  it("the script takes over what stands there: no element is made anew, nothing moves", async () => {
    const { prepare, release } = held();
    const { page } = await citizen.open({ locale, prepare });
    const before = await page.evaluate(() => {
      const shifts: number[] = [];
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) shifts.push((entry as unknown as { value: number }).value);
      }).observe({ type: "layout-shift", buffered: true });
      Object.assign(globalThis, { shifts, elements: [...document.querySelectorAll("header, main *, footer *")] });
      return document.querySelector("main")?.outerHTML;
    });
    await page.locator(".languages a").first().focus();
    release();
    await page.locator("html:not([data-opening])").waitFor();
    expect(await page.evaluate(() => document.querySelector("main")?.outerHTML)).toBe(before);
    const after = await page.evaluate(async () => {
      await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
      const { shifts, elements } = globalThis as unknown as { shifts: number[]; elements: Element[] };
      return {
        shifts,
        kept: elements.every((element) => element.isConnected),
        focus: document.activeElement?.className,
      };
    });
    expect(after).toEqual({ shifts: [], kept: true, focus: "button" });
  });

  it("axe finds nothing before the script is there, in any theme, waiting or stuck, at 320 pixels", async () => {
    const { prepare } = held();
    const { page } = await citizen.open({ locale, prepare, viewport: { width: 320, height: 640 }, before: AXE });
    const found: string[] = [];
    for (const state of ["", "failed"]) {
      for (const theme of THEMES) {
        await page.evaluate(
          ([mark, name]) => Object.assign(document.documentElement.dataset, { opening: mark, theme: name }),
          [state, theme] as const,
        );
        found.push(...(await faultsOf(page)));
      }
    }
    await page.evaluate(() => {
      document.documentElement.style.fontSize = "225%";
    });
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    expect(found).toEqual([]);
  });
});

it.each<readonly [string, (route: Route) => Promise<void>]>([
  ["is lost on the way", (route) => route.abort("connectionreset")],
  ["is not there", (route) => route.fulfill({ status: 404, body: "" })],
  [
    "is not for this browser",
    (route) => route.fulfill({ contentType: "text/javascript", body: "let = newer than it" }),
  ],
  ["breaks", (route) => route.fulfill({ contentType: "text/javascript", body: "throw new Error('broken');" })],
])("a script that %s is said to be missing at once", (_, answer) => expectMissing("en-IN", answer));

it("the language of the address goes before the browser's, and an unknown one is none", async () => {
  const chosen = await citizen.open({ locale: "en-IN", path: "?lang=hi", context: { javaScriptEnabled: false } });
  expect(await chosen.page.locator("html").getAttribute("lang")).toBe("hi");
  const unknown = await citizen.open({ locale: "ta-IN", path: "?lang=ta", context: { javaScriptEnabled: false } });
  expect(await unknown.page.locator("html").getAttribute("lang")).toBe("bn");
});

it("what was chosen is remembered without an address, and goes before the browser's language", async () => {
  const { page, url } = await citizen.open({ locale: "en-IN" });
  await page.locator('.languages [lang="hi"]').click();
  await page.locator('html[lang="hi"]').waitFor();
  await page.goto(url);
  await page.locator('html[lang="hi"]:not([data-opening])').waitFor();
  expect(await page.locator("main .main").textContent()).toBe(SAID.hi.start);
});

it("a display that was chosen is shown as chosen, though the server draws another", async () => {
  const { page, url } = await citizen.open({ locale: "en-IN", context: { serviceWorkers: "block" } });
  await page.locator("html:not([data-opening])").waitFor();
  await page.locator("#theme").selectOption("dark");
  await page.goto(url);
  await page.locator('html[data-theme="dark"]:not([data-opening])').waitFor();
  expect(await page.locator("#theme").inputValue()).toBe("dark");
});

it("a page that the server does not draw says in every language that its script is missing", async () => {
  const { page } = await citizen.open({
    path: "embed?session=unknown",
    prepare: (context) => context.route(SCRIPTS, (route) => route.abort("blockedbyclient")),
  });
  for (const language of LANGUAGES) {
    await page.locator(`.stuck[lang="${language}"]`).waitFor({ state: "visible" });
    expect(await page.locator(`.stuck[lang="${language}"]`).textContent()).toContain(SAID[language].desk);
  }
});

it("an address with a certificate offers none before the script is there", async () => {
  const { prepare } = held();
  const { page } = await citizen.open({ path: "#MQ1:ABC", prepare });
  expect(await page.locator("main").isVisible()).toBe(false);
});

it("a page of another origin that opens this one has no hold on it", async () => {
  const { url } = await citizen.open();
  const context = await citizen.browser.newContext();
  try {
    await context.route("http://stranger.test/", (route) => route.fulfill({ contentType: "text/html", body: "<p>" }));
    const stranger = await context.newPage();
    await stranger.goto("http://stranger.test/");
    const opened = context.waitForEvent("page");
    await stranger.evaluate((address) => Object.assign(globalThis, { handle: open(address) }), url);
    await (await opened).locator("html:not([data-opening])").waitFor();
    expect(await (await opened).evaluate(() => opener)).toBeNull();
    // To whoever has no hold on a window it is closed (HTML, "closed").
    expect(await stranger.evaluate(() => (globalThis as unknown as { handle: Window }).handle.closed)).toBe(true);
  } finally {
    await context.close();
  }
});

it("what fails here fails at the script alone, by no policy of the page's own", () => {
  expect(citizen.complaints.filter((complaint) => /policy|refused|violat|request to/i.test(complaint))).toEqual([]);
});
