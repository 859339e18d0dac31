// Offline is the normal state: after one load the server is gone for good. Whatever the days bring, the gate is never green when it
// should not be.

import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { BUNDLE, DAY, NOW, qrTextOf, signedBundle } from "../../test-issuer.ts";
import { frameOf, type GateBrowser, type OpenGate, scan, startGateBrowser, verdictOn } from "./gate-in-browser.ts";

let gate: GateBrowser;
let open: OpenGate;

beforeAll(async () => {
  gate = await startGateBrowser();
  await gate.show(frameOf(qrTextOf()));
  open = await gate.open();
  await verdictOn(open.page);
  await open.page.evaluate(() => navigator.serviceWorker.ready);
  await open.server.close();
  await open.context.setOffline(true);
});
afterAll(() => gate?.close());

/** What the code before the camera comes to when the page is opened at that time. */
async function at(now: number, page: Page = open.page) {
  await open.context.clock.setFixedTime(now * 1_000);
  await page.reload();
  const { shown, code } = await verdictOn(page);
  return { shown, code, chip: await page.locator(".scan .chip").getAttribute("data-freshness") };
}

test("with the server stopped and the network off the page opens and lets in, by its own files alone", async () => {
  const response = await open.page.reload();
  expect(response?.fromServiceWorker()).toBe(true);
  expect((await verdictOn(open.page)).shown).toBe("admitted");
});

test("in a new tab, with a query that a launcher adds", async () => {
  const tab = await open.context.newPage();
  await tab.goto(`${open.server.url}?source=home`);
  expect((await verdictOn(tab)).shown).toBe("admitted");
  await tab.close();
});

test.each([
  [
    "on the second day the gate lets in, with a word about the age",
    NOW + DAY + 3_600,
    { shown: "admitted", code: null, chip: "ageing" },
  ],
  [
    "in the last second before the keys are too old it lets in",
    BUNDLE.issued + 7 * DAY,
    { shown: "admitted", code: null, chip: "ageing" },
  ],
  [
    "a second later it does not",
    BUNDLE.issued + 7 * DAY + 1,
    { shown: "undecided", code: "KEYSET_STALE", chip: "stale" },
  ],
  [
    "after the bundle has expired it does not",
    BUNDLE.expires + DAY,
    { shown: "undecided", code: "KEYSET_STALE", chip: "stale" },
  ],
  [
    "with the clock set back it does not",
    BUNDLE.issued - DAY,
    { shown: "undecided", code: "CLOCK_IMPLAUSIBLE", chip: "clock" },
  ],
  ["with no clock at all it does not", 0, { shown: "undecided", code: "CLOCK_IMPLAUSIBLE", chip: "clock" }],
])("%s", async (_when, now, expected) => {
  expect(await at(now)).toEqual(expected);
});

test("a bundle about to expire lets in to its last second", async () => {
  const short = await shortLived();
  expect((await at(NOW + 1_799, short.page)).shown).toBe("admitted");
  expect(await at(NOW + 1_800, short.page)).toEqual({ shown: "undecided", code: "KEYSET_STALE", chip: "stale" });
});

test("a clock that is set back while the gate is open is noticed at once", async () => {
  await open.context.clock.setFixedTime((NOW + 600) * 1_000);
  await open.page.reload();
  expect((await verdictOn(open.page)).shown).toBe("admitted");
  await open.page.keyboard.press("Escape");
  // Still later than everything that was ever signed: only the gate's own memory of the hour tells.
  await open.context.clock.setFixedTime((NOW + 60) * 1_000);
  await scan(open.page, qrTextOf());
  expect(await verdictOn(open.page)).toMatchObject({ shown: "undecided", code: "CLOCK_IMPLAUSIBLE" });
});

test("storage that was evicted is a first run, never fresh", async () => {
  await open.context.clock.setFixedTime(NOW * 1_000);
  await open.page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        const opening = indexedDB.open("mohor-gate");
        opening.onsuccess = () => {
          const transaction = opening.result.transaction("values", "readwrite");
          transaction.objectStore("values").clear();
          transaction.oncomplete = () => resolve();
        };
      }),
  );
  expect(await at(NOW)).toEqual({ shown: "undecided", code: "KEYSET_MISSING", chip: "none" });
});

test("what was kept and is damaged is not trusted", async () => {
  await open.page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        const opening = indexedDB.open("mohor-gate");
        opening.onsuccess = () => {
          const transaction = opening.result.transaction("values", "readwrite");
          transaction.objectStore("values").put(new Uint8Array([132, 1, 64, 128, 0]), "trust-state");
          transaction.oncomplete = () => resolve();
        };
      }),
  );
  const { shown, chip } = await at(NOW);
  expect([shown, chip]).toEqual(["undecided", "none"]);
});

async function shortLived(): Promise<OpenGate> {
  open = await gate.open({ trust: signedBundle({ ...BUNDLE, expires: NOW + 1_800 }) });
  await verdictOn(open.page);
  await open.page.evaluate(() => navigator.serviceWorker.ready);
  await open.context.setOffline(true);
  return open;
}
