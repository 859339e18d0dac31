// The descriptions in sms-gateways/, each held against what it puts on the wire and how it reads its gateway's answers.

import { readdirSync, readFileSync } from "node:fs";
import type { ServerResponse } from "node:http";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type LocalServer, startLocalServer } from "../../../../test-support/local-server.ts";
import type { GatewayAnswer } from "../../src/adapters/sms-gateway.ts";
import { createHttpGateway, type HttpGatewayDescription } from "../../src/adapters/sms-http.ts";
import { checkSmsSettings, type SmsSettings } from "../../src/cli/sms-settings.ts";
import type { TextMessage } from "../../src/domain/ports.ts";

const EXAMPLES = new URL("../../sms-gateways/", import.meta.url);

const ENGLISH: TextMessage = {
  kind: "code",
  desk: "",
  messageId: "00112233445566778899aabbccddeeff",
  to: "+916100000001",
  text: '314159 is your code & "more" + 100%\n@host.example #314159',
  code: "314159",
  language: "en",
  validSeconds: 180,
};
const BENGALI: TextMessage = { ...ENGLISH, text: "314159 আপনার কোড&a=b", language: "bn" };

/** The answer of the next calls. */
let answer: (response: ServerResponse) => void = (response) => response.end();
let server: LocalServer;
beforeAll(async () => {
  server = await startLocalServer((_call, response) => answer(response));
});
afterAll(() => server.stop());

function json(status: number, body: unknown): void {
  answer = (response) =>
    void response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}

function example(name: string): SmsSettings {
  const settings: unknown = JSON.parse(readFileSync(new URL(`${name}.json`, EXAMPLES), "utf8"));
  checkSmsSettings(settings);
  return settings;
}

/** A gateway of the examples, pointed at the server here; secrets are their own names in capitals. */
function gatewayOf(name: string, change: Partial<HttpGatewayDescription> = {}) {
  const [gateway] = example(name).gateways;
  if (gateway?.kind !== "http") throw new TypeError(`${name} is no described gateway`);
  const url = gateway.description.url.replace(/^https:\/\/[^/]+/, server.origin);
  return createHttpGateway({
    name,
    description: { ...gateway.description, url, ...change },
    dlt: gateway.dlt,
    secrets: Object.fromEntries(Object.keys(gateway.secrets).map((secret) => [secret, secret.toUpperCase()])),
    ...(gateway.reports === null
      ? {}
      : { deliveryReportUrl: async () => "https://issuer.example.in/report?id=1&mac=2" }),
  });
}

async function send(name: string, message: TextMessage, change: Partial<HttpGatewayDescription> = {}) {
  const before = server.calls.length;
  const outcome = await gatewayOf(name, change).send(message, { timeoutMilliseconds: 2_000 });
  const call = server.calls[before];
  if (call === undefined) throw new TypeError("nothing arrived");
  const url = new URL(call.url, server.origin);
  const isJson = call.headers["content-type"] === "application/json";
  return {
    outcome,
    calls: server.calls.length - before,
    method: call.method,
    path: url.pathname,
    query: Object.fromEntries(url.searchParams),
    headers: call.headers,
    fields: isJson ? JSON.parse(call.body) : Object.fromEntries(new URLSearchParams(call.body)),
  };
}

describe("each kind of message", () => {
  it("goes under the template that it was registered with", async () => {
    json(200, { return: true });
    const idOf = async (kind: TextMessage["kind"]) =>
      (await send("fast2sms", { ...ENGLISH, kind, desk: kind === "desk-code" ? "Kendra 17" : "" })).fields;
    const ids = [];
    for (const kind of ["code", "desk-code", "status"] as const) ids.push(JSON.stringify(await idOf(kind)));
    expect(ids.map((text) => /17070000000000000\d\d/.exec(text)?.[0])).toEqual([
      "1707000000000000003",
      "1707000000000000006",
      "1707000000000000009",
    ]);
  });

  it("is not for a gateway that has no template for it: to ask is a caller's mistake", async () => {
    const msg91 = gatewayOf("msg91");
    expect((["code", "desk-code", "status"] as const).map((kind) => msg91.carries(kind))).toEqual([true, false, false]);
    const asked = msg91.send({ ...ENGLISH, kind: "status" }, { timeoutMilliseconds: 1_000 });
    await expect(asked).rejects.toThrow(TypeError);
  });
});

describe("the example of each gateway", () => {
  it.each(readdirSync(EXAMPLES).filter((file) => file.endsWith(".json")))("%s is sound", (file) => {
    expect(example(file.replace(/\.json$/, "")).gateways).toHaveLength(1);
  });

  it("msg91: template and code in the query, the key in a header", async () => {
    json(200, { type: "success", request_id: "3164" });
    const sent = await send("msg91", BENGALI);
    expect(sent).toMatchObject({
      outcome: { outcome: "accepted", providerId: "3164" },
      method: "POST",
      path: "/api/v5/otp",
      query: { template_id: "1707000000000000001", mobile: "916100000001", otp: "314159", otp_expiry: "3" },
    });
    expect(sent.headers.authkey).toBe("AUTHKEY");
  });

  it("gupshup: a form with both DLT ids, and unicode said for Bengali", async () => {
    json(200, { response: { id: "5-6", phone: "916100000001", details: "", status: "success" } });
    const sent = await send("gupshup", BENGALI);
    expect(sent.outcome).toEqual({ outcome: "accepted", providerId: "5-6" });
    expect(sent.fields).toEqual({
      method: "sendMessage",
      v: "1.1",
      auth_scheme: "plain",
      format: "json",
      userid: "USERID",
      password: "PASSWORD",
      send_to: "916100000001",
      msg: BENGALI.text,
      msg_type: "UNICODE_TEXT",
      mask: "MOHORX",
      principalEntityId: "1201000000000000000",
      dltTemplateId: "1707000000000000001",
    });
    expect((await send("gupshup", ENGLISH)).fields).toMatchObject({ msg_type: "TEXT", msg: ENGLISH.text });
  });

  it("exotel: basic authentication, the account in the path, a call-back address", async () => {
    json(200, { SMSMessage: { Sid: "abc", Status: "queued", DetailedStatusCode: 21010 } });
    const sent = await send("exotel", ENGLISH);
    expect(sent).toMatchObject({
      outcome: { outcome: "accepted", providerId: "abc" },
      path: "/v1/Accounts/SID/Sms/send.json",
    });
    expect(sent.headers.authorization).toBe(`Basic ${Buffer.from("KEY:TOKEN").toString("base64")}`);
    expect(sent.fields).toMatchObject({
      From: "MOHORX",
      To: "+916100000001",
      Body: ENGLISH.text,
      EncodingType: "plain",
      DltEntityId: "1201000000000000000",
      DltTemplateId: "1707000000000000003",
      StatusCallback: "https://issuer.example.in/report?id=1&mac=2",
      CustomField: ENGLISH.messageId,
    });
  });

  it("fast2sms: JSON with the national number", async () => {
    json(200, { return: true, request_id: "lwdtp7cjyqxvfe9", message: ["SMS sent successfully."] });
    const sent = await send("fast2sms", BENGALI);
    expect(sent.outcome).toEqual({ outcome: "accepted", providerId: "lwdtp7cjyqxvfe9" });
    expect(sent.headers.authorization).toBe("KEY");
    expect(sent.fields).toMatchObject({
      route: "dlt_manual",
      sender_id: "MOHORX",
      message: BENGALI.text,
      language: "unicode",
      entity_id: "1201000000000000000",
      template_id: "1707000000000000001",
      numbers: "6100000001",
    });
  });

  it("twilio: a form, the life of the code, a call-back address", async () => {
    json(201, { sid: "SM1", status: "queued", error_code: null });
    const sent = await send("twilio", ENGLISH);
    expect(sent).toMatchObject({
      outcome: { outcome: "accepted", providerId: "SM1" },
      path: "/2010-04-01/Accounts/SID/Messages.json",
      fields: { To: "+916100000001", From: "MOHORX", Body: ENGLISH.text, ValidityPeriod: "180" },
    });
  });

  const REFUSALS: readonly (readonly [string, number, unknown, GatewayAnswer])[] = [
    ["msg91", 200, { type: "error", message: "Invalid template" }, { outcome: "rejected", reason: "invalid-template" }],
    [
      "gupshup",
      200,
      { response: { status: "error", details: "Bad +916100000001" } },
      { outcome: "rejected", reason: "unnamed" },
    ],
    ["exotel", 403, { RestException: { Status: 403 } }, { outcome: "rejected", reason: "http-403" }],
    ["fast2sms", 401, { return: false, status_code: 412 }, { outcome: "rejected", reason: "412" }],
    ["twilio", 400, { code: 21901, status: 400 }, { outcome: "rejected", reason: "unnamed" }],
    ["twilio", 429, { code: 20429, status: 429 }, { outcome: "unavailable", reason: "unnamed" }],
  ];
  it.each(REFUSALS)(
    "%s: a refusal with status %i is told without anything of the person",
    async (name, status, body, expected) => {
      json(status, body);
      expect((await send(name, ENGLISH)).outcome).toEqual(expected);
    },
  );
});

describe("any described gateway", () => {
  const GARBAGE: readonly (readonly [string, (response: ServerResponse) => void, GatewayAnswer])[] = [
    ["a page", (response) => void response.end("<html>"), { outcome: "unknown", reason: "not-json" }],
    ["nothing", (response) => void response.end(), { outcome: "unknown", reason: "not-json" }],
    ["JSON of another kind", (response) => void response.end("[1]"), { outcome: "unknown", reason: "no-reason" }],
    ["null", (response) => void response.end("null"), { outcome: "unknown", reason: "no-reason" }],
    ["500", (response) => void response.writeHead(500).end("x"), { outcome: "unknown", reason: "http-500" }],
    ["503", (response) => void response.writeHead(503).end("{}"), { outcome: "unavailable", reason: "http-503" }],
    [
      "an endless answer",
      (response) => void response.end("x".repeat(1_000_000)),
      { outcome: "unknown", reason: "answer-too-long" },
    ],
    ["a broken connection", (response) => void response.destroy(), { outcome: "unknown", reason: "und-err-socket" }],
    ["silence", () => {}, { outcome: "unknown", reason: "time-out" }],
    [
      "half an answer",
      (response) => void response.writeHead(200, { "content-length": "100" }).write('{"return":'),
      { outcome: "unknown", reason: "time-out" },
    ],
  ];
  it.each(GARBAGE)("tells %s from success, in time", async (_what, behaviour, expected) => {
    answer = behaviour;
    const outcome = await gatewayOf("fast2sms").send(ENGLISH, { timeoutMilliseconds: 300 });
    expect(outcome).toEqual(expected);
  });

  it("follows no redirect, which would carry its secrets elsewhere", async () => {
    answer = (response) => void response.writeHead(307, { location: `${server.origin}/elsewhere` }).end();
    const sent = await send("fast2sms", ENGLISH);
    expect(sent).toMatchObject({ outcome: { outcome: "rejected", reason: "http-307" }, calls: 1 });
  });

  it("knows a gateway that is not there from one that may have sent", async () => {
    const gone = await startLocalServer(() => {});
    await gone.stop();
    const gateway = gatewayOf("fast2sms", { url: `${gone.origin}/x` });
    const outcome = await gateway.send(ENGLISH, { timeoutMilliseconds: 1_000 });
    expect(outcome).toEqual({ outcome: "unavailable", reason: "econnrefused" });
  });

  it("lets no value reach another place of the request", async () => {
    json(200, { return: true });
    const hostile = { ...ENGLISH, text: '"},"route":"x","a":{"b":"&to=1\r\nx: y' };
    expect((await send("fast2sms", hostile)).fields).toMatchObject({ route: "dlt_manual", message: hostile.text });
    const form = await send("fast2sms", hostile, {
      body: { form: "urlencoded", fields: { text: "{text}", to: "{to}" } },
    });
    expect(form.fields).toEqual({ text: hostile.text, to: hostile.to });
    const inPath = await send("fast2sms", hostile, { url: `${server.origin}/a/{text}/b`, query: { q: "{text}" } });
    expect(inPath.path).toBe(`/a/${encodeURIComponent(hostile.text)}/b`);
    expect(inPath.query).toEqual({ q: hostile.text });
  });

  it("can be asked with GET, and believe a status alone", async () => {
    json(204, {});
    answer = (response) => void response.writeHead(204).end();
    const rules = { path: [], accepted: [], later: [], idPath: [], reasonPath: [] };
    const sent = await send("fast2sms", ENGLISH, { method: "GET", body: { form: "none" }, answer: rules });
    expect(sent).toMatchObject({ method: "GET", outcome: { outcome: "accepted" } });
  });

  it("reads 'later' as not taken over", async () => {
    json(200, { state: "busy" });
    const rules = { path: ["state"], accepted: ["ok"], later: ["busy"], idPath: [], reasonPath: [] };
    const sent = await send("fast2sms", ENGLISH, { answer: rules });
    expect(sent.outcome).toEqual({ outcome: "unavailable", reason: "busy" });
  });
});
