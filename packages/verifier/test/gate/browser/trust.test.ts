// A gate that never had a network: first trust from a poster, a revocation and a change of keys, all through the camera. And what a gate
// does with trust material that it must not take.

import { formatFingerprint, rootSetFingerprint } from "@mohor/schema";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  BUNDLE,
  CLAIMS,
  DAY,
  KEYS,
  NOW,
  qrTextOf,
  ROOTS,
  signedBundle,
  testKey,
  trustedKey,
} from "../../test-issuer.ts";
import { EMPTY_FRAME, frameOf, type GateBrowser, gone, scan, startGateBrowser, verdictOn } from "./gate-in-browser.ts";
import { EMPTY_LIST, listOf, posterTexts, statusUpdate } from "./trust-material.ts";

let gate: GateBrowser;
beforeAll(async () => {
  gate = await startGateBrowser();
});
afterAll(() => gate?.close());

const GENUINE = qrTextOf();
const NEXT_KEY = testKey("certificate of the next quarter");
const OF_NEXT_KEY = qrTextOf({ key: NEXT_KEY });
// Small enough for a poster of two codes; the key that is revoked in it signs no honest certificate here.
const { rootKeys, ...REST } = BUNDLE;
const SMALL = { ...REST, rootKeys, keys: BUNDLE.keys.slice(0, 3) };

test("first trust from a poster's codes, then a revocation and a new key by code, with no network at all", async () => {
  const [first, second, ...others] = posterTexts([signedBundle(SMALL, ROOTS.slice(0, 2))], 360);
  expect(others).toEqual([]);
  await gate.show(...Array(20).fill(frameOf(second as string)), ...Array(20).fill(frameOf(first as string)));
  const { page, context, server } = await gate.open({ trust: null });
  await page.evaluate(() => navigator.serviceWorker.ready);
  await server.close();
  await context.setOffline(true);

  // The fingerprint is for a person to compare; until then nothing is trusted.
  await page.locator(".fingerprint").waitFor();
  const shown = await page.locator(".fingerprint span").allTextContents();
  expect(shown.join(" ")).toBe(formatFingerprint(rootSetFingerprint(SMALL)));
  await page.getByRole("button", { name: "All eight are the same" }).click();
  await page.locator(".scan .chip.fresh").waitFor();
  await scan(page, GENUINE);
  expect((await verdictOn(page)).shown).toBe("admitted");
  await page.keyboard.press("Escape");
  await scan(page, OF_NEXT_KEY);
  await page.locator(".face[data-code=KEY_UNKNOWN]").waitFor();

  // A revocation, as the supervisor's phone shows it; the page is opened anew to show that everything was kept.
  const update = statusUpdate(EMPTY_LIST, listOf(1, CLAIMS.statusIndex), NOW - 60);
  await gate.show(frameOf(...posterTexts([update])));
  await page.reload();
  await page.locator("[data-done=accepted]").waitFor();
  await scan(page, GENUINE);
  expect(await verdictOn(page)).toMatchObject({ shown: "invalid", code: "STATUSLIST_REVOKED" });
  await page.keyboard.press("Escape");

  // The next version of the bundle brings the next key and withdraws the old one.
  const rotated = signedBundle(
    {
      ...SMALL,
      version: SMALL.version + 1,
      issued: NOW - 30,
      keys: [
        trustedKey(KEYS.certificate, { state: "revoked" }),
        trustedKey(NEXT_KEY),
        trustedKey(KEYS.statusList, { purpose: "status-list" }),
      ],
    },
    ROOTS.slice(1),
  );
  const film = posterTexts([rotated], 360).flatMap((text) => Array(20).fill(frameOf(text)));
  await gate.show(...film);
  await page.reload();
  await page.locator("[data-done=accepted]").waitFor();
  await scan(page, OF_NEXT_KEY);
  expect((await verdictOn(page)).shown).toBe("admitted");
  await page.keyboard.press("Escape");
  await gone(page);
  await scan(page, qrTextOf({ claims: { ...CLAIMS, statusIndex: 7 } }));
  expect(await verdictOn(page)).toMatchObject({ shown: "invalid", code: "KEY_REVOKED" });
});

test("a person who finds another fingerprint refuses, and nothing is trusted", async () => {
  await gate.show(EMPTY_FRAME);
  const { page } = await gate.open({ trust: null });
  await page.locator(".card.first").waitFor();
  await page.getByRole("button", { name: "Keys and revocations" }).click();
  const file = { name: "trust-bundle.cose", mimeType: "", buffer: Buffer.from(signedBundle()) };
  await page.locator("input[type=file]").setInputFiles(file);
  await page.getByRole("button", { name: "They differ" }).click();
  expect(await page.locator(".chip.none").count()).toBe(1);
  await page.reload();
  await page.locator(".card.first").waitFor();
});

test("older, foreign and damaged trust material changes nothing and is named", async () => {
  await gate.show(EMPTY_FRAME);
  const { page } = await gate.open();
  await page.locator(".chip.fresh").click();
  const strangers = [testKey("stranger 1"), testKey("stranger 2")];
  const foreign = signedBundle({ ...BUNDLE, version: 9, rootKeys: strangers.map((key) => key.publicKey) }, strangers);
  const damaged = signedBundle({ ...BUNDLE, version: 9 });
  damaged[damaged.length - 1] = (damaged.at(-1) as number) ^ 1;
  for (const [code, document] of [
    ["KEYSET_ROLLBACK", signedBundle({ ...BUNDLE, version: 6, issued: NOW - DAY })],
    ["KEYSET_ROOT_UNTRUSTED", foreign],
    ["KEYSET_EQUIVOCATION", signedBundle({ ...BUNDLE, issuer: "Health Department (other)" })],
    ["STATUSLIST_GAP", statusUpdate(listOf(4), listOf(5, 1), NOW - 60)],
    ["CLOCK_IMPLAUSIBLE", statusUpdate(EMPTY_LIST, listOf(1), NOW + DAY)],
  ] as const) {
    await page
      .locator("input[type=file]")
      .setInputFiles({ name: "trust.mohor-trust", mimeType: "", buffer: Buffer.from(document) });
    await page.locator(`.note[data-code=${code}]`).waitFor();
  }
  await page.locator("input[type=file]").setInputFiles({
    name: "trust.mohor-trust",
    mimeType: "",
    buffer: Buffer.from(signedBundle()),
  });
  await page.locator("[data-done=nothing-new]").waitFor();
  expect(await page.locator(".facts").textContent()).toContain("Health Department (test)");
});

test("revocations that are missing although the bundle asks for them make the gate stale, never green", async () => {
  const asking = {
    ...BUNDLE,
    companions: [{ keyIndex: 0, kind: "status-list" as const, version: 3, digest: new Uint8Array(32) }],
  };
  await gate.show(frameOf(GENUINE));
  const { page } = await gate.open({ trust: signedBundle(asking) });
  expect(await verdictOn(page)).toMatchObject({ shown: "undecided", code: "STATUSLIST_BEHIND" });
  expect(await page.locator(".scan .chip").getAttribute("data-freshness")).toBe("stale");
});

test("no page complained, and none asked anybody else for anything", () => {
  expect(gate.complaints.filter((line) => !line.includes("404") && !line.includes("ERR_INTERNET"))).toEqual([]);
});
