// What the phone keeps: without a network, over days, in two tabs, by link, and where the browser keeps nothing.

import { encodeLinkForm, encodePack } from "@mohor/schema";
import { readQrTexts } from "@mohor/verifier/image";
import { afterAll, beforeAll, expect, it } from "vitest";
import { EMPTY_LIST, listOf, statusUpdate } from "../../../verifier/test/gate/browser/trust-material.ts";
import { NOW as AUTHORITY_NOW, CLAIMS, qrTextOf, signedBundle } from "../../../verifier/test/test-issuer.ts";
import { NOW } from "../issuer-fixture.ts";
import {
  type CitizenBrowser,
  currentOf,
  main,
  obtain,
  obtainAndKeep,
  startCitizenBrowser,
} from "./citizen-in-browser.ts";

const DAY = 86_400;

let citizen: CitizenBrowser;
beforeAll(async () => {
  citizen = await startCitizenBrowser();
});
afterAll(async () => citizen.close());

it("after one load everything kept is there without a server: reload, new tab, code large, language changed", async () => {
  const open = await citizen.open();
  const { page, context, url } = open;
  await obtainAndKeep(open);
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  await open.stop();
  await context.setOffline(true);
  await page.reload();
  await page.locator(".card").waitFor();
  // The platform tells a page when the network goes; what it says at a start is not always so.
  await page.evaluate(() => dispatchEvent(new Event("offline")));
  await page.getByText("No internet.").waitFor();
  await page.locator(".card button.main").click();
  await page.locator(".qr-button").click();
  const read = await readQrTexts(new Uint8Array(await page.locator("dialog .qr").screenshot()));
  expect(read.ok && read.sightings).toHaveLength(1);
  const tab = await context.newPage();
  await tab.goto(url);
  await tab.locator(".card").waitFor();
  await tab.locator('.languages [lang="bn"]').click();
  await tab.locator('html[lang="bn"]').waitFor();
  // A new certificate needs the network, and says so.
  await tab.getByRole("link", { name: "সার্টিফিকেট নিন" }).click();
  await tab.locator(".advice").waitFor();
  expect(await tab.locator(".advice").textContent()).toMatch(/ইন্টারনেট নেই|সার্ভার সাড়া দিচ্ছে না/);
});

it("the end of validity is counted down, said when it is near, and said when it is over; a clock that is wrong says nothing", async () => {
  const open = await citizen.open();
  const { page, context } = open;
  await obtainAndKeep(open);
  const markAt = async (now: number): Promise<string | null> => {
    await context.clock.setFixedTime(now * 1_000);
    await page.goto(open.url);
    return page.locator(".card").getAttribute("data-mark");
  };
  expect(await markAt(NOW + DAY)).toBe("good");
  expect(await page.locator(".lasting").textContent()).toBe("valid for 179 days more");
  expect(await markAt(NOW + 170 * DAY)).toBe("soon");
  expect(await markAt(NOW + 181 * DAY)).toBe("over");
  expect(await markAt(NOW - DAY)).toBe("unknown");
  expect(await page.locator(".card").textContent()).toContain("This phone's date is wrong");
});

it("is renewed in two taps, and the old one gives way", async () => {
  // Partially vaccinated: thirty days, of which two are left.
  const open = await citizen.open({ row: { dose2_product: "", dose2_date: "" } });
  const { page, context, service } = open;
  await obtainAndKeep(open);
  service.clock.now = NOW + 28 * DAY;
  await context.clock.setFixedTime(service.clock.now * 1_000);
  await page.goto(open.url);
  await page.getByRole("button", { name: "Renew" }).click();
  await page.locator("#code").waitFor();
  await page.locator("#code").fill(service.lastCode());
  await main(page).click();
  await page.locator(".status-large").waitFor();
  await main(page).click();
  // Kept, and shown again: both take the browser a moment.
  await page.locator(".done").waitFor();
  await page.goto(open.url);
  await page.locator(".card").first().waitFor();
  expect(await page.locator(".card").count()).toBe(1);
  expect(await page.locator(".card").getAttribute("data-mark")).toBe("good");
});

it("what is kept or removed in one tab is so in the other", async () => {
  const open = await citizen.open();
  const other = await open.context.newPage();
  await other.goto(open.url);
  await obtainAndKeep(open);
  await other.locator(".card").waitFor();
  await other.locator(".card button.main").click();
  await other.getByRole("button", { name: "Remove from this phone" }).click();
  await other.getByRole("button", { name: "Remove it" }).click();
  await other.getByText("It is no longer on this phone").waitFor();
  await open.page.goto(open.url);
  await open.page.getByText("No certificate is kept").waitFor();
});

it("a link shows the certificate on another phone, which may keep it; the address bar forgets it", async () => {
  const open = await citizen.open();
  await obtain(open);
  const [held] = await currentOf(open);
  const link = encodeLinkForm("127.0.0.1", held?.qrText ?? "");
  const other = await citizen.open({ path: link.slice(link.indexOf("#")) });
  const { page } = other;
  await page.getByText("Somebody sent you this certificate").waitFor();
  expect(page.url()).toBe(other.url);
  await main(page).click();
  await page.locator(".qr-button").waitFor();
  await page.goto(other.url);
  expect(await page.locator(".card h2").textContent()).toBe("Asha Rani Biswas");
});

it("a certificate that was revoked since says so, by the published list, and is offered anew; one that was not does not", async () => {
  const revokedIndex = 7;
  const update = statusUpdate(EMPTY_LIST, listOf(1, revokedIndex), AUTHORITY_NOW - 60);
  const bytes = encodePack([signedBundle(), update]);
  let isPublished = false;
  const read = async (name: string) => (isPublished && name === "trust.mohor-trust" ? { bytes, etag: '"pack"' } : null);
  const { page, context, url } = await citizen.open({ now: AUTHORITY_NOW, service: { published: { read } } });
  for (const statusIndex of [revokedIndex, revokedIndex + 1]) {
    const link = encodeLinkForm("127.0.0.1", qrTextOf({ claims: { ...CLAIMS, statusIndex } }));
    const tab = await context.newPage();
    await tab.goto(url + link.slice(link.indexOf("#")));
    await tab.getByText("Somebody sent you this certificate").waitFor();
    await main(tab).click();
    await tab.locator(".qr-button").waitFor();
    await tab.close();
  }
  await page.goto(url);
  await page.locator(".card").nth(1).waitFor();
  expect(await page.locator('.card[data-mark="good"]').count()).toBe(2);
  isPublished = true;
  await page.goto(url);
  await page.locator('.card[data-mark="over"]').waitFor();
  expect(await page.locator('.card[data-mark="over"]').textContent()).toContain("it was withdrawn");
  expect(await page.locator('.card[data-mark="over"]').getByRole("button", { name: "Renew" }).count()).toBe(1);
  expect(await page.locator('.card[data-mark="good"]').count()).toBe(1);
});

it("a browser that keeps nothing says so, and the picture can still be saved", async () => {
  const open = await citizen.open({
    before: 'Object.defineProperty(globalThis, "indexedDB", { value: undefined });',
  });
  await obtain(open);
  await main(open.page).click();
  await open.page.getByText("This browser keeps nothing").waitFor();
  await open.page.locator("details.save summary").click();
  const [png] = await Promise.all([
    open.page.waitForEvent("download"),
    open.page.getByRole("button", { name: "Picture (PNG)" }).click(),
  ]);
  expect(png.suggestedFilename()).toMatch(/\.png$/);
});

it("a phone without room says so, and keeps what it had", async () => {
  const open = await citizen.open({
    before: `const put = IDBObjectStore.prototype.put;
      IDBObjectStore.prototype.put = function (...args) {
        if (this.name === "items") throw new DOMException("full", "QuotaExceededError");
        return put.apply(this, args);
      };`,
  });
  await obtain(open);
  await main(open.page).click();
  await open.page.getByText("No room on this phone").waitFor();
});

it("the names are not readable in what the browser has stored", async () => {
  const open = await citizen.open();
  await obtainAndKeep(open);
  const stored = await open.page.evaluate(async () => {
    const database = await new Promise<IDBDatabase>((resolve) => {
      const opening = indexedDB.open("mohor-citizen");
      opening.onsuccess = () => resolve(opening.result);
    });
    const rows = await new Promise<Record<string, unknown>[]>((resolve) => {
      const all = database.transaction("items").objectStore("items").getAll();
      all.onsuccess = () => resolve(all.result);
    });
    return rows.map((row) => ({
      keys: Object.keys(row),
      text: new TextDecoder("latin1").decode(row.sealed as ArrayBuffer),
    }));
  });
  expect(stored).toHaveLength(1);
  expect(stored[0]?.keys.toSorted()).toEqual(["iv", "sealed"]);
  expect(stored[0]?.text).not.toMatch(/Asha|Biswas|61000|MQ1:/);
});

it("no page complained, and none asked anybody else for anything", () => {
  expect(citizen.complaints).toEqual([]);
});
