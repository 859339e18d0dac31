// What goes wrong at a gate, and the clear way on each time: camera refused, absent, busy, unplugged, another orientation, a hidden tab, a
// full device, a browser that keeps nothing, a worker that dies, WebAssembly that is not allowed, a newer version of the app.

import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { builtGate, type GateServer, serveGate } from "../../../src/gate/server/index.ts";
import { qrTextOf } from "../../test-issuer.ts";
import { EMPTY_FRAME, frameOf, type GateBrowser, gone, scan, startGateBrowser, verdictOn } from "./gate-in-browser.ts";

let gate: GateBrowser;
beforeAll(async () => {
  gate = await startGateBrowser();
});
afterAll(() => gate?.close());

const GENUINE = qrTextOf();

/** The first request for a camera fails like this; later ones are the browser's own. */
const failingOnce = (name: string): string => `{
  const own = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
  let isFirst = true;
  navigator.mediaDevices.getUserMedia = (constraints) => {
    if (!isFirst) return own(constraints);
    isFirst = false;
    return Promise.reject(new DOMException("", ${JSON.stringify(name)}));
  };
}`;

test.each([
  ["refused", "NotAllowedError", "The camera is not allowed"],
  ["absent", "NotFoundError", "No camera found"],
  ["busy", "NotReadableError", "Another app is using the camera"],
])(
  "a camera that is %s is named; another touch starts it, and the other ways work meanwhile",
  async (_what, error, title) => {
    await gate.show(frameOf(GENUINE));
    const { page } = await gate.open({ before: failingOnce(error) });
    await page.locator(".problem h1", { hasText: title }).waitFor();
    await scan(page, GENUINE);
    expect((await verdictOn(page)).shown).toBe("admitted");
    await page.keyboard.press("Escape");
    await gone(page);
    await page.getByRole("button", { name: "Start the camera" }).click();
    expect((await verdictOn(page)).shown).toBe("admitted");
  },
);

test("a machine that has no camera at all says so by itself", async () => {
  const bare = await startGateBrowser({ hasCamera: false });
  try {
    const { page } = await bare.open();
    await page.locator(".problem h1", { hasText: "No camera found" }).waitFor();
  } finally {
    await bare.close();
  }
});

test("without any way to ask for a camera the page says so", async () => {
  const { page } = await gate.open({
    before: "Object.defineProperty(navigator, 'mediaDevices', { value: undefined })",
  });
  await page.locator(".problem h1", { hasText: "cannot use a camera here" }).waitFor();
});

test("a camera that is unplugged is named, and comes back by itself when one is plugged in", async () => {
  await gate.show(EMPTY_FRAME);
  const { page } = await gate.open();
  await page.locator(".aim").waitFor();
  await page.evaluate(() => {
    const stream = document.querySelector("video")?.srcObject as MediaStream;
    stream.getVideoTracks()[0]?.dispatchEvent(new Event("ended"));
  });
  await page.locator(".problem h1", { hasText: "disconnected" }).waitFor();
  await page.evaluate(() => navigator.mediaDevices.dispatchEvent(new Event("devicechange")));
  await page.locator(".aim").waitFor();
});

test("a tab that is hidden lets the camera rest, and scans again when it is shown", async () => {
  await gate.show(EMPTY_FRAME);
  const { page } = await gate.open();
  await page.locator(".aim").waitFor();
  const setHidden = (isHidden: boolean): Promise<void> =>
    page.evaluate((hidden) => {
      Object.defineProperty(document, "visibilityState", { value: hidden ? "hidden" : "visible", configurable: true });
      document.dispatchEvent(new Event("visibilitychange"));
    }, isHidden);
  await setHidden(true);
  await page.locator(".aim").waitFor({ state: "detached" });
  expect(await page.evaluate(() => document.querySelector("video")?.srcObject)).toBeNull();
  await setHidden(false);
  await page.locator(".aim").waitFor();
});

test("a phone turned on its side goes on scanning, and the whole result stays within reach", async () => {
  await gate.show(frameOf(GENUINE));
  const { page } = await gate.open();
  await page.setViewportSize({ width: 740, height: 360 });
  await verdictOn(page);
  const next = await page.getByRole("button", { name: "Next person" }).boundingBox();
  expect(next?.width).toBeGreaterThan(200);
  await page.setViewportSize({ width: 360, height: 740 });
  await page.getByRole("button", { name: "Next person" }).click();
  await gone(page);
});

test.each([
  ["full", "QuotaExceededError", "This device is full"],
  ["closed to this page", "UnknownError", "This browser keeps nothing"],
])("a device whose memory is %s still scans, and says what that means", async (_what, error, sentence) => {
  await gate.show(frameOf(GENUINE));
  const { page } = await gate.open({
    before: `IDBObjectStore.prototype.put = () => { throw new DOMException("", ${JSON.stringify(error)}); };`,
  });
  expect((await verdictOn(page)).shown).toBe("admitted");
  await page.keyboard.press("Escape");
  await page.locator(".note", { hasText: sentence }).waitFor();
});

test("a browser without any memory scans too", async () => {
  await gate.show(frameOf(GENUINE));
  const { page } = await gate.open({ before: "Object.defineProperty(globalThis, 'indexedDB', { value: undefined })" });
  expect((await verdictOn(page)).shown).toBe("admitted");
});

test("a worker that dies is replaced, with the same trust, and the person is asked to show the code again", async () => {
  await gate.show(EMPTY_FRAME);
  const { page } = await gate.open({
    before: `{
      const Own = Worker;
      globalThis.Worker = class extends Own { constructor(...all) { super(...all); globalThis.lastWorker = this; } };
    }`,
  });
  await page.locator(".chip.fresh").waitFor();
  await page.evaluate(() =>
    (globalThis as unknown as { lastWorker: Worker }).lastWorker.dispatchEvent(new Event("error")),
  );
  await page.locator("[data-done=reader-failed]").waitFor();
  await scan(page, GENUINE);
  expect((await verdictOn(page)).shown).toBe("admitted");
});

test("where WebAssembly is not allowed codes are read all the same, more slowly, and the page says so", async () => {
  await gate.show(frameOf(GENUINE));
  const { page } = await gate.open({ withoutWasm: true });
  expect((await verdictOn(page)).shown).toBe("admitted");
  await page.keyboard.press("Escape");
  await page.locator(".note", { hasText: "more slowly" }).waitFor();
});

test("a new version of the app is offered and never forced; a mixture of two versions is refused", async () => {
  await gate.show(EMPTY_FRAME);
  const { page, server } = await gate.open();
  await page.evaluate(() => navigator.serviceWorker.ready);
  const folder = await builtGate();
  const newer = await mkdtemp(join(tmpdir(), "mohor-newer-gate-"));
  await cp(folder, newer, { recursive: true });
  const list = await readFile(join(folder, "sw.js"), "utf8");
  // The same address gives other files from now on, as after a deployment.
  const deploy = async (serviceWorker: string): Promise<GateServer> => {
    await writeFile(join(newer, "sw.js"), serviceWorker);
    for (const ending of [".br", ".gz"]) await rm(join(newer, `sw.js${ending}`), { force: true });
    const address = { host: "127.0.0.1", port: Number(new URL(server.url).port) };
    return serveGate({ folder: newer, address, judge: async () => [], trustFiles: new Map(), publisher: null });
  };
  const update = (): Promise<void> =>
    page.evaluate(async () => {
      const registration = await navigator.serviceWorker.getRegistration();
      await registration?.update().catch(() => undefined);
      // Until it is installed or given up.
      while (registration?.installing !== null) await new Promise((resolve) => setTimeout(resolve, 50));
    });
  await server.close();
  // Half of a new version: the list names a file whose bytes are not those of the list.
  const half = await deploy(
    list.replace(/"[0-9a-f]{64}"/, `"${"0".repeat(64)}"`).replace(/"version":"\w+"/, '"version":"half"'),
  );
  await update();
  await half.close();
  expect(await page.locator(".note.update").count()).toBe(0);
  const whole = await deploy(list.replace(/"version":"\w+"/, '"version":"new"'));
  await update();
  await page.locator(".note.update").waitFor();
  let isReloaded = false;
  page.on("load", () => {
    isReloaded = true;
  });
  await scan(page, GENUINE);
  expect((await verdictOn(page)).shown).toBe("admitted");
  expect(isReloaded).toBe(false);
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Restart now" }).click();
  await expect.poll(() => isReloaded, { timeout: 20_000 }).toBe(true);
  await page.locator(".chip.fresh").waitFor();
  const names = await page.evaluate(() => caches.keys());
  expect(names).toEqual(["mohor-gate-new"]);
  await whole.close();
  await rm(newer, { recursive: true });
});

test("a first start whose server never answers opens all the same, and asks for trust by hand", async () => {
  await gate.show(EMPTY_FRAME);
  const { page } = await gate.open({ trust: null });
  await page.locator(".card.first").waitFor();
  await page.locator(".chip.none").click();
  await page.getByRole("button", { name: "Fetch it from the authority" }).click();
  await page.locator("[data-done=no-network]").waitFor();
});
