// Organisations: their keys, origins and limits, and that their answers are made for them alone.

import { describe, expect, it } from "vitest";
import { claimsOfOwn } from "../../src/domain/certificate.ts";
import { makeEntityKey } from "../../src/domain/entity-key.ts";
import { revokeEntity, rotateEntityKey } from "../../src/domain/entity-registration.ts";
import { NOW } from "../issuer-fixture.ts";
import { createTestService, expectJson, MOBILE, NAME, problemOf } from "./service-fixture.ts";

const RAIL = "rail.example.in";
const ORIGIN = "https://rail.example.in";
const BODY = { mobile: MOBILE, fullName: NAME, language: "en", notice: { version: "1", language: "en" } };

async function withRailway(fields: { readonly requestsPerMinute?: number } = {}) {
  const test = await createTestService();
  await test.issuer.enrol({});
  const key = await test.registerEntity(RAIL, { origins: [ORIGIN], ...fields });
  const request = (headers: Record<string, string>) => test.send("POST", "/v1/otp-requests", { body: BODY, headers });
  return { ...test, key, request };
}

describe("an answer for an organisation", () => {
  it("carries its id as audience and expires within a day", async () => {
    const { key, confirm, send } = await withRailway();
    const headers = { authorization: `Bearer ${await confirm({ key })}` };
    const { qrText, iat, exp } = await expectJson(await send("GET", "/v1/certificate", { headers }), 200);
    expect(claimsOfOwn(String(qrText))).toMatchObject({ ok: true, value: { aud: RAIL, status: "fully" } });
    expect(Number(exp) - Number(iat)).toBeLessThanOrEqual(86_400);
  });

  it("needs a code like every other: no path answers by number", async () => {
    const { key, send } = await withRailway();
    const headers = { "x-api-key": key };
    for (const path of ["/v1/status", "/v1/certificate", "/v1/certificate.png", "/v3/vaccination/status"]) {
      for (const query of ["", `?mobile=${encodeURIComponent(MOBILE)}`]) {
        expect(await problemOf(await send("GET", path + query, { headers }))).toEqual([401, "ACCESS_TOKEN_INVALID"]);
      }
    }
  });

  it("is confirmed by the one that asked: to others its transaction is unknown", async () => {
    const { key, request, registerEntity, send, lastCode } = await withRailway();
    const mall = await registerEntity("mall.example.in");
    const { txnId } = await expectJson(await request({ "x-api-key": key }), 201);
    const confirm = (headers: Record<string, string>) =>
      send("POST", "/v1/otp-confirmations", { body: { txnId, code: lastCode() }, headers });
    expect(await problemOf(await confirm({}))).toEqual([404, "OTP_TXN_UNKNOWN"]);
    expect(await problemOf(await confirm({ "x-api-key": mall }))).toEqual([404, "OTP_TXN_UNKNOWN"]);
    expect((await confirm({ "x-api-key": key })).status).toBe(200);
  });
});

describe("a key", () => {
  it("is kept as a hash, and is not accepted when it is another, cut, or of another kind of organisation", async () => {
    const { key, request, registerEntity, service } = await withRailway();
    expect(JSON.stringify(await service.stores.entities.list())).not.toContain(key.slice(-64));
    const centre = await registerEntity("centre.example.in", { kind: "vaccination-centre" });
    const [prefix, keyId, secret] = key.split("_") as [string, string, string];
    const flipped = (secret.startsWith("0") ? "1" : "0") + secret.slice(1);
    for (const wrong of [
      "",
      "x",
      key.slice(0, -1),
      `${prefix}_${keyId}_${flipped}`,
      `${prefix}_${"0".repeat(16)}_${secret}`,
      key.toUpperCase(),
      centre,
    ]) {
      expect(await problemOf(await request({ "x-api-key": wrong })), wrong).toEqual([401, "ENTITY_KEY_INVALID"]);
    }
    expect((await request({ "x-api-key": key })).status).toBe(201);
  });

  it("runs on for the overlap after a rotation, and no key after a revocation", async () => {
    const { key, request, service, clock } = await withRailway();
    const { entities } = service.stores;
    const fresh = makeEntityKey(service.random, { from: NOW });
    const audit = { at: NOW, actor: "operator", action: "entity-key-rotated", subject: RAIL, detail: {} };
    await entities.change(RAIL, (held) => rotateEntityKey(held, fresh.key, { now: NOW, overlapSeconds: 3_600 }), audit);
    const codeOf = async (apiKey: string) => {
      const answer = await request({ "x-api-key": apiKey });
      return answer.status === 201 ? "sent" : (await problemOf(answer))[1];
    };
    clock.now = NOW + 3_599;
    expect(await codeOf(key)).toBe("sent");
    clock.now = NOW + 3_600;
    expect(await codeOf(key)).toBe("ENTITY_KEY_INVALID");
    clock.now = NOW + 7_200;
    expect(await codeOf(fresh.apiKey)).toBe("sent");
    await entities.change(RAIL, revokeEntity, audit);
    expect(await codeOf(fresh.apiKey)).toBe("ENTITY_KEY_INVALID");
  });

  it("has a limit of requests a minute, and others are not touched by it", async () => {
    const { key, request, registerEntity, clock, log } = await withRailway({ requestsPerMinute: 2 });
    const other = await registerEntity("mall.example.in");
    clock.now = NOW - (NOW % 60) + 20;
    const answers = [];
    for (let i = 0; i < 4; i++) answers.push(await request({ "x-api-key": key }));
    expect(answers.map(({ status }) => status)).toEqual([201, 429, 429, 429]);
    expect(await problemOf(answers[1] as Response)).toEqual([429, "OTP_TOO_SOON"]);
    const limited = answers[3] as Response;
    expect(limited.headers.get("retry-after")).toBe("40");
    expect(await problemOf(limited)).toEqual([429, "ENTITY_LIMIT_REACHED"]);
    expect((await problemOf(await request({ "x-api-key": other })))[1]).toBe("OTP_TOO_SOON");
    clock.now += 60;
    expect((await request({ "x-api-key": key })).status).toBe(201);
    expect(log.at(-1)).toContain('"entityId":"rail.example.in"');
    expect(log.join("")).not.toContain(key);
  });
});

describe("pages of other websites", () => {
  it("may read answers where their origin is registered, and only with the key that it is registered with", async () => {
    const { key, request, registerEntity, send } = await withRailway();
    const allowed = await request({ "x-api-key": key, origin: ORIGIN });
    expect(allowed.status).toBe(201);
    expect(allowed.headers.get("access-control-allow-origin")).toBe(ORIGIN);
    expect(allowed.headers.get("vary")).toContain("Origin");
    expect(allowed.headers.get("access-control-allow-credentials")).toBeNull();

    const mall = await registerEntity("mall.example.in", { origins: ["https://mall.example.in"] });
    expect(await problemOf(await request({ "x-api-key": mall, origin: ORIGIN }))).toEqual([
      403,
      "ENTITY_ORIGIN_REFUSED",
    ]);
    const foreign = await send("GET", "/v1/health", { headers: { origin: "https://evil.example" } });
    expect(foreign.headers.get("access-control-allow-origin")).toBeNull();
    const opaque = await send("GET", "/v1/health", { headers: { origin: "null" } });
    expect(opaque.headers.get("access-control-allow-origin")).toBeNull();
  });

  it("are answered when they ask first", async () => {
    const { send } = await withRailway();
    const preflight = (origin: string) =>
      send("OPTIONS", "/v1/otp-requests", { headers: { origin, "access-control-request-method": "POST" } });
    const allowed = await preflight(ORIGIN);
    expect(allowed.status).toBe(204);
    expect(allowed.headers.get("access-control-allow-origin")).toBe(ORIGIN);
    expect(allowed.headers.get("access-control-allow-headers")).toContain("X-Api-Key");
    const refused = await preflight("https://evil.example");
    expect(refused.headers.get("access-control-allow-origin")).toBeNull();
    expect(await problemOf(refused)).toEqual([403, "ENTITY_ORIGIN_REFUSED"]);
  });

  it("lose that when the organisation is revoked, within ten seconds", async () => {
    let seconds = 0;
    const test = await createTestService({ service: { clock: { now: () => NOW, monotonicSeconds: () => seconds } } });
    await test.registerEntity(RAIL, { origins: [ORIGIN] });
    const allowed = async () =>
      (await test.send("GET", "/v1/health", { headers: { origin: ORIGIN } })).headers.has(
        "access-control-allow-origin",
      );
    expect(await allowed()).toBe(true);
    const audit = { at: NOW, actor: "operator", action: "entity-revoked", subject: RAIL, detail: {} };
    await test.service.stores.entities.change(RAIL, revokeEntity, audit);
    seconds = 11;
    expect(await allowed()).toBe(false);
  });
});
