// Test support: the citizen's pages in a real Chromium, served by the service itself over stores in memory. One browser for a test file;
// each test has a context and a service of its own, so nothing is kept from one to the next.

import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type Locator,
  type Page,
} from "playwright-core";
import { osTool } from "../../../../test-support/os-tool.ts";
import { readPageFiles } from "../../src/adapters/page-files.ts";
import type { Certificate } from "../../src/domain/certificate.ts";
import type { RegistryRow } from "../../src/domain/enrolment.ts";
import { hashMobile } from "../../src/domain/enrolment.ts";
import { type App, createApp } from "../../src/http/app.ts";
import { type Listener, listen } from "../../src/http/listen.ts";
import { builtPages } from "../../src/web/server/build-pages.ts";
import { createTestService, NAME, type TestService, type TestServiceOptions } from "../http/service-fixture.ts";
import { NOW, testHash } from "../issuer-fixture.ts";

/** How a page is opened. */
export type Opening = {
  readonly locale?: string;
  /** NumericDate that the page's clock shows; the service's own stands at NOW. */
  readonly now?: number;
  readonly viewport?: { readonly width: number; readonly height: number };
  /** Runs in the page before its own code. */
  readonly before?: string;
  readonly path?: string;
  /** What the registry says of the fixture's person, where a test wants something else. */
  readonly row?: Partial<RegistryRow>;
  readonly service?: TestServiceOptions;
  readonly context?: BrowserContextOptions;
  /** Done to the context before the page is opened. */
  readonly prepare?: (context: BrowserContext) => Promise<unknown>;
};

/** An answer that the service gave. */
export type Sent = {
  readonly path: string;
  readonly status: number;
  /** Of the body, as it went over the line. */
  readonly bytes: number;
};

/** An open page and what stands behind it. */
export type OpenPage = {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly service: TestService;
  readonly url: string;
  /** What the service has sent so far, to the page and to its service worker. */
  readonly sent: readonly Sent[];
  /** Ends the service: from then on there is no server. */
  readonly stop: () => Promise<void>;
};

export type CitizenBrowser = {
  readonly browser: Browser;
  readonly open: (opening?: Opening) => Promise<OpenPage>;
  /** What pages have complained of so far: errors, refusals by policy, requests to anywhere else. */
  readonly complaints: string[];
  readonly close: () => Promise<void>;
};

/** A registered number of the fixture's person, as people type it. */
export const TYPED_MOBILE = "61000 00001";

const RULES = {
  host: "127.0.0.1",
  port: 0,
  maxConnections: 64,
  headersSeconds: 5,
  requestSeconds: 10,
  keepAliveSeconds: 5,
  stopSeconds: 0,
};

/** Starts the browser. */
export async function startCitizenBrowser(): Promise<CitizenBrowser> {
  const browser = await chromium.launch({
    executablePath: await osTool("chromium"),
    args: ["--no-sandbox", "--disable-background-networking"],
  });
  const pages = await readPageFiles(await builtPages());
  const opened: { context: BrowserContext; stop: () => Promise<void> }[] = [];
  const complaints: string[] = [];

  const open = async (opening: Opening = {}): Promise<OpenPage> => {
    const { locale = "en-IN", now = NOW, viewport = { width: 360, height: 740 }, before, path = "" } = opening;
    const allPages = new Map([...pages, ...(opening.service?.service?.pages ?? [])]);
    const service = await createTestService({
      ...opening.service,
      service: { ...opening.service?.service, pages: allPages },
    });
    await service.issuer.enrol(opening.row ?? {});
    const sent: Sent[] = [];
    let listener: Listener | null = await listen(counting(createApp(service.service), sent), RULES);
    const url = `http://127.0.0.1:${listener.port}/`;
    const stop = async (): Promise<void> => {
      const running = listener;
      listener = null;
      await running?.stop();
    };
    const context = await browser.newContext({ locale, viewport, timezoneId: "Asia/Kolkata", ...opening.context });
    opened.push({ context, stop });
    await context.clock.setFixedTime(now * 1_000);
    if (before !== undefined) await context.addInitScript(before);
    context.on("weberror", (error) => complaints.push(`error: ${error.error().message}`));
    context.on("console", (message) => {
      // A refusal of ours is an answer, and Chromium reports every such answer.
      if (message.type() === "error" && !/status of (?:4\d\d|503)|net::ERR/.test(message.text()))
        complaints.push(`console: ${message.text()}`);
    });
    context.on("request", (request) => {
      const { origin, protocol } = new URL(request.url());
      // The browser shows a PDF by a page of its own.
      const isOwn = protocol === "blob:" || protocol.startsWith("chrome");
      if (!isOwn && `${origin}/` !== url) complaints.push(`request to ${origin}`);
    });
    await opening.prepare?.(context);
    const page = await context.newPage();
    await page.goto(url + path);
    return { page, context, service, url, sent, stop };
  };

  return {
    browser,
    open,
    complaints,
    async close() {
      for (const { context, stop } of opened) {
        await context.close();
        await stop();
      }
      await browser.close();
    },
  };
}

/** The application, with what it sends written down. */
function counting(app: App, sent: Sent[]): App {
  return {
    async fetch(request, peer) {
      const response = await app.fetch(request, peer);
      const { length } = new Uint8Array(await response.clone().arrayBuffer());
      sent.push({ path: new URL(request.url).pathname, status: response.status, bytes: length });
      return response;
    },
  };
}

/** The certificates of the fixture's person that are current. */
export async function currentOf({ service }: OpenPage): Promise<readonly Certificate[]> {
  const { records, certificates } = service.service.stores;
  const held = await records.onMobile(await hashMobile("+916100000001", testHash), 9);
  return certificates.currentOf(
    held.map(({ recordId }) => recordId),
    NOW,
  );
}

/** The button with the page's main action. */
export const main = (page: Page): Locator => page.locator("main .main").first();

/** From the first screen to the code: agrees, types number and name, and waits for the code's field. */
export async function askForCode(
  { page }: OpenPage,
  { name = NAME, mobile = TYPED_MOBILE }: { readonly name?: string; readonly mobile?: string } = {},
): Promise<void> {
  await main(page).click();
  await page.locator(".notice").waitFor();
  await main(page).click();
  await page.locator("#mobile").fill(mobile);
  await page.locator("#full-name").fill(name);
  await main(page).click();
  await page.locator("#code").waitFor();
}

/** From the first screen to the status. */
export async function obtain(open: OpenPage): Promise<void> {
  await askForCode(open);
  await open.page.locator("#code").fill(open.service.lastCode());
  await main(open.page).click();
  await open.page.locator(".status-large").waitFor();
}

/** The same, and keeps it on the phone. */
export async function obtainAndKeep(open: OpenPage): Promise<void> {
  await obtain(open);
  await main(open.page).click();
  await open.page.locator(".done").waitFor();
}
