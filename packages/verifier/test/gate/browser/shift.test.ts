// A long shift leaves nothing behind: people come by the hundreds, hours pass, frames are looked at all the time, and the memory stays as it
// was. The long form (soak:shift) is eight hours with a person every two minutes; the time between people is jumped over.

import { execFileSync } from "node:child_process";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { EFFORT } from "../../../../../test-support/effort.ts";
import { BUNDLE, CLAIMS, NOW, qrTextOf, signedBundle } from "../../test-issuer.ts";
import { EMPTY_FRAME, frameOf, type GateBrowser, scan, startGateBrowser } from "./gate-in-browser.ts";

const PEOPLE = Math.ceil(12 * EFFORT);
const SECONDS_BETWEEN = 120;
/** What the first people make once and for all: fonts, sounds, compiled code. */
const SETTLING = 5;
const MEBIBYTE = 1_048_576;

let gate: GateBrowser;
beforeAll(async () => {
  gate = await startGateBrowser();
});
afterAll(() => gate?.close());

test("the memory after a shift is that of its beginning", { timeout: 60_000 + PEOPLE * 5_000 }, async () => {
  // Somebody else's code comes into view and leaves, over and over, beside those that are typed.
  await gate.show(...Array(20).fill(frameOf("HC1:ANOTHER SYSTEM'S CODE")), ...Array(70).fill(EMPTY_FRAME));
  const bundle = signedBundle({ ...BUNDLE, staleAfterSeconds: 60 * 86_400, expires: NOW + 60 * 86_400 });
  const { page, context } = await gate.open({ trust: bundle });
  await page.locator(".chip").first().waitFor();
  const before: { heap: number; process: number }[] = [];
  for (let person = 0; person < SETTLING + PEOPLE; person++) {
    if (person === SETTLING) before.push(await memoryOf(page));
    await context.clock.setFixedTime((NOW + person * SECONDS_BETWEEN) * 1_000);
    const fullName = `Person ${String.fromCharCode(65 + (person % 26))}${String.fromCharCode(65 + (Math.floor(person / 26) % 26))}`;
    await scan(page, qrTextOf({ claims: { ...CLAIMS, statusIndex: person, identity: { fullName } } }));
    await page.locator(".face .name", { hasText: fullName }).waitFor();
    await page.keyboard.press("Escape");
  }
  const [start, end] = [before[0] as { heap: number; process: number }, await memoryOf(page)];
  const mib = (bytes: number): string => (bytes / MEBIBYTE).toFixed(1);
  process.stderr.write(
    `gate: ${PEOPLE} people, heap ${mib(start.heap)} to ${mib(end.heap)} MiB, page's process ${mib(start.process)} to ${mib(end.process)} MiB\n`,
  );
  expect(end.heap - start.heap).toBeLessThan(3 * MEBIBYTE);
  expect(end.process - start.process).toBeLessThan(64 * MEBIBYTE);
});

/** Bytes that the page's own heap holds after its garbage is gone, and what the whole of its process holds, worker and WebAssembly with it. */
async function memoryOf(page: Page): Promise<{ heap: number; process: number }> {
  const session = await page.context().newCDPSession(page);
  await session.send("HeapProfiler.collectGarbage");
  const { usedSize } = await session.send("Runtime.getHeapUsage");
  await session.detach();
  const system = await gate.browser.newBrowserCDPSession();
  const { processInfo } = await system.send("SystemInfo.getProcessInfo");
  await system.detach();
  const renderers = processInfo.filter(({ type }) => type === "renderer").map(({ id }) => String(id));
  const sizes = execFileSync("ps", ["-o", "rss=", "-p", renderers.join(",")], { encoding: "utf8" });
  return { heap: usedSize, process: Math.max(...sizes.trim().split("\n").map(Number)) * 1_024 };
}
