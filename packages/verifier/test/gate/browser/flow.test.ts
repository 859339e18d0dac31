// A guard's day at the gate, in Chromium with a camera: what each person's code comes to, in three languages, and the ways around the
// camera.

import { encodeLinkForm } from "@mohor/schema";
import { LANGUAGES, TEXTS, WORDS } from "@mohor/schema/texts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { encodeGreyPng } from "../../image/encode-png.ts";
import { paintSymbol } from "../../image/paint.ts";
import { CLAIMS, DAY, FULL_CLAIMS, KEYS, NOW, qrTextOf } from "../../test-issuer.ts";
import { EMPTY_FRAME, frameOf, type GateBrowser, gone, scan, startGateBrowser, verdictOn } from "./gate-in-browser.ts";

let gate: GateBrowser;
beforeAll(async () => {
  gate = await startGateBrowser();
});
afterAll(() => gate?.close());

const { aud: _forOneEntity, ...TWO_NAMES } = FULL_CLAIMS;
const GENUINE = qrTextOf();
const PICTURE = Buffer.from(encodeGreyPng(paintSymbol(GENUINE, 6)));

test.each(LANGUAGES)(
  "a genuine certificate is let in: sign, word, both names, status and expiry, in %s",
  async (language) => {
    await gate.show(frameOf(qrTextOf({ claims: { ...TWO_NAMES, status: "fully" } })));
    const { page } = await gate.open({ locale: `${language}-IN` });
    const { shown, text } = await verdictOn(page);
    expect(shown).toBe("admitted");
    expect(text).toContain(WORDS[language].outcome.admitted);
    expect(text).toContain("Ananya Mukherjee");
    expect(text).toContain("অনন্যা মুখার্জি");
    expect(text).toContain(WORDS[language].status.fully);
    expect(text).toContain(WORDS[language].validUntil);
    expect(await page.locator(".face svg.shape path").count()).toBeGreaterThan(0);
    expect(await page.locator("html").getAttribute("lang")).toBe(language);
    if (language !== "en") return;
    // It leaves by itself, and the same code that is still before the camera is not judged again.
    await gone(page);
    await page.waitForTimeout(1_000);
    expect(await page.locator(".verdict").count()).toBe(0);
  },
);

const REFUSED = [
  [
    "partially vaccinated where fully is asked for",
    qrTextOf({ claims: { ...CLAIMS, status: "partially" } }),
    "not-admitted",
    "POLICY_STATUS_NOT_ADMITTED",
  ],
  ["made for somebody else", qrTextOf({ claims: FULL_CLAIMS }), "not-admitted", "POLICY_AUDIENCE_MISMATCH"],
  ["expired", qrTextOf({ claims: { ...CLAIMS, iat: NOW - 20 * DAY, exp: NOW - 1 } }), "invalid", "CWT_EXPIRED"],
  ["forged", qrTextOf({ key: { ...KEYS.certificate, sign: KEYS.unknown.sign } }), "invalid", "SIGNATURE_INVALID"],
  ["of a key that was withdrawn", qrTextOf({ key: KEYS.revoked }), "invalid", "KEY_REVOKED"],
  ["another system's", "HC1:6BFOXN*TS0BI$ZD4N9:9S6RCVN5+O30K3/XIV0W23NTDE", "invalid", "QR_PREFIX_UNKNOWN"],
  ["a specimen", qrTextOf({ key: KEYS.specimen }), "specimen", "POLICY_SPECIMEN_NOT_ADMITTED"],
] as const;

test("what is not let in is shown with the reason and what to do", async () => {
  await gate.show(EMPTY_FRAME);
  const { page } = await gate.open({ locale: "bn-IN" });
  await page.locator(".chip.fresh").waitFor();
  for (const [what, text, shown, code] of REFUSED) {
    await scan(page, text);
    const verdict = await verdictOn(page);
    expect([what, verdict.shown, verdict.code]).toEqual([what, shown, code]);
    expect(verdict.text).toContain(TEXTS.bn[code].text);
    expect(verdict.text).toContain(TEXTS.bn[code].hint);
    await page.keyboard.press("Escape");
    await gone(page);
  }
});

test("without trust nothing is green or red: the gate says that it is not set up", async () => {
  await gate.show(frameOf(GENUINE));
  const { page } = await gate.open({ trust: null });
  const { shown, code } = await verdictOn(page);
  expect([shown, code]).toEqual(["undecided", "KEYSET_MISSING"]);
  await page.keyboard.press("Escape");
  await gone(page);
  expect(await page.locator(".card.first").count()).toBe(1);
  expect(await page.locator(".chip").first().getAttribute("data-freshness")).toBe("none");
});

test("people in a row need no touch, and nobody's result is lost; a code shown twice within a minute is pointed out", async () => {
  const second = qrTextOf({ claims: { ...CLAIMS, identity: { fullName: "Second Person" } } });
  const third = qrTextOf({ claims: { ...CLAIMS, identity: { fullName: "Third Person" }, status: "not" } });
  // A second each and two seconds of nothing, in a loop.
  const film = [GENUINE, second, third].flatMap((text) => Array(12).fill(frameOf(text)));
  await gate.show(...film, ...Array(54).fill(EMPTY_FRAME));
  const { page } = await gate.open();
  for (const name of ["Ananya Mukherjee", "Second Person", "Third Person"]) {
    await page.locator(".face .name", { hasText: name }).waitFor();
  }
  await page.locator(".face .warning").waitFor();
  // Only numbers are kept of them.
  await page.getByRole("button", { name: "Next person" }).click();
  const kept = await page.evaluate(
    () =>
      new Promise<string>((resolve) => {
        const opening = indexedDB.open("mohor-gate");
        opening.onsuccess = () => {
          const all = opening.result.transaction("values").objectStore("values").getAll();
          all.onsuccess = () => resolve(JSON.stringify(all.result, (_, v) => (v instanceof Uint8Array ? "bytes" : v)));
        };
      }),
  );
  expect(kept).toContain('"admitted"');
  for (const secret of ["Ananya", "Mukherjee", "Person", "MQ1", "kid", "cti"]) expect(kept).not.toContain(secret);
});

test("several codes in one frame are a family: each with its own result, the gravest first to the ear", async () => {
  const names = ["Rina Das", "Bikash Das", "Tuli Das"];
  const texts = names.map((fullName, i) =>
    qrTextOf({ claims: { ...CLAIMS, identity: { fullName }, status: i === 1 ? "partially" : "fully" } }),
  );
  await gate.show(frameOf(...texts));
  const { page } = await gate.open();
  await verdictOn(page);
  expect(await page.locator(".face").count()).toBe(3);
  expect(await page.locator(".face .name").allInnerTexts()).toEqual(names);
  expect(await page.locator(".face").evaluateAll((all) => all.map((one) => one.getAttribute("data-shown")))).toEqual([
    "admitted",
    "not-admitted",
    "admitted",
  ]);
});

test("a link opened by a phone's own camera is judged, and leaves the address bar and the history", async () => {
  await gate.show(EMPTY_FRAME);
  const link = encodeLinkForm("gate.example", GENUINE);
  const { page } = await gate.open({ path: link.slice(link.indexOf("#")) });
  expect((await verdictOn(page)).shown).toBe("admitted");
  expect(page.url()).not.toContain("#");
  expect(await page.evaluate(() => history.length)).toBeLessThanOrEqual(2);
});

test("a scanner that types is understood wherever the focus is; a person's typing is left alone", async () => {
  await gate.show(EMPTY_FRAME);
  const { page } = await gate.open();
  await page.locator(".chip").waitFor();
  await scan(page, GENUINE);
  expect((await verdictOn(page)).shown).toBe("admitted");
  await page.keyboard.press("Escape");
  await gone(page);
  await page.getByRole("button", { name: "Without the camera" }).click();
  await page.locator("textarea").pressSequentially("MQ1:", { delay: 90 });
  expect(await page.locator("textarea").inputValue()).toBe("MQ1:");
  await page.locator("textarea").fill(GENUINE);
  await page.getByRole("button", { name: "Check" }).click();
  expect((await verdictOn(page)).shown).toBe("admitted");
});

test("pictures are read from a file, from a drop and from the clipboard; what is no picture is named", async () => {
  await gate.show(EMPTY_FRAME);
  const { page } = await gate.open();
  await page.getByRole("button", { name: "Without the camera" }).click();
  const input = page.locator("input[type=file]").first();
  await input.setInputFiles({ name: "card.png", mimeType: "image/png", buffer: PICTURE });
  expect((await verdictOn(page)).shown).toBe("admitted");
  await page.getByRole("button", { name: "Next person" }).click();
  await gone(page);

  for (const kind of ["drop", "paste"] as const) {
    await page.evaluate(
      ([name, base64]) => {
        const bytes = Uint8Array.from(atob(base64 as string), (letter) => letter.charCodeAt(0));
        const transfer = new DataTransfer();
        transfer.items.add(new File([bytes], "card.png", { type: "image/png" }));
        const event =
          name === "drop"
            ? new DragEvent("drop", { dataTransfer: transfer, bubbles: true, cancelable: true })
            : new ClipboardEvent("paste", { clipboardData: transfer, bubbles: true, cancelable: true });
        document.body.dispatchEvent(event);
      },
      [kind, PICTURE.toString("base64")],
    );
    expect((await verdictOn(page)).shown).toBe("admitted");
    await page.getByRole("button", { name: "Next person" }).click();
    await gone(page);
  }

  await page.getByRole("button", { name: "Without the camera" }).click();
  for (const [name, bytes, code] of [
    ["empty.png", Buffer.alloc(0), "PICTURE_EMPTY"],
    ["cut.png", PICTURE.subarray(0, 60), "PICTURE_DAMAGED"],
    ["rules.json", Buffer.from('{"statuses":[]}'), "POLICY_MALFORMED"],
    ["plan.pdf", Buffer.from("%PDF-1.7\n%%EOF"), "QR_NOT_FOUND"],
    ["noise.bin", Buffer.from([1, 2, 3]), "PACK_DOCUMENT_UNKNOWN"],
  ] as const) {
    await input.setInputFiles({ name, mimeType: "application/octet-stream", buffer: bytes });
    await page.locator(`.note[data-code=${code}]`).waitFor();
  }
});

test("no page complained, and none asked anybody else for anything", () => {
  expect(gate.complaints.filter((line) => !line.includes("404"))).toEqual([]);
});
