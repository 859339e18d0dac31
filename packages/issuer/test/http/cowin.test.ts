// CoWIN's "Know Your Customer's Vaccination Status" as clients of 2021 used it: one of them runs here as it was, with another base URL.

import { describe, expect, it } from "vitest";
import { claimsOfOwn } from "../../src/domain/certificate.ts";
import { NOW, wrongCodeFor } from "../issuer-fixture.ts";
import { createCowinClient } from "./cowin-client.ts";
import { BASE, createTestService, expectJson, MOBILE, NAME, problemOf, type TestService } from "./service-fixture.ts";

async function enrolled(): Promise<TestService> {
  const test = await createTestService();
  await test.issuer.enrol({});
  return test;
}

describe("a client of 2021", () => {
  it("works by changing its base URL", async () => {
    const { app, lastCode, messages } = await enrolled();
    const fetchApp: typeof fetch = (input, init) => app.fetch(new Request(input, init), { peerAddress: "192.0.2.1" });
    const client = createCowinClient(BASE, fetchApp);
    await client.generateOtp("6100000001", NAME);
    expect(messages).toHaveLength(1);
    await client.confirmOtp(lastCode());
    expect(await client.status()).toBe(2);
  });

  it("is told what went wrong in the words it knows", async () => {
    const { app, lastCode } = await enrolled();
    const fetchApp: typeof fetch = (input, init) => app.fetch(new Request(input, init), { peerAddress: "192.0.2.1" });
    const client = createCowinClient(BASE, fetchApp);
    await client.generateOtp("6100000001", NAME);
    await expect(client.confirmOtp(wrongCodeFor(lastCode()))).rejects.toThrow("401 USRAUT0014 Invalid OTP");
    await expect(client.generateOtp("6100000001", NAME)).rejects.toThrow("429 USRAUT0018 Generate OTP failed");
    await client.generateOtp("6100000005", "Nobody Known");
    await client.confirmOtp(lastCode());
    await expect(client.status()).rejects.toThrow("400 USRAUT0024 Beneficiary Not Registered");
  });
});

describe("the older calls", () => {
  const generate = { mobile_number: "6100000001", full_name: NAME };

  it("answer with a UUID, a token, and the status beside the same answer signed", async () => {
    const { send, lastCode } = await enrolled();
    const { txnId, ...more } = await expectJson(
      await send("POST", "/v3/vaccination/generateOTP", { body: generate }),
      200,
    );
    expect(txnId).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    expect(more).toEqual({});
    const confirmed = await send("POST", "/v3/vaccination/confirmOTP", { body: { otp: lastCode(), txnId } });
    const { token } = await expectJson(confirmed, 200);
    const headers = { authorization: `Bearer ${token}` };
    const status = await expectJson(await send("GET", "/v3/vaccination/status", { headers }), 200);
    expect(status.vaccination_status).toBe(2);
    expect(claimsOfOwn(String(status.qr_text))).toMatchObject({ ok: true, value: { status: "fully" } });
    // One service: the token is good for our own calls too.
    expect(await expectJson(await send("GET", "/v1/status", { headers }), 200)).toEqual({ status: "fully" });
  });

  it("leave members alone that those clients send and we do not know", async () => {
    const { send } = await enrolled();
    const body = { ...generate, mobile_number: 6100000001, email_id: "a@example.in", email: "", secret: "x" };
    expect((await send("POST", "/v3/vaccination/generateOTP", { body })).status).toBe(200);
  });

  it("take no notice of a key of CoWIN's, and insist on a good one of ours", async () => {
    const { send, registerEntity, lastCode, clock } = await enrolled();
    const theirs = { "x-api-key": "3sjOr2rmM52GzhpMHjDEE1kpQeRxwFDr4YcBEimi" };
    expect((await send("POST", "/v3/vaccination/generateOTP", { body: generate, headers: theirs })).status).toBe(200);
    const broken = await send("POST", "/v3/vaccination/generateOTP", {
      body: generate,
      headers: { "x-api-key": "mohor_x" },
    });
    expect(await expectJson(broken, 401)).toMatchObject({ errorCode: "ENTITY_KEY_INVALID" });
    clock.now = NOW + 60;
    const headers = { "x-api-key": await registerEntity("rail.example.in") };
    const { txnId } = await expectJson(
      await send("POST", "/v3/vaccination/generateOTP", { body: { ...generate }, headers }),
      200,
    );
    const body = { otp: lastCode(), txnId };
    const { token } = await expectJson(await send("POST", "/v3/vaccination/confirmOTP", { body, headers }), 200);
    const status = await send("GET", "/v3/vaccination/status", { headers: { authorization: `Bearer ${token}` } });
    const { qr_text } = await expectJson(status, 200);
    expect(claimsOfOwn(String(qr_text))).toMatchObject({ value: { aud: "rail.example.in" } });
  });

  it.each([
    ["confirmOTP", { txnId: "0" }, 400, "USRAUT0012", "OTP is Required"],
    ["confirmOTP", { otp: "123456" }, 400, "USRAUT0013", "txnId is Required"],
    ["confirmOTP", { otp: "123456", txnId: "0" }, 401, "USRAUT0014", "Unauthenticated access!"],
    ["confirmOTP", { otp: "12345", txnId: "0" }, 401, "USRAUT0014", "Invalid OTP"],
    [
      "generateOTP",
      { mobile_number: "12", full_name: NAME },
      422,
      "MOBILE_MALFORMED",
      "this is not a telephone number",
    ],
  ])("%s with %o is %i %s", async (call, body, status, errorCode, error) => {
    const { send } = await enrolled();
    const answer = await send("POST", `/v3/vaccination/${call}`, { body });
    const problem = await expectJson(answer.clone(), status);
    expect(problem).toMatchObject({ errorCode, error });
    // Still a problem as everywhere else.
    await problemOf(answer);
  });

  it("answer JSON where CoWIN answered text or HTML", async () => {
    const { send } = await enrolled();
    expect(await expectJson(await send("GET", "/v3/vaccination/status"), 401)).toMatchObject({
      error: "Unauthenticated access!",
    });
    expect(await expectJson(await send("GET", "/v3/vaccination/generateOTP"), 405)).toMatchObject({
      errorCode: "HTTP_METHOD_NOT_ALLOWED",
    });
    const raw = await send("POST", "/v3/vaccination/generateOTP", { raw: "{" });
    expect(await expectJson(raw, 400)).toMatchObject({ errorCode: "HTTP_BODY_MALFORMED" });
  });

  it("send the message in the language that CoWIN's header names", async () => {
    const { send, messages, clock } = await enrolled();
    await send("POST", "/v3/vaccination/generateOTP", { body: generate, headers: { "accept-language": "hi_IN" } });
    clock.now = NOW + 60;
    await send("POST", "/v3/vaccination/generateOTP", { body: { ...generate, mobile_number: MOBILE } });
    expect(messages.map(({ language }) => language)).toEqual(["hi", "en"]);
  });
});
