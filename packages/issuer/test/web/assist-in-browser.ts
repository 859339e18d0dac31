// Test support: the help desk's page and the page for a printer in a real Chromium, over the service that serves them.

import type { Page } from "playwright-core";
import { readPageFiles } from "../../src/adapters/page-files.ts";
import type { Service } from "../../src/http/service.ts";
import { ASSIST_PREFIX, builtAssistPages } from "../../src/web/server/build-assist-pages.ts";
import { NAME } from "../http/service-fixture.ts";
import { TEST_STATUS_KEY } from "../issuer-fixture.ts";
import type { CitizenBrowser, Opening, OpenPage } from "./citizen-in-browser.ts";
import { TYPED_MOBILE } from "./citizen-in-browser.ts";

/** The files of both pages under the names that the service serves them by. */
export async function assistPages(): Promise<Service["pages"]> {
  const files = await readPageFiles(await builtAssistPages());
  return new Map([...files].map(([name, file]) => [ASSIST_PREFIX + name, file]));
}

/** A desk's page with the key of a registered desk. */
export type OpenDesk = OpenPage & { readonly key: string };

/** Opens the desk's page, signed out. */
export async function openDesk(browser: CitizenBrowser, opening: Opening = {}): Promise<OpenDesk> {
  const open = await browser.open({ ...opening, path: "desk" });
  const key = await open.service.registerDesk("kendra-17.barasat.example.in");
  await open.service.issuer.stores.signingKeys.register(TEST_STATUS_KEY);
  await open.page.locator("#key").waitFor();
  return { ...open, key };
}

/** Opens the desk with its key. */
export async function signIn({ page, key }: OpenDesk): Promise<void> {
  await page.locator("#key").fill(key);
  await page.locator("button.main").click();
  await page.locator(".read-aloud p:nth-child(2)").waitFor();
}

/** The person's number and name, their consent, and the code asked for. */
export async function askAtDesk({ page }: OpenDesk): Promise<void> {
  await page.locator("#mobile").fill(TYPED_MOBILE);
  await page.locator("#full-name").fill(NAME);
  await page.locator("#agreed").check();
  await page.locator("button.main").click();
  await page.locator("#code").waitFor();
}

/** The code as the person says it. */
export async function confirmAtDesk({ page, service }: OpenDesk): Promise<void> {
  await page.locator("#code").fill(service.messages.findLast(({ kind }) => kind === "desk-code")?.code ?? "");
  await page.locator("button.main").click();
  await page.locator(".person-name").waitFor();
}

/** Presses the button of a paper; the bytes that it came to, by the link to save it. */
export async function paperOf(page: Page, paper: "card" | "sheet"): Promise<Uint8Array> {
  await page.locator(`[data-paper="${paper}"]`).click();
  const link = page.locator("a[download]");
  await link.waitFor();
  const [download] = await Promise.all([page.waitForEvent("download"), link.click()]);
  const { readFile } = await import("node:fs/promises");
  return new Uint8Array(await readFile(await download.path()));
}
