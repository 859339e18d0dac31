// From the page into any wallet that speaks OpenID4VCI: the wallet is somebody else's program and gets nothing but what stands on the
// screen, the code by camera and the number by eye.

import { readQrTexts } from "@mohor/verifier/image";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Wallets } from "../../src/http/service.ts";
import { NOW } from "../issuer-fixture.ts";
import { createWallet, publicAddressAt, refusalOf, type Wallet } from "../wallet/openid4vci-wallet.ts";
import {
  type CitizenBrowser,
  currentOf,
  type Opening,
  type OpenPage,
  obtain,
  startCitizenBrowser,
} from "./citizen-in-browser.ts";

const CREDENTIAL_ISSUER = "https://status.example.in";
const WALLETS: Wallets = {
  digilocker: null,
  apple: null,
  google: null,
  openid4vci: { credentialIssuer: CREDENTIAL_ISSUER },
};

let citizen: CitizenBrowser;
beforeAll(async () => {
  citizen = await startCitizenBrowser();
});
afterAll(async () => citizen.close());

/** Opens the page where the wallet is offered, and obtains a certificate. */
async function obtained(opening: Opening): Promise<OpenPage> {
  const open = await citizen.open({ ...opening, service: { service: { wallets: WALLETS } } });
  await obtain(open);
  await open.page.locator("details.save summary").click();
  return open;
}

/** A wallet of somebody who sees this page. */
function walletFor({ url }: OpenPage): Wallet {
  return createWallet(publicAddressAt(CREDENTIAL_ISSUER, url.slice(0, -1)));
}

/** What a camera reads in the offer's code. */
async function scanned(page: Page): Promise<string> {
  const picture = await page.locator(".offer .qr").screenshot();
  const read = await readQrTexts(new Uint8Array(picture));
  const [sighting] = read.ok ? read.sightings : [];
  return sighting?.text ?? "";
}

const DESKTOP = { viewport: { width: 1280, height: 900 } } as const;
const NUMBER = { en: /Type (\d{6}) into the wallet/, bn: /ওয়ালেটে (\d{6}) লিখুন/, hi: /वॉलेट में (\d{6}) लिखें/ };
const MAKE = { en: "Another wallet app", bn: "অন্য ওয়ালেট অ্যাপে নিন", hi: "दूसरे वॉलेट ऐप में लें" };
const SHOW = {
  en: "Show the number that the wallet asks for",
  bn: "ওয়ালেট যে সংখ্যা চাইছে সেটা দেখুন",
  hi: "वॉलेट जो संख्या माँग रहा है वह देखें",
};

it.each(["en", "bn", "hi"] as const)(
  "on a large screen, in %s: the wallet scans, the person types the number, and the certificate is that of the QR code",
  async (language) => {
    const open = await obtained({ ...DESKTOP, locale: `${language}-IN` });
    const { page, service } = open;
    await page.getByRole("button", { name: MAKE[language] }).click();
    await page.locator(".offer .qr").waitFor();
    const link = await scanned(page);
    expect(link).toMatch(/^openid-credential-offer:\/\/\?credential_offer=/);
    // Nobody who sees the code sees the number with it.
    expect(await page.locator(".offer").textContent()).not.toMatch(/\d{6}/);
    const wallet = walletFor(open);
    const offer = await wallet.readOffer(link);
    await page.getByRole("button", { name: SHOW[language] }).click();
    const shown = page.getByText(NUMBER[language]);
    const txCode = NUMBER[language].exec((await shown.textContent()) ?? "")?.[1];
    const token = await wallet.redeem(offer, txCode);
    const { qrText } = await wallet.fetchCredential(offer, token);
    const [certificate] = await currentOf(open);
    expect(qrText).toBe(certificate?.qrText);
    const [key] = await service.service.stores.signingKeys.list();
    if (key === undefined) throw new Error("no key");
    expect(await service.issuer.ports.selfCheck.check(qrText, key, { now: NOW })).toMatchObject({ ok: true });
  },
);

it("on a phone: the link opens the wallet, which needs no number", async () => {
  const open = await obtained({ context: { hasTouch: true, isMobile: true } });
  const { page } = open;
  await page.getByRole("button", { name: MAKE.en }).click();
  const link = await page.getByRole("link", { name: "Open the wallet on this phone" }).getAttribute("href");
  expect(await page.locator(".offer .qr").count()).toBe(0);
  const [certificate] = await currentOf(open);
  expect((await walletFor(open).take(link ?? "")).qrText).toBe(certificate?.qrText);
});

it("an offer that is over is said to be over, and another one is made by the same button", async () => {
  const open = await obtained(DESKTOP);
  const { page, service, context } = open;
  await page.getByRole("button", { name: MAKE.en }).click();
  await page.locator(".offer .qr").waitFor();
  const older = await scanned(page);
  service.clock.now = NOW + 300;
  await context.clock.setFixedTime((NOW + 300) * 1_000);
  await page.getByText("Its time is over").waitFor();
  expect(await page.locator(".offer").count()).toBe(0);
  const wallet = walletFor(open);
  const late = wallet.readOffer(older).then((offer) => wallet.redeem(offer, "000000"));
  expect(await refusalOf(late)).toEqual({ status: 400, error: "invalid_grant" });
  await page.getByRole("button", { name: MAKE.en }).click();
  await page.locator(".offer .qr").waitFor();
  expect(await scanned(page)).not.toBe(older);
});

it("where the authority offers no such wallet the person is told so plainly", async () => {
  const open = await citizen.open(DESKTOP);
  await obtain(open);
  await open.page.locator("details.save summary").click();
  await open.page.getByRole("button", { name: MAKE.en }).click();
  await open.page.locator('[data-code="WALLET_NOT_OFFERED"]').waitFor();
});

it("no page complained, and none asked anybody else for anything", () => {
  expect(citizen.complaints).toEqual([]);
});
