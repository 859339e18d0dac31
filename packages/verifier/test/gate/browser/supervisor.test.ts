// What a supervisor does at a gate: sets who is admitted, locks the settings, looks at the counts, and leaves the updates to the gate.

import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { BUNDLE, CLAIMS, NOW, qrTextOf, signedBundle } from "../../test-issuer.ts";
import { folderOf } from "../../updater/publisher.ts";
import { EMPTY_FRAME, type GateBrowser, gone, scan, startGateBrowser, verdictOn } from "./gate-in-browser.ts";
import { EMPTY_LIST, listOf, statusUpdate } from "./trust-material.ts";

let gate: GateBrowser;
beforeAll(async () => {
  gate = await startGateBrowser();
  await gate.show(EMPTY_FRAME);
});
afterAll(() => gate?.close());

const PARTIALLY = qrTextOf({ claims: { ...CLAIMS, status: "partially" } });

/** The result of a code, taken from the screen again. */
async function resultOf(page: Page, text: string): Promise<string> {
  await scan(page, text);
  const { shown } = await verdictOn(page);
  await page.keyboard.press("Escape");
  await gone(page);
  return shown;
}

async function openSettings(page: Page): Promise<void> {
  await page.locator("button.menu").click();
  await page.getByRole("button", { name: "Settings" }).click();
}

test("rules are set, kept over a restart, and locked by a PIN that a wrong guess does not open", async () => {
  const { page } = await gate.open();
  await page.locator(".chip.fresh").waitFor();
  expect(await resultOf(page, PARTIALLY)).toBe("not-admitted");
  await openSettings(page);
  await page.getByLabel("partially vaccinated").check();
  await page.getByLabel(/New PIN/).fill("2468");
  await page.getByRole("button", { name: "Save" }).click();
  await page.locator("button.menu").waitFor();
  expect(await resultOf(page, PARTIALLY)).toBe("admitted");

  await page.reload();
  await page.locator(".chip.fresh").waitFor();
  expect(await resultOf(page, PARTIALLY)).toBe("admitted");
  await openSettings(page);
  expect(await page.getByLabel("partially vaccinated").count()).toBe(0);
  for (let i = 0; i < 5; i++) {
    await page.getByLabel("PIN").fill("1111");
    await page.getByRole("button", { name: "Open" }).click();
    await page.locator(".warning", { hasText: /not the PIN|Wait/ }).waitFor();
  }
  // The fifth wrong one makes everybody wait.
  await page.locator(".warning", { hasText: "Wait 30 s" }).waitFor();
  expect(await page.getByRole("button", { name: "Open" }).isDisabled()).toBe(true);

  // Rules from a file do not get around the lock.
  await page.locator(".panel-head button").click();
  await page.getByRole("button", { name: "Without the camera" }).click();
  await page.locator("input[type=file]").setInputFiles({
    name: "gate.json",
    mimeType: "application/json",
    buffer: Buffer.from('{"statuses":["not","partially","fully"]}'),
  });
  await page.getByLabel("PIN").waitFor();
  await page.locator(".panel-head button").click();
  expect(await resultOf(page, qrTextOf({ claims: { ...CLAIMS, status: "not" } }))).toBe("not-admitted");

  // After the restart the tries begin anew, and the right PIN opens.
  await page.reload();
  await page.locator(".chip.fresh").waitFor();
  await openSettings(page);
  await page.getByLabel("PIN").fill("2468");
  await page.getByRole("button", { name: "Open" }).click();
  expect(await page.getByLabel("partially vaccinated").isChecked()).toBe(true);
});

test("rules come from a file too, with audience and age; the counts know hours and outcomes only", async () => {
  const { page } = await gate.open();
  await page.locator(".chip.fresh").waitFor();
  await openSettings(page);
  await page.locator("input[type=file]").setInputFiles({
    name: "gate.json",
    mimeType: "application/json",
    buffer: Buffer.from('{"statuses":["fully"],"maxAgeSeconds":864000,"audience":"irctc.co.in"}'),
  });
  await page.locator("[data-done=policy-loaded]").waitFor();
  await page.locator(".panel-head button").click();
  expect(await resultOf(page, qrTextOf({ claims: { ...CLAIMS, aud: "irctc.co.in" } }))).toBe("admitted");
  expect(await resultOf(page, qrTextOf({ claims: { ...CLAIMS, iat: NOW - 864_001 } }))).toBe("not-admitted");
  expect(await resultOf(page, "HELLO WORLD HELLO WORLD")).toBe("invalid");
  await page.locator("button.menu").click();
  await page.getByRole("button", { name: "Supervisor" }).click();
  const totals = await page.locator("tbody tr").first().locator("td").allTextContents();
  expect(totals).toEqual(["1", "1", "1", "0", "0"]);
  expect(await page.locator("tbody tr").count()).toBe(2);
});

test("several people in turn stay on the screen in family mode until the guard is done", async () => {
  const { page } = await gate.open();
  await page.locator(".chip.fresh").waitFor();
  await page.getByRole("button", { name: "Family: several codes" }).click();
  const people = ["Rina Das", "Bikash Das"];
  for (const [index, fullName] of people.entries()) {
    await scan(page, qrTextOf({ claims: { ...CLAIMS, identity: { fullName } } }));
    await page.locator(".face").nth(index).waitFor();
  }
  expect(await page.locator(".face .name").allTextContents()).toEqual(people);
  await page.getByRole("button", { name: "Next person" }).click();
  await gone(page);
});

test("the gate asks its publisher by itself after a restart, learns of a revocation, and says so when it is asked", async () => {
  const files = new Map(folderOf({ bundles: [signedBundle()] }));
  files.set("trust.mohor-trust", signedBundle());
  const { page } = await gate.open({ trust: files });
  await page.locator(".chip.fresh").waitFor();
  expect(await resultOf(page, qrTextOf())).toBe("admitted");
  const update = statusUpdate(EMPTY_LIST, listOf(1, CLAIMS.statusIndex), NOW - 60);
  for (const [name, bytes] of folderOf({ bundles: [signedBundle()], updates: [update] })) files.set(name, bytes);
  await page.reload();
  await page.locator(".chip-ages", { hasText: /Revocations: (?!never)/ }).waitFor();
  expect(await resultOf(page, qrTextOf())).toBe("invalid");

  await page.locator(".chip").click();
  await page.getByRole("button", { name: "Update now" }).click();
  await page.locator("[data-done=nothing-new]").waitFor();
  const next = signedBundle({ ...BUNDLE, version: 8, issued: NOW - 10 });
  for (const [name, bytes] of folderOf({ bundles: [signedBundle(), next], updates: [update] })) files.set(name, bytes);
  await page.getByRole("button", { name: "Update now" }).click();
  await page.locator("[data-done=accepted]").waitFor();
  files.set("index.json", Buffer.from("no index"));
  await page.getByRole("button", { name: "Update now" }).click();
  await page.locator("[data-code=UPDATE_INDEX_MALFORMED]").waitFor();
  expect(await page.locator(".facts").textContent()).toContain("8");
});
