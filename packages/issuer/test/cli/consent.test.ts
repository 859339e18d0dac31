// Consent at the desk, by the program: the notice, the receipt, its end, a person's own data, the end of what is over.

import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { decodeConsentReceipt } from "@mohor/schema";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createWorkplace, START, type Workplace } from "./issuer-in-use.ts";

const MOBILE = "+916100000001";
const DAY = 86_400;
let work: Workplace;
let txnId: string;
let code: string;
let receiptId: string;

beforeAll(async () => {
  work = createWorkplace();
  await work.issuer(["init", "--issuer", "Health Department"]);
  await work.issuer(["registry", "sample", "--count", "6", "--out", "registry.csv"]);
  await work.issuer(["registry", "import", "registry.csv"]);
  await work.issuer(["trust", "publish", "--out", "public"]);
  txnId = (await work.issuer(["otp", "request", "--mobile", MOBILE, "--name", "Asha Rani Biswas"])).stdout.trim();
  code = work.lastCode();
}, 120_000);
afterAll(() => work.remove());

function statementIn(file: string) {
  const receipt = decodeConsentReceipt(readFileSync(join(work.directory, file)));
  if (!receipt.ok) throw new TypeError(receipt.code);
  return receipt.value.statement;
}

describe("consent", () => {
  it("begins with a notice in the person's language", async () => {
    const { stdout, status } = await work.issuer(["consent", "notice", "--lang", "hi"]);
    expect(status).toBe(0);
    expect(stdout).toContain("Health Department");
    expect(stdout).toContain("सहमति");
  });

  it("is handed out as a signed receipt with the certificate, readable by its owner only", async () => {
    const confirmed = await work.issuer(["otp", "confirm", txnId, code, "--receipt", "receipt.cose"], 10);
    expect(confirmed.status).toBe(0);
    expect(statementIn("receipt.cose")).toMatchObject({ purpose: "certificate", noticeVersion: "1", givenAt: START });
    expect(statSync(join(work.directory, "receipt.cose")).mode & 0o777).toBe(0o600);
  });

  it("is listed by its receipt", async () => {
    const listed = await work.issuer(["consent", "list", txnId, code, "--json"], 20);
    const [consent] = JSON.parse(listed.stdout).consents;
    expect(consent).toMatchObject({ noticeVersion: "1", givenAt: START, withdrawnAt: null });
    receiptId = consent.receiptId;
  });

  it("is nobody's to end by another id", async () => {
    const unknown = await work.issuer(["consent", "withdraw", txnId, code, "0".repeat(32)], 30);
    expect(unknown).toMatchObject({ status: 1, stdout: "" });
    expect(unknown.stderr).toContain("[CONSENT_UNKNOWN]");
  });

  it("is ended with what was issued under it, and stays ended", async () => {
    const ended = await work.issuer(["consent", "withdraw", txnId, code, receiptId, "--out", "end.cose", "--json"], 40);
    expect(JSON.parse(ended.stdout)).toMatchObject({ withdrawnAt: START + 40, revoked: [expect.any(String)] });
    expect(statementIn("end.cose").withdrawnAt).toBe(START + 40);
    const again = await work.issuer(["otp", "confirm", txnId, code], 50);
    expect(again.stderr).toContain("[CERTIFICATE_REVOKED]");
  });
});

describe("person", () => {
  it("gets everything that is held in a file, and nothing of it on the screen", async () => {
    const written = await work.issuer(["person", "export", txnId, code, "--out", "mine.json"], 70);
    expect(written).toMatchObject({ status: 0, stdout: "mine.json\n", stderr: "" });
    const data = JSON.parse(readFileSync(join(work.directory, "mine.json"), "utf8"));
    expect(data).toMatchObject({ records: [{ fullName: "Asha Rani Biswas" }], certificates: [{}], consents: [{}] });
  });

  it("is erased on their own word, once", async () => {
    const erased = await work.issuer(["person", "erase", txnId, code, "--json"], 80);
    expect(JSON.parse(erased.stdout)).toMatchObject({ records: 1, certificates: 1, consents: 1 });
    const again = await work.issuer(["person", "erase", txnId, code], 90);
    expect(again.stderr).toContain("[OTP_TXN_UNKNOWN]");
  });
});

describe("store forget", () => {
  it("deletes what is over, and refuses what is no number of days", async () => {
    const { stdout } = await work.issuer(["store", "forget", "--json"], 3 * DAY);
    expect(JSON.parse(stdout)).toMatchObject({ certificates: 0, consents: 0 });
    const wrong = await work.issuer(["store", "forget", "--consent-days", "soon"]);
    expect(wrong).toMatchObject({ status: 2, stdout: "" });
  });
});
