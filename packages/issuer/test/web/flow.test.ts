// A person's way through the pages, in each language, and what goes wrong on it.

import { LANGUAGES } from "@mohor/schema/texts";
import { readQrTexts } from "@mohor/verifier/image";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { NOW } from "../issuer-fixture.ts";
import {
  askForCode,
  type CitizenBrowser,
  currentOf,
  main,
  obtain,
  obtainAndKeep,
  startCitizenBrowser,
} from "./citizen-in-browser.ts";

let citizen: CitizenBrowser;
beforeAll(async () => {
  citizen = await startCitizenBrowser();
});
afterAll(async () => citizen.close());

const STATUS = { en: "fully vaccinated", bn: "পুরো টিকা নেওয়া হয়েছে", hi: "टीका पूरा लगा है" };

describe.each(LANGUAGES)("in %s", (language) => {
  it("a person gets a certificate, keeps it, and finds it again; its code is what the service signed", async () => {
    const open = await citizen.open({ locale: `${language}-IN` });
    const { page } = open;
    await obtainAndKeep(open);
    expect(await page.locator("html").getAttribute("lang")).toBe(language);
    expect((await page.locator(".status-large").textContent())?.normalize("NFC")).toBe(
      STATUS[language].normalize("NFC"),
    );
    await page.reload();
    const card = page.locator(".card");
    expect(await card.locator("h2").textContent()).toBe("Asha Rani Biswas");
    expect(await card.getAttribute("data-mark")).toBe("good");
    await card.locator("button.main").click();
    const picture = await page.locator(".qr").screenshot();
    const read = await readQrTexts(new Uint8Array(picture));
    const [held] = await currentOf(open);
    expect(read.ok && read.sightings.map(({ text }) => text)).toEqual([held?.qrText]);
  });
});

describe("on the way", () => {
  it("the language can be changed at any moment, and is remembered", async () => {
    const open = await citizen.open({ locale: "en-IN" });
    await askForCode(open);
    await open.page.locator('.languages [lang="hi"]').click();
    await open.page.locator('html[lang="hi"]').waitFor();
    expect(await open.page.locator("h1").textContent()).toBe("संदेश में आया कोड");
    await open.page.reload();
    await open.page.locator('html[lang="hi"] main h1').waitFor();
  });

  it("a wrong code is named with the tries that are left, and the right one still works", async () => {
    const open = await citizen.open();
    await askForCode(open);
    const { page, service } = open;
    const wrong = service.lastCode() === "000000" ? "111111" : "000000";
    await page.locator("#code").fill(wrong);
    await main(page).click();
    await page.locator('[data-code="OTP_INVALID"]').waitFor();
    expect(await page.locator('[data-code="OTP_INVALID"]').textContent()).toContain("4 tries left");
    await page.locator("#code").fill(service.lastCode());
    await main(page).click();
    await page.locator(".status-large").waitFor();
  });

  it("an expired code is said to be so, and a new one can be asked for when it is time", async () => {
    const open = await citizen.open();
    await askForCode(open);
    const { page, service, context } = open;
    await page.locator("summary").click();
    expect(await page.locator("details").textContent()).toContain("You can ask for a new code in");
    service.clock.now = NOW + 200;
    await context.clock.setFixedTime((NOW + 200) * 1_000);
    await page.getByText("This code's time is over").waitFor();
    await page.locator("#code").fill(service.lastCode());
    await main(page).click();
    await page.locator('[data-code="OTP_EXPIRED"]').waitFor();
    const before = service.messages.length;
    await page.getByRole("button", { name: "Send a new code" }).first().click();
    await page.getByText("The code works for").waitFor();
    expect(service.messages).toHaveLength(before + 1);
  });

  it("two taps send one message", async () => {
    const open = await citizen.open();
    const { page, service } = open;
    await main(page).click();
    await page.locator(".notice").waitFor();
    await main(page).click();
    await page.locator("#mobile").fill("61000 00001");
    await page.locator("#full-name").fill("Asha Rani Biswas");
    await main(page).dblclick();
    await page.locator("#code").waitFor();
    expect(service.messages).toHaveLength(1);
  });

  it("going back leads step by step to the beginning, and nothing typed is lost", async () => {
    const open = await citizen.open();
    await askForCode(open);
    const { page } = open;
    await page.goBack();
    expect(await page.locator("#full-name").inputValue()).toBe("Asha Rani Biswas");
    await page.goBack();
    await page.locator(".notice").waitFor();
    await page.goBack();
    await page.getByText("No certificate is kept").waitFor();
    await page.goForward();
    await page.locator(".notice").waitFor();
  });

  it("a name that fits nobody on the number gets one plain answer, after the code only", async () => {
    const open = await citizen.open();
    await askForCode(open, { name: "Somebody Else" });
    await open.page.locator("#code").fill(open.service.lastCode());
    await main(open.page).click();
    await open.page.locator('[data-code="RECORD_NOT_FOUND"]').waitFor();
  });

  it("whoever does not agree has sent nothing", async () => {
    const open = await citizen.open();
    await main(open.page).click();
    await open.page.getByRole("button", { name: "I do not agree" }).click();
    await open.page.getByText("Nothing was sent").waitFor();
    expect(open.service.messages).toHaveLength(0);
  });

  it("a number that is no mobile number is named, and stays to be corrected", async () => {
    const open = await citizen.open();
    const { page } = open;
    await main(page).click();
    await page.locator(".notice").waitFor();
    await main(page).click();
    await page.locator("#mobile").fill("12345");
    await page.locator("#full-name").fill("Asha Rani Biswas");
    await main(page).click();
    await page.locator("[data-code^=MOBILE_]").waitFor();
    expect(await page.locator("#mobile").inputValue()).toBe("12345");
  });

  it("a gateway that is down is said to be so, and nothing is lost", async () => {
    const { PortError } = await import("../../src/domain/refusal.ts");
    const send = async (): Promise<never> => {
      throw new PortError("OTP_NOT_SENT", "the gateway is down");
    };
    const open = await citizen.open({ service: { sender: { send } } });
    const { page } = open;
    await main(page).click();
    await page.locator(".notice").waitFor();
    await main(page).click();
    await page.locator("#mobile").fill("61000 00001");
    await page.locator("#full-name").fill("Asha Rani Biswas");
    await main(page).click();
    await page.locator('[data-code="OTP_NOT_SENT"]').waitFor();
    expect(await page.locator("#full-name").inputValue()).toBe("Asha Rani Biswas");
  });

  it("whoever gets another's certificate withdraws it at once", async () => {
    const open = await citizen.open();
    await obtain(open);
    const { page } = open;
    await page.getByRole("button", { name: "This is not me" }).click();
    await page.getByRole("button", { name: "Withdraw the certificate" }).click();
    await page.getByText("It is withdrawn").waitFor();
    expect(await currentOf(open)).toEqual([]);
  });

  it("whoever sits at somebody else's screen has the status sent to their own number, once", async () => {
    const open = await citizen.open();
    await obtain(open);
    const { page, service } = open;
    await page.getByRole("button", { name: "Send the status to this number" }).click();
    await page.getByText("is on its way").waitFor();
    expect(service.messages.map(({ kind, to }) => [kind, to])).toEqual([
      ["code", "+916100000001"],
      ["status", "+916100000001"],
    ]);
    const none = await citizen.open({ service: { rules: { publicOrigin: null } } });
    await obtain(none);
    await none.page.getByRole("button", { name: "Send the status to this number" }).click();
    await none.page.locator('[data-code="STATUS_MESSAGE_NOT_OFFERED"]').waitFor();
  });

  it("the sheet comes as a PDF, the picture as a PNG with the same code", async () => {
    const open = await citizen.open();
    await obtain(open);
    const { page } = open;
    await page.locator("details.save summary").click();
    const [pdf] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: "Sheet to print" }).click(),
    ]);
    expect(pdf.suggestedFilename()).toMatch(/^mohor-[0-9a-f]{8}-[0-9a-f]{6}\.pdf$/);
    const [png] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: "Picture (PNG)" }).click(),
    ]);
    const { readFile } = await import("node:fs/promises");
    const read = await readQrTexts(new Uint8Array(await readFile(await png.path())));
    expect(read.ok && read.sightings).toHaveLength(1);
    expect((await readFile(await pdf.path())).subarray(0, 5).toString()).toBe("%PDF-");
  });
});

it("a code for DigiLocker is given where the authority offers it, and refused plainly where it does not", async () => {
  const digilocker = {
    orgId: "in.gov.wallet",
    issuerId: "in.gov.example.health",
    documentType: "VACER",
    apiKey: "a wallet's key for tests only",
  };
  for (const wallets of [
    { digilocker, apple: null, google: null, openid4vci: null },
    { digilocker: null, apple: null, google: null, openid4vci: null },
  ]) {
    const open = await citizen.open({ service: { service: { wallets } } });
    await obtain(open);
    await open.page.locator("details.save summary").click();
    await open.page.getByRole("button", { name: "Code for DigiLocker" }).click();
    if (wallets.digilocker === null) await open.page.locator('[data-code="WALLET_NOT_OFFERED"]').waitFor();
    else await open.page.getByText(/enter the code [0-9A-Z]{10}\./).waitFor();
  }
});

it("no page complained, and none asked anybody else for anything", () => {
  expect(citizen.complaints).toEqual([]);
});
