// What a person does, by the typed client: a code asked for, confirmed, and the status and certificate fetched; then their end.

import { decodeQrText, toHex } from "@mohor/schema";
import { readQrTexts } from "@mohor/verifier/image";
import { describe, expect, it } from "vitest";
import { NO_DOSES, NOW, wrongCodeFor } from "../issuer-fixture.ts";
import { createTestService, expectJson, MOBILE, NAME, problemOf } from "./service-fixture.ts";

const NOTICE = { version: "1", language: "bn" } as const;

async function enrolled() {
  const test = await createTestService();
  await test.issuer.enrol({});
  return test;
}

describe("from a number to a certificate", () => {
  it("takes three requests by the typed client", async () => {
    const { client, lastCode, messages } = await enrolled();
    const json = { mobile: MOBILE, fullName: NAME, language: "bn", notice: NOTICE } as const;
    const requested = await client.v1["otp-requests"].$post({ json });
    if (requested.status !== 201) throw new Error(await requested.text());
    const { txnId, ...rest } = await requested.json();
    expect(rest).toEqual({ codeDigits: 6, expiresAt: NOW + 180, resendAfterSeconds: 60 });
    expect(messages).toMatchObject([{ to: "+916100000001", language: "bn" }]);

    const confirmed = await client.v1["otp-confirmations"].$post({ json: { txnId, code: lastCode() } });
    if (confirmed.status !== 200) throw new Error(await confirmed.text());
    const { accessToken, expiresAt } = await confirmed.json();
    expect(expiresAt).toBe(NOW + 600);

    const headers = { headers: { authorization: `Bearer ${accessToken}` } };
    const status = await client.v1.status.$get({}, headers);
    expect(await status.json()).toEqual({ status: "fully" });
  });

  it("gives the certificate as picture, drawing, text, token and JSON, all of one QR text", async () => {
    const { send, confirm } = await enrolled();
    const authorization = `Bearer ${await confirm()}`;
    const get = (path: string, accept?: string) =>
      send("GET", path, { headers: { authorization, ...(accept === undefined ? {} : { accept }) } });
    const { qrText, certificateId, iat, exp } = await expectJson(await get("/v1/certificate"), 200);
    expect(certificateId).toMatch(/^[0-9a-f]{8}-[0-9a-f]{6}$/);
    expect(Number(exp) - Number(iat)).toBe(180 * 86_400);

    for (const [path, accept] of [
      ["/v1/certificate", "text/plain"],
      ["/v1/certificate.txt", undefined],
    ] as const) {
      const text = await get(path, accept);
      expect([text.headers.get("content-type"), await text.text()]).toEqual([
        "text/plain; charset=utf-8",
        `${qrText}\n`,
      ]);
    }
    const png = await get("/v1/certificate", "image/avif,image/webp,image/png;q=0.9,*/*;q=0.1");
    expect(png.headers.get("content-type")).toBe("image/png");
    const bytes = new Uint8Array(await png.arrayBuffer());
    expect(await readQrTexts(bytes)).toMatchObject({ ok: true, sightings: [{ text: qrText }] });
    expect(new Uint8Array(await (await get("/v1/certificate.png")).arrayBuffer())).toEqual(bytes);
    const svg = await get("/v1/certificate.svg");
    expect([svg.headers.get("content-type"), (await svg.text()).slice(0, 4)]).toEqual(["image/svg+xml", "<svg"]);
    const token = await get("/v1/certificate", "application/cose");
    const decoded = decodeQrText(String(qrText));
    expect(toHex(new Uint8Array(await token.arrayBuffer()))).toBe(decoded.ok && toHex(decoded.value));
    expect(await problemOf(await get("/v1/certificate", "application/pdf, text/html"))).toEqual([
      406,
      "HTTP_NOT_ACCEPTABLE",
    ]);
    expect(await problemOf(await get("/v1/certificate", "image/png;q=0"))).toEqual([406, "HTTP_NOT_ACCEPTABLE"]);
  });

  it("says not and partially as plainly as fully, and nothing beside it", async () => {
    const { send, confirm, issuer } = await createTestService();
    await issuer.enrol({ ...NO_DOSES, full_name: "Rina Biswas", beneficiary_id: "FICT-2", mobile: "6100000002" });
    await issuer.enrol({ dose2_product: "", dose2_date: "", mobile: "6100000003", beneficiary_id: "FICT-3" });
    for (const [mobile, name, status] of [
      ["6100000002", "Rina Biswas", "not"],
      ["6100000003", NAME, "partially"],
    ] as const) {
      const authorization = `Bearer ${await confirm({ mobile, name })}`;
      expect(await (await send("GET", "/v1/status", { headers: { authorization } })).text()).toBe(
        `{"status":"${status}"}`,
      );
    }
  });

  it("looks the person up only after the confirmation, and then gives one plain answer", async () => {
    const { send, confirm } = await enrolled();
    for (const fields of [{ name: "Sourav Biswas" }, { mobile: "6100000009" }]) {
      const authorization = `Bearer ${await confirm(fields)}`;
      for (const path of ["/v1/status", "/v1/certificate"]) {
        expect(await problemOf(await send("GET", path, { headers: { authorization } }))).toEqual([
          404,
          "RECORD_NOT_FOUND",
        ]);
      }
    }
  });
});

describe("a code", () => {
  async function requested() {
    const test = await enrolled();
    const body = { mobile: MOBILE, fullName: NAME, language: "en", notice: NOTICE };
    const { txnId } = await expectJson(await test.send("POST", "/v1/otp-requests", { body }), 201);
    const confirm = (code: string) => test.send("POST", "/v1/otp-confirmations", { body: { txnId, code } });
    return { ...test, body, txnId: String(txnId), confirmWith: confirm };
  }

  it("that is wrong costs a try, which the answer counts, and the fifth ends it with a time to wait", async () => {
    const { confirmWith, lastCode } = await requested();
    for (const attemptsLeft of [4, 3, 2, 1]) {
      expect(await expectJson(await confirmWith(wrongCodeFor(lastCode())), 403)).toMatchObject({
        code: "OTP_INVALID",
        attemptsLeft,
      });
    }
    const spent = await confirmWith(wrongCodeFor(lastCode()));
    expect(spent.headers.get("retry-after")).toBe("180");
    expect(await problemOf(spent)).toEqual([429, "OTP_ATTEMPTS_SPENT"]);
    expect(await problemOf(await confirmWith(lastCode()))).toEqual([429, "OTP_ATTEMPTS_SPENT"]);
  });

  it("that is too old, replaced or of no request is told so", async () => {
    const { confirmWith, clock, lastCode, send, body } = await requested();
    const code = lastCode();
    clock.now = NOW + 60;
    await expectJson(await send("POST", "/v1/otp-requests", { body }), 201);
    expect(await problemOf(await confirmWith(code))).toEqual([410, "OTP_REPLACED"]);
    const foreign = { txnId: "0123456789abcdef0123456789abcdef", code };
    expect(await problemOf(await send("POST", "/v1/otp-confirmations", { body: foreign }))).toEqual([
      404,
      "OTP_TXN_UNKNOWN",
    ]);
    const other = await requested();
    other.clock.now = NOW + 180;
    expect(await problemOf(await other.confirmWith(other.lastCode()))).toEqual([410, "OTP_EXPIRED"]);
  });

  it("confirmed again gives another token for the same certificate", async () => {
    const { confirmWith, lastCode, send } = await requested();
    const tokens = [await confirmWith(lastCode()), await confirmWith(lastCode())].map((answer) =>
      expectJson(answer, 200),
    );
    const [first, second] = (await Promise.all(tokens)).map(({ accessToken }) => `Bearer ${accessToken}`) as [
      string,
      string,
    ];
    expect(first).not.toBe(second);
    const text = async (authorization: string) =>
      (await send("GET", "/v1/certificate.txt", { headers: { authorization } })).text();
    expect(await text(first)).toBe(await text(second));
  });

  it("is not sent again too soon: 429 with the seconds to wait, however the number is spelt", async () => {
    const { send, body } = await requested();
    for (const mobile of ["6100000001", "0091-61000-00001", "(+91) 61000.00001"]) {
      const refused = await send("POST", "/v1/otp-requests", { body: { ...body, mobile } });
      expect(refused.headers.get("retry-after")).toBe("60");
      expect(await problemOf(refused)).toEqual([429, "OTP_TOO_SOON"]);
    }
  });
});

describe("a token", () => {
  it("is needed, and is no other than the one that was given", async () => {
    const { send, confirm } = await enrolled();
    const token = await confirm();
    for (const authorization of [
      undefined,
      "",
      "Bearer",
      `Basic ${token}`,
      "Bearer x",
      `Bearer ${token.toUpperCase()}`,
      `Bearer ${"0".repeat(64)}`,
      `Bearer ${token}, Bearer ${token}`,
    ]) {
      const headers = authorization === undefined ? {} : { authorization };
      const refused = await send("GET", "/v1/status", { headers });
      expect(refused.headers.get("www-authenticate")).toContain("Bearer");
      expect(await problemOf(refused)).toEqual([401, "ACCESS_TOKEN_INVALID"]);
    }
    // An address is kept in logs and histories: a token there is not looked at.
    expect(await problemOf(await send("GET", `/v1/status?access_token=${token}`))).toEqual([
      401,
      "ACCESS_TOKEN_INVALID",
    ]);
  });

  it("ends ten minutes after the request for the code", async () => {
    const { send, confirm, clock } = await enrolled();
    const headers = { authorization: `Bearer ${await confirm()}` };
    clock.now = NOW + 599;
    await expectJson(await send("GET", "/v1/status", { headers }), 200);
    clock.now = NOW + 600;
    expect(await problemOf(await send("GET", "/v1/status", { headers }))).toEqual([401, "ACCESS_TOKEN_INVALID"]);
  });

  it("is kept as a hash only", async () => {
    const { confirm, service } = await enrolled();
    const kept: unknown[] = [];
    const { tokens } = service.stores;
    const watched = { ...tokens, issue: async (token: Parameters<typeof tokens.issue>[0]) => void kept.push(token) };
    const test = await createTestService({
      service: { stores: { ...service.stores, tokens: watched } },
      label: "other",
    });
    test.clock.now = NOW + 60;
    const token = await test.confirm();
    expect(kept).toHaveLength(1);
    expect(JSON.stringify(kept)).not.toContain(token);
    expect(await confirm({ mobile: "6100000002" })).not.toBe(token);
  });
});

describe("revocation by the holder", () => {
  it("ends all current certificates of the person, also one that the token did not yield", async () => {
    const { send, confirm, clock, issuer } = await createTestService();
    // Partially vaccinated: thirty days.
    await issuer.enrol({ dose2_product: "", dose2_date: "" });
    const idOf = async (token: string) =>
      (await expectJson(await send("GET", "/v1/certificate", { headers: { authorization: `Bearer ${token}` } }), 200))
        .certificateId;
    const old = await idOf(await confirm());
    // Past half its life a new one is issued beside it.
    clock.now = NOW + 20 * 86_400;
    const token = await confirm();
    const fresh = await idOf(token);
    const answer = await send("POST", "/v1/certificate/revocation", { headers: { authorization: `Bearer ${token}` } });
    const { revoked } = await expectJson(answer, 200);
    expect((revoked as string[]).toSorted()).toEqual([old, fresh].toSorted());
    expect(
      await problemOf(await send("GET", "/v1/certificate", { headers: { authorization: `Bearer ${token}` } })),
    ).toEqual([410, "CERTIFICATE_REVOKED"]);
    const again = await send("POST", "/v1/certificate/revocation", { headers: { authorization: `Bearer ${token}` } });
    expect(await expectJson(again, 200)).toEqual({ revoked: [] });
  });

  it("is not for an organisation, nor for a name that nobody has", async () => {
    const { send, confirm, registerEntity } = await enrolled();
    const key = await registerEntity("rail.example.in");
    const post = (token: string) =>
      send("POST", "/v1/certificate/revocation", { headers: { authorization: `Bearer ${token}` } });
    expect(await problemOf(await post(await confirm({ key })))).toEqual([403, "ACCESS_PURPOSE_REFUSED"]);
    expect(await problemOf(await post(await confirm({ mobile: "6100000007" })))).toEqual([404, "RECORD_NOT_FOUND"]);
  });
});
