// A desk's way with a person, from its key to the paper and the next one; and the link of the message at somebody else's printer. Every
// screen is held against axe in each language, at 320 pixels and on a desktop.

import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { LANGUAGES } from "@mohor/schema/texts";
import type { AxeResults } from "axe-core";
import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { Service } from "../../src/http/service.ts";
import { DESK_IDLE_SECONDS, PERSON_IDLE_SECONDS } from "../../src/web/assist/desk.ts";
import { NOW } from "../issuer-fixture.ts";
import {
  askAtDesk,
  assistPages,
  confirmAtDesk,
  type OpenDesk,
  openDesk,
  paperOf,
  signIn,
} from "./assist-in-browser.ts";
import { type CitizenBrowser, startCitizenBrowser } from "./citizen-in-browser.ts";

const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const RULES = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"];
/** What the desk's page is looked at on: a phone, and the shop's computer. */
const WIDTHS = [320, 1_280] as const;

let browser: CitizenBrowser;
let pages: Service["pages"];
beforeAll(async () => {
  browser = await startCitizenBrowser();
  pages = await assistPages();
});
afterEach(() => expect(browser.complaints).toEqual([]));
afterAll(async () => browser.close());

const SERVICE = () => ({ service: { service: { pages } } });

/** The faults that axe finds at each width, and what sticks out at the side. */
async function faultsOf(page: Page): Promise<string[]> {
  const faults: string[] = [];
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 800 });
    const { violations } = (await page.evaluate((tags) => {
      const { axe: runner } = globalThis as unknown as { axe: { run: (d: Document, o: unknown) => unknown } };
      return runner.run(document, { runOnly: tags, resultTypes: ["violations"] });
    }, RULES)) as AxeResults;
    faults.push(...violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${width}: ${id} at ${target}`)));
    const overhang = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    if (overhang > 0) faults.push(`${width}: ${overhang} pixels too wide`);
  }
  return faults;
}

/** Whether anything of the person is still in the page or kept by the browser. */
async function tracesOf({ page, service }: OpenDesk): Promise<string[]> {
  const held = await page.evaluate(() =>
    [
      document.body.textContent,
      ...[...document.querySelectorAll("input")].map(({ value }) => value),
      JSON.stringify({ ...sessionStorage }),
      JSON.stringify({ ...localStorage }),
      location.href,
    ].join("\n"),
  );
  const codes = service.messages.map(({ code }) => code).filter((code) => code !== "");
  return ["Asha", "Biswas", "61000", ...codes].filter((secret) => held.includes(secret));
}

it.each(LANGUAGES)(
  "in %s every screen of a visit is without a fault, on a phone and on a desktop",
  async (language) => {
    const open = await openDesk(browser, { locale: `${language}-IN`, before: axe, ...SERVICE() });
    const { page, service, key } = open;
    const found: Record<string, string[]> = {};
    const look = async (screen: string) => {
      found[screen] = await faultsOf(page);
    };
    expect(await page.locator("html").getAttribute("lang")).toBe(language);
    await page.locator("#key").fill("not a key");
    await page.locator("button.main").click();
    await page.locator('[data-code="ENTITY_KEY_INVALID"]').waitFor();
    await look("sign-in");
    await signIn(open);
    await look("person");
    await askAtDesk(open);
    await look("code");
    await confirmAtDesk(open);
    expect(service.messages.map(({ kind, language: sent }) => [kind, sent])).toEqual([
      ["desk-code", language],
      ["status", language],
    ]);
    for (const paper of ["card", "sheet"] as const)
      expect(new TextDecoder("latin1").decode((await paperOf(page, paper)).subarray(0, 5))).toBe("%PDF-");
    await look("paper");
    await page.locator("button.next").click();
    await page.locator("#mobile").waitFor();
    expect(await tracesOf(open)).toEqual([]);
    expect(await page.evaluate(() => JSON.stringify({ ...sessionStorage }))).toContain(key);

    const link = /\/p(#[0-9A-Z]{10})$/.exec(service.messages.at(-1)?.text ?? "")?.[1] ?? "";
    const printer = await open.context.newPage();
    await printer.goto(`${open.url}p${link}`);
    await printer.locator("#digits").waitFor();
    expect(new URL(printer.url()).hash).toBe("");
    expect(await printer.locator("#print-code").inputValue()).toBe(link.slice(1));
    await printer.locator("#digits").fill("1111");
    await printer.locator('[data-paper="sheet"]').click();
    await printer.locator('[data-code="PRINT_DIGITS_WRONG"]').waitFor();
    found.printer = await faultsOf(printer);
    await printer.locator("#digits").fill("0001");
    expect((await paperOf(printer, "sheet")).length).toBeGreaterThan(1_000);
    found.printed = await faultsOf(printer);
    expect(found).toEqual(Object.fromEntries(Object.keys(found).map((screen) => [screen, []])));
  },
);

describe("the desk's page", () => {
  it("is worked by the keyboard alone", async () => {
    const open = await openDesk(browser, SERVICE());
    const { page, key, service } = open;
    const press = (...keys: string[]) =>
      keys.reduce(async (done, each) => {
        await done;
        await page.keyboard.press(each);
      }, Promise.resolve());
    // Focus stands on the heading, so the first field is the next stop.
    await press("Tab");
    await page.keyboard.insertText(key);
    await press("Enter");
    await page.locator(".read-aloud p:nth-child(2)").waitFor();
    await press("Tab", "ArrowDown", "Tab");
    await page.keyboard.insertText("61000 00001");
    await press("Tab");
    await page.keyboard.insertText("Asha Rani Biswas");
    await page.locator(".read-aloud p:nth-child(2)").waitFor();
    await press("Tab", "Space", "Tab", "Enter");
    await page.locator("#code").waitFor();
    await press("Tab");
    await page.keyboard.insertText(service.lastCode());
    await press("Enter");
    await page.locator(".person-name").waitFor();
    expect(service.messages.map(({ language }) => language)).not.toContain("en");
    await press("Tab");
    expect(await page.evaluate(() => document.activeElement?.getAttribute("data-paper"))).toBe("card");
  });

  it("asks for nothing that the person has not heard in their own language", async () => {
    const open = await openDesk(browser, SERVICE());
    const { page, service } = open;
    await signIn(open);
    await page.locator("#mobile").fill("61000 00001");
    await page.locator("#full-name").fill("Asha Rani Biswas");
    await page.locator("button.main").click();
    await page.locator("#agreed").check();
    await page.locator('input[value="bn"]').check();
    await page.locator('.read-aloud[lang="bn"] p:nth-child(2)').waitFor();
    expect(await page.locator("#agreed").isChecked()).toBe(false);
    await page.locator("button.main").click();
    expect(service.messages).toEqual([]);
    await page.locator("#agreed").check();
    await page.locator("button.main").click();
    await page.locator("#code").waitFor();
    expect(service.messages).toMatchObject([{ kind: "desk-code", language: "bn" }]);
  });

  it("clears a person whom nobody serves any more, ends the visit at the service, and closes after half an hour", async () => {
    const open = await openDesk(browser, SERVICE());
    const { page, context, service } = open;
    await signIn(open);
    await askAtDesk(open);
    await confirmAtDesk(open);
    await context.clock.setFixedTime((NOW + PERSON_IDLE_SECONDS) * 1_000);
    const ended = page.waitForRequest((request) => request.method() === "DELETE");
    await page.locator(".bar[role=status]").waitFor();
    expect(await (await ended).response().then((response) => response?.status())).toBe(204);
    expect(await tracesOf(open)).toEqual([]);
    await context.clock.setFixedTime((NOW + DESK_IDLE_SECONDS) * 1_000);
    await page.locator("#key").waitFor();
    expect(await page.evaluate(() => sessionStorage.length)).toBe(0);
    expect(service.messages).toHaveLength(2);
  });

  it("opens again after a reload, forgets the person, and its key when it is closed or no longer accepted", async () => {
    const open = await openDesk(browser, SERVICE());
    const { page, key, service } = open;
    await signIn(open);
    await askAtDesk(open);
    await page.reload();
    await page.locator("#mobile").waitFor();
    expect(await tracesOf(open)).toEqual([]);
    await page.locator(".desk-line button").click();
    await page.locator("#key").waitFor();
    expect(await page.evaluate(() => sessionStorage.length)).toBe(0);
    await signIn(open);
    const { revokeEntity } = await import("../../src/domain/entity-registration.ts");
    const audit = { at: NOW, actor: "operator", action: "entity-revoked", subject: "desk", detail: {} };
    await service.service.stores.entities.change("kendra-17.barasat.example.in", revokeEntity, audit);
    await page.locator("#mobile").fill("61000 00001");
    await page.locator("#full-name").fill("Asha Rani Biswas");
    await page.locator("#agreed").check();
    await page.locator("button.main").click();
    await page.locator("#key").waitFor();
    await page.locator('[data-code="ENTITY_KEY_INVALID"]').waitFor();
    expect(await page.content()).not.toContain(key);
  });

  it("is no part of what a citizen's phone loads", async () => {
    const { readPageFiles } = await import("../../src/adapters/page-files.ts");
    const { builtPages } = await import("../../src/web/server/build-pages.ts");
    const own = await readPageFiles(await builtPages());
    const worker = new TextDecoder().decode(own.get("sw.js")?.bytes);
    expect(worker).not.toMatch(/desk|assist/);
    expect([...pages.keys()].every((name) => name.startsWith("assist/"))).toBe(true);
    expect([...pages.keys()]).not.toContain("assist/sw.js");
  });
});
