// Test support: the gate in a real Chromium, with a camera that shows what a test paints and a clock that stands where a test sets it.
// One browser for a test file; each test has a context of its own, so nothing is kept from one to the next.

import { mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { type Luma, y4m } from "../../../../../test-support/fake-camera.ts";
import { osTool } from "../../../../../test-support/os-tool.ts";
import { builtGate, type GateServer, serveGate } from "../../../src/gate/server/index.ts";
import { paintSheet } from "../../image/paint.ts";
import { NOW, signedBundle } from "../../test-issuer.ts";

/** Size of the camera's frames. */
export const CAMERA = { width: 1280, height: 720 } as const;

/** A frame with nothing to read. */
export const EMPTY_FRAME: Luma = paintSheet({ ...CAMERA, symbols: [] });

/** A frame with that text held before the camera; several stand side by side. */
export function frameOf(...texts: readonly string[]): Luma {
  const width = Math.min(420, Math.floor(CAMERA.width / texts.length) - 20);
  const symbols = texts.map((text, i) => ({
    text,
    width,
    left: Math.round(((i + 0.5) * CAMERA.width) / texts.length - width / 2),
    top: Math.round((CAMERA.height - width) / 2),
  }));
  return paintSheet({ ...CAMERA, symbols });
}

/** How a page is opened. */
export type Opening = {
  /** Browser language; English unless given. */
  readonly locale?: string;
  /** NumericDate that the page's clock shows. */
  readonly now?: number;
  /** Trust that the gate's server offers at a first start; none for null; or a publisher's whole folder. */
  readonly trust?: Uint8Array | null | ReadonlyMap<string, Uint8Array>;
  readonly viewport?: { readonly width: number; readonly height: number };
  /** Runs in the page before its own code. */
  readonly before?: string;
  readonly path?: string;
  /** The server's policy does not allow WebAssembly. */
  readonly withoutWasm?: boolean;
  readonly context?: BrowserContextOptions;
};

/** An open gate. */
export type OpenGate = { readonly page: Page; readonly context: BrowserContext; readonly server: GateServer };

export type GateBrowser = {
  readonly browser: Browser;
  /** What the camera shows from the next page on, in a loop. */
  readonly show: (...frames: readonly Luma[]) => Promise<void>;
  readonly open: (opening?: Opening) => Promise<OpenGate>;
  /** What pages have complained of so far: errors, refusals by policy, requests to anywhere else. */
  readonly complaints: string[];
  readonly close: () => Promise<void>;
};

/** Starts the browser. With `hasCamera: false` the machine has none. */
export async function startGateBrowser({
  hasCamera = true,
}: {
  readonly hasCamera?: boolean;
} = {}): Promise<GateBrowser> {
  const directory = await mkdtemp(join(tmpdir(), "mohor-gate-"));
  const film = join(directory, "camera.y4m");
  const show = async (...frames: readonly Luma[]): Promise<void> => {
    await writeFile(`${film}.new`, y4m(frames));
    await rename(`${film}.new`, film);
  };
  await show(EMPTY_FRAME);
  const camera = ["--use-fake-device-for-media-stream", `--use-file-for-fake-video-capture=${film}`];
  const browser = await chromium.launch({
    executablePath: await osTool("chromium"),
    args: [
      "--no-sandbox",
      "--disable-background-networking",
      "--use-fake-ui-for-media-stream",
      ...(hasCamera ? camera : ["--use-fake-device-for-media-stream=device-count=0"]),
    ],
  });
  const folder = await builtGate();
  let opened: { context: BrowserContext; server: GateServer }[] = [];
  const complaints: string[] = [];

  const closeAll = async (): Promise<void> => {
    const old = opened;
    opened = [];
    for (const { context, server } of old) {
      // A file still on its way through a route of a test must not outlive it.
      await context.unrouteAll({ behavior: "ignoreErrors" });
      await context.close();
      await server.close();
    }
  };

  const open = async ({
    locale = "en-IN",
    now = NOW,
    trust = signedBundle(),
    viewport = { width: 360, height: 740 },
    before,
    path = "",
    withoutWasm = false,
    context: options = {},
  }: Opening = {}): Promise<OpenGate> => {
    // The one camera plays one film: pages of earlier tests would hold the old one.
    await closeAll();
    const server = await serveGate({
      folder,
      address: { host: "127.0.0.1", port: 0 },
      judge: async () => [],
      trustFiles:
        trust instanceof Map ? trust : new Map(trust === null ? [] : [["trust.mohor-trust", trust as Uint8Array]]),
      publisher: null,
    });
    const context = await browser.newContext({ locale, viewport, timezoneId: "Asia/Kolkata", ...options });
    opened.push({ context, server });
    await context.clock.setFixedTime(now * 1_000);
    if (before !== undefined) await context.addInitScript(before);
    if (withoutWasm) {
      await context.route("**/*", async (route) => {
        const response = await route.fetch();
        const headers = response.headers();
        const policy = headers["content-security-policy"]?.replace(" 'wasm-unsafe-eval'", "") ?? "";
        await route.fulfill({ response, headers: { ...headers, "content-security-policy": policy } });
      });
    }
    context.on("weberror", (error) => complaints.push(`error: ${error.error().message}`));
    context.on("console", (message) => {
      if (message.type() === "error") complaints.push(`console: ${message.text()}`);
    });
    context.on("request", (request) => {
      const { origin, protocol } = new URL(request.url());
      if (protocol !== "blob:" && protocol !== "data:" && `${origin}/` !== server.url)
        complaints.push(`request to ${origin}`);
    });
    const page = await context.newPage();
    await page.goto(server.url + path);
    return { page, context, server };
  };

  return {
    browser,
    show,
    open,
    complaints,
    async close() {
      await closeAll();
      await browser.close();
      await rm(directory, { recursive: true });
    },
  };
}

/** The result on the screen: what it is, its code, and all that is written. Waits for one. */
export async function verdictOn(page: Page): Promise<{ shown: string; code: string | null; text: string }> {
  const face = page.locator(".face").first();
  await face.waitFor();
  return {
    shown: (await face.getAttribute("data-shown")) ?? "",
    code: await face.getAttribute("data-code"),
    text: (await face.textContent()) ?? "",
  };
}

/** Waits until no result is on the screen. */
export async function gone(page: Page): Promise<void> {
  await page.locator(".verdict").waitFor({ state: "detached" });
}

/**
 * Types a text and Enter as a USB scanner does: at once, wherever the focus is. Key by key from outside, a busy machine would type as
 * slowly as a person.
 */
export async function scan(page: Page, text: string): Promise<void> {
  await page.evaluate((keys) => {
    for (const key of [...keys, "Enter"]) {
      const target = document.activeElement ?? document.body;
      target.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
    }
  }, text);
}
