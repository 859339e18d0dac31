// Consent over HTTP: the notice, the receipt, its end, and what a person may ask for about themselves.

import { decodeConsentReceipt, toHex } from "@mohor/schema";
import { describe, expect, it } from "vitest";
import { NOW, TEST_STATUS_KEY } from "../issuer-fixture.ts";
import { createTestService, expectJson, problemOf, type TestService } from "./service-fixture.ts";

async function newService({ withStatusKey = true } = {}): Promise<TestService> {
  const test = await createTestService();
  if (withStatusKey) await test.issuer.stores.signingKeys.register(TEST_STATUS_KEY);
  await test.issuer.enrol({}, { beneficiary_id: "FICT-2", full_name: "Rina Biswas" });
  return test;
}

function withToken(token: string): { readonly headers: Readonly<Record<string, string>> } {
  return { headers: { authorization: `Bearer ${token}` } };
}

describe("GET /v1/notice", () => {
  it("gives the current notice in the language that is asked for", async () => {
    const test = await newService();
    const headers = { "accept-language": "bn-IN,en;q=0.5" };
    const notice = await expectJson(await test.send("GET", "/v1/notice", { headers }), 200);
    expect(notice).toMatchObject({ version: "1", language: "bn" });
    expect(notice.text).toContain("Health Department");
  });

  it("names the organisation that asks, with its purpose", async () => {
    const test = await newService();
    const key = await test.registerEntity("rail.example");
    const notice = await expectJson(await test.send("GET", "/v1/notice", { headers: { "x-api-key": key } }), 200);
    expect(notice.text).toContain("A railway");
    expect(notice.text).toContain("booking");
  });

  it("is asked for again where a request names another version", async () => {
    const test = await newService();
    const body = { mobile: "6100000001", fullName: "Asha", language: "en", notice: { version: "0", language: "en" } };
    const answer = await test.send("POST", "/v1/otp-requests", { body });
    expect(await problemOf(answer)).toEqual([422, "NOTICE_UNKNOWN"]);
    expect(test.messages).toEqual([]);
  });
});

describe("consents", () => {
  it("are recorded with the certificate, listed, handed out as a signed receipt, and ended", async () => {
    const test = await newService();
    const token = await test.confirm();
    const { certificateId } = await expectJson(await test.send("GET", "/v1/certificate", withToken(token)), 200);

    const { consents } = await expectJson(await test.send("GET", "/v1/consents", withToken(token)), 200);
    const [consent] = consents as readonly Record<string, string>[];
    expect(consents).toEqual([
      { receiptId: consent?.receiptId, noticeVersion: "1", noticeLanguage: "en", givenAt: NOW, withdrawnAt: null },
    ]);

    const receipt = await test.send("GET", "/v1/consents/receipt", withToken(token));
    expect(receipt.headers.get("content-type")).toBe("application/cose");
    const decoded = decodeConsentReceipt(new Uint8Array(await receipt.arrayBuffer()));
    expect(decoded.ok && toHex(decoded.value.statement.receiptId)).toBe(consent?.receiptId);

    const path = `/v1/consents/${consent?.receiptId}/withdrawal`;
    const ended = await expectJson(await test.send("POST", path, withToken(token)), 200);
    expect(ended).toMatchObject({ withdrawnAt: NOW, revoked: [certificateId] });
    const end = decodeConsentReceipt(new Uint8Array(Buffer.from(String(ended.receipt), "base64")));
    expect(end.ok && end.value.statement.withdrawnAt).toBe(NOW);
    const again = await test.send("GET", "/v1/certificate", withToken(token));
    expect(await problemOf(again)).toEqual([410, "CERTIFICATE_REVOKED"]);
  });

  it("do not keep a certificate from the person while no key can sign receipts", async () => {
    const test = await newService({ withStatusKey: false });
    const token = await test.confirm();
    await expectJson(await test.send("GET", "/v1/certificate", withToken(token)), 200);
    const receipt = await test.send("GET", "/v1/consents/receipt", withToken(token));
    expect(await problemOf(receipt)).toEqual([503, "SIGNING_KEY_NONE"]);
    await test.issuer.stores.signingKeys.register(TEST_STATUS_KEY);
    expect((await test.send("GET", "/v1/consents/receipt", withToken(token))).status).toBe(200);
  });

  it("of another on the same telephone are nobody's to end", async () => {
    const test = await newService();
    const token = await test.confirm();
    await test.send("GET", "/v1/certificate", withToken(token));
    const { consents } = await expectJson(await test.send("GET", "/v1/consents", withToken(token)), 200);
    const [{ receiptId }] = consents as [Record<string, string>];
    test.clock.now += 100;
    const rina = await test.confirm({ name: "Rina Biswas" });
    const path = `/v1/consents/${receiptId}/withdrawal`;
    expect(await problemOf(await test.send("POST", path, withToken(rina)))).toEqual([404, "CONSENT_UNKNOWN"]);
    await expectJson(await test.send("GET", "/v1/certificate", withToken(token)), 200);
  });

  it.each([
    ["GET", "/v1/consents"],
    ["GET", "/v1/consents/receipt"],
    ["POST", "/v1/consents/00/withdrawal"],
    ["GET", "/v1/person"],
    ["DELETE", "/v1/person"],
  ])("are for nobody without a confirmed code: %s %s", async (method, path) => {
    const test = await newService();
    expect(await problemOf(await test.send(method, path))).toEqual([401, "ACCESS_TOKEN_INVALID"]);
    const key = await test.registerEntity("rail.example");
    const organisation = await test.confirm({ key });
    const answer = await test.send(method, path, withToken(organisation));
    expect(await problemOf(answer)).toEqual([403, "ACCESS_PURPOSE_REFUSED"]);
  });
});

describe("a person's own data", () => {
  it("is shown whole, and then deleted", async () => {
    const test = await newService();
    const token = await test.confirm();
    const { certificateId } = await expectJson(await test.send("GET", "/v1/certificate", withToken(token)), 200);
    const data = await expectJson(await test.send("GET", "/v1/person", withToken(token)), 200);
    expect(data).toMatchObject({
      records: [{ fullName: "Asha Rani Biswas" }],
      certificates: [{ certificateId }],
      consents: [{ noticeVersion: "1" }],
    });
    expect(JSON.stringify(data)).not.toContain("Rina");
    const erased = await expectJson(await test.send("DELETE", "/v1/person", withToken(token)), 200);
    expect(erased).toMatchObject({ records: 1, certificates: 1, consents: 1 });
    // The confirmation went with it.
    expect(await problemOf(await test.send("GET", "/v1/person", withToken(token)))).toEqual([
      401,
      "ACCESS_TOKEN_INVALID",
    ]);
  });
});
