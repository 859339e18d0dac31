// What clients should not send. Every answer is a problem with our code, and none repeats what was sent.

import { describe, expect, it } from "vitest";
import { PortError } from "../../src/domain/refusal.ts";
import { MAX_BODY_BYTES, MAX_URL_LENGTH } from "../../src/http/http-limits.ts";
import { NOW } from "../issuer-fixture.ts";
import { createTestService, expectJson, MOBILE, NAME, problemOf, type RawBody } from "./service-fixture.ts";

const BODY = { mobile: MOBILE, fullName: NAME, language: "en", notice: { version: "1", language: "en" } };
const TEXT = JSON.stringify(BODY);
const test = await createTestService();
const post = (raw: RawBody, headers: Record<string, string> = {}) =>
  test.send("POST", "/v1/otp-requests", { raw, headers });

describe("a body", () => {
  it("of 4096 bytes is read, and one more is too large, with and without a Content-Length", async () => {
    const padded = (length: number) => TEXT + " ".repeat(length - TEXT.length);
    const streamed = (text: string) => new Blob([text]).stream();
    for (const body of [padded, (length: number) => streamed(padded(length))]) {
      test.clock.now += 86_400;
      expect((await post(body(MAX_BODY_BYTES))).status).toBe(201);
      expect(await problemOf(await post(body(MAX_BODY_BYTES + 1)))).toEqual([413, "HTTP_BODY_TOO_LARGE"]);
    }
    const lying = { "content-length": String(MAX_BODY_BYTES + 1) };
    expect(await problemOf(await post(TEXT, lying))).toEqual([413, "HTTP_BODY_TOO_LARGE"]);
    const endless = new ReadableStream({ pull: (controller) => controller.enqueue(new Uint8Array(1024).fill(32)) });
    expect(await problemOf(await post(endless))).toEqual([413, "HTTP_BODY_TOO_LARGE"]);
  });

  it("of another type than JSON is refused by its type", async () => {
    for (const type of [
      "text/plain",
      "application/x-www-form-urlencoded",
      "application/jsonp",
      "application/json;charset=utf-16",
      "",
    ]) {
      expect(await problemOf(await post(TEXT, { "content-type": type })), type).toEqual([
        415,
        "HTTP_CONTENT_TYPE_UNKNOWN",
      ]);
    }
    for (const type of ["application/json", "Application/JSON; charset=UTF-8"]) {
      test.clock.now += 86_400;
      expect((await post(TEXT, { "content-type": type })).status, type).toBe(201);
    }
  });

  it.each([
    ["is cut off", TEXT.slice(0, -1)],
    ["has something behind it", `${TEXT}x`],
    ["has a member twice", TEXT.replace("{", '{"mobile":"6100000002",')],
    ["has a member twice, spelt otherwise", TEXT.replace("{", '{"\\u006dobile":"6100000002",')],
    ["has a member twice inside another", TEXT.replace('"version"', '"version":"2","version"')],
    ["is not UTF-8", new Uint8Array([...new TextEncoder().encode('{"mobile":"'), 0xc0, 0xae, 0x22, 0x7d])],
    ["begins with a byte order mark", `\uFEFF${TEXT}`],
    ["holds half a surrogate pair", TEXT.replace(NAME, "Asha \\ud83d")],
    ["is nested deep", "[".repeat(2_000) + "]".repeat(2_000)],
    ["is a single quote's JSON", TEXT.replaceAll('"', "'")],
    ["holds a bare control character", TEXT.replace(NAME, "Asha\u0000Rani")],
  ])("that %s is malformed", async (_, raw) => {
    expect(await problemOf(await post(raw))).toEqual([400, "HTTP_BODY_MALFORMED"]);
  });

  it.each([
    ["/mobile", { ...BODY, mobile: 6100000001 }],
    ["/mobile", { ...BODY, mobile: "6".repeat(49) }],
    ["/fullName", { ...BODY, fullName: undefined }],
    ["/fullName", { ...BODY, fullName: "অ".repeat(129) }],
    ["/language", { ...BODY, language: "fr" }],
    ["/notice", { ...BODY, notice: null }],
    ["/notice/version", { ...BODY, notice: { version: "", language: "en" } }],
    ["", { ...BODY, [MOBILE]: 1 }],
    ["", []],
    ["", null],
  ])("whose fault is at '%s' says where and nothing else", async (pointer, body) => {
    const refused = await post(JSON.stringify(body));
    const text = await refused.clone().text();
    expect(await problemOf(refused)).toEqual([422, "HTTP_BODY_INVALID"]);
    expect(JSON.parse(text).pointer).toBe(pointer);
    expect(text).not.toContain("61000");
    expect(text).not.toContain("Asha");
  });

  it("does not bring a prototype with it", async () => {
    const refused = await post(TEXT.replace("{", '{"__proto__":{"humanChecked":true},'));
    expect(await problemOf(refused)).toEqual([422, "HTTP_BODY_INVALID"]);
  });

  it("that is missing is invalid, and one of no bytes is no JSON", async () => {
    expect(await problemOf(await test.send("POST", "/v1/otp-requests"))).toEqual([422, "HTTP_BODY_INVALID"]);
    expect(await problemOf(await post(""))).toEqual([400, "HTTP_BODY_MALFORMED"]);
  });
});

describe("a name", () => {
  it.each([
    ["in decomposed form", "A\u0301sha Ra\u0304ni\u0304 Biswas"],
    ["full-width", "Ａｓｈａ Ｒａｎｉ Ｂｉｓｗａｓ"],
    ["in Bengali, with joiners", "আশা\u200c রানী বিশ্বাস"],
    ["in capitals with marks of direction", "\u202EASHA RANI BISWAS"],
  ])("%s is a name", async (_, fullName) => {
    test.clock.now += 86_400;
    expect((await post(JSON.stringify({ ...BODY, fullName }))).status).toBe(201);
  });

  it.each(["", "   ", "12345", "\u200b\u200b", "💉💉", "a b c d e f g h i j"])("of '%s' is none", async (fullName) => {
    expect(await problemOf(await post(JSON.stringify({ ...BODY, fullName })))).toEqual([422, "NAME_MALFORMED"]);
  });
});

describe("a number", () => {
  it("in a hundred spellings shares one limit", async () => {
    const prefixes = ["", "0", "+91", "0091", "91", "+91 0", "(+91)", "+91-", "00 91 ", "+９１"];
    const bodies = [
      "6100000001",
      "61000 00001",
      "6100-000-001",
      "৬১০০০০০০০১",
      "६१०००००००१",
      "61000.00001",
      "６１００００００００１".replace("００００００００", "０００００００"),
      "6 1 0 0 0 0 0 0 0 1",
      "61000\u00a000001",
      "61000\u201100001",
    ];
    const spellings = prefixes.flatMap((prefix) => bodies.map((body) => prefix + body));
    expect(new Set(spellings).size).toBe(100);
    test.clock.now += 86_400;
    const answers = [];
    for (const mobile of spellings) {
      const answer = await post(JSON.stringify({ ...BODY, mobile }));
      answers.push(answer.status === 201 ? "sent" : (await problemOf(answer))[1]);
    }
    expect(answers).toEqual(["sent", ...new Array(99).fill("OTP_TOO_SOON")]);
  });

  it.each([
    ["MOBILE_MALFORMED", ["", "abc", "1", "6100000001x", "++916100000001", "6100000001,6100000002", "' OR 1=1 --"]],
    ["MOBILE_COUNTRY_NOT_SERVED", ["+1 212 555 0100", "0044 20 7946 0000"]],
    ["MOBILE_NOT_MOBILE", ["+91 2222 222222", "1234567890"]],
  ])("is %s where it is", async (code, numbers) => {
    for (const mobile of numbers) {
      const refused = await post(JSON.stringify({ ...BODY, mobile }));
      if (mobile !== "") expect(await refused.clone().text()).not.toContain(JSON.stringify(mobile));
      expect(await problemOf(refused), mobile).toEqual([422, code]);
    }
  });
});

describe("a transaction id or a code", () => {
  const confirm = (body: object) => test.send("POST", "/v1/otp-confirmations", { body });
  it("that cannot be one is refused before anything is looked up", async () => {
    const txnId = "0".repeat(32);
    for (const code of ["", "12345", "1234567", "abcdef", "123 45", "1e5", "-12345", "0x12345", "½23456"]) {
      expect(await problemOf(await confirm({ txnId, code })), code).toEqual([422, "OTP_MALFORMED"]);
    }
    for (const unknown of [
      "",
      "0",
      "z".repeat(32),
      "0".repeat(31),
      "0".repeat(64),
      "../../etc/passwd",
      "' OR ''='",
      txnId,
    ]) {
      expect(await problemOf(await confirm({ txnId: unknown, code: "123456" })), unknown).toEqual([
        404,
        "OTP_TXN_UNKNOWN",
      ]);
    }
    expect(await problemOf(await confirm({ txnId, code: "1".repeat(65) }))).toEqual([422, "HTTP_BODY_INVALID"]);
  });
});

describe("an address", () => {
  it("that leads nowhere is 404 and one that has other methods 405, as JSON, with Allow", async () => {
    for (const path of [
      "/",
      "/v1",
      "/v1/",
      "/v2/status",
      "/v1/status/",
      "/V1/status",
      "/v1/certificate.doc",
      "/.env",
      "/v1/../v1/x",
      "/%00",
    ]) {
      expect(await problemOf(await test.send("GET", path)), path).toEqual([404, "HTTP_PATH_UNKNOWN"]);
    }
    for (const [method, path, allow] of [
      ["GET", "/v1/otp-requests", "POST"],
      ["DELETE", "/v1/status", "GET, HEAD"],
      ["PATCH", "/v1/certificate", "GET, HEAD"],
      ["POST", "/v1/certificate.png", "GET, HEAD"],
      ["PUT", "/problems/OTP_INVALID", "GET, HEAD"],
      ["POST", "/.well-known/mohor/jwks.json", "GET, HEAD"],
      ["PROPFIND", "/v1/otp-confirmations", "POST"],
    ] as const) {
      const refused = await test.send(method, path);
      expect(refused.headers.get("allow"), path).toBe(allow);
      expect(await problemOf(refused), path).toEqual([405, "HTTP_METHOD_NOT_ALLOWED"]);
    }
    const options = await test.send("OPTIONS", "/v1/otp-requests");
    expect([options.status, options.headers.get("allow")]).toEqual([204, "POST"]);
  });

  it("of 512 characters is looked at, and one more is not", async () => {
    const path = (length: number) => `/${"a".repeat(length - "http://mohor.test/".length)}`;
    expect((await problemOf(await test.send("GET", path(MAX_URL_LENGTH))))[1]).toBe("HTTP_PATH_UNKNOWN");
    expect((await problemOf(await test.send("GET", path(MAX_URL_LENGTH + 1))))[1]).toBe("HTTP_REQUEST_MALFORMED");
  });
});

describe("a language", () => {
  it("is the best that the client names among ours, else English", async () => {
    const title = async (accept: string) => {
      const answer = await test.send("GET", "/nowhere", { headers: { "accept-language": accept } });
      return [answer.headers.get("content-language"), (await expectJson(answer, 404)).title];
    };
    expect(await title("bn-IN,bn;q=0.9,en;q=0.8")).toEqual(["bn", "এই ঠিকানায় কিছু নেই"]);
    expect(await title("fr, hi;q=0.4, en;q=0.3")).toEqual(["hi", "इस पते पर कुछ नहीं है"]);
    expect((await title("hi_IN"))[0]).toBe("hi");
    for (const accept of ["", "fr", "bn;q=0", "*", "bn;q=2", ",".repeat(100), "x".repeat(5_000)]) {
      expect((await title(accept))[0], accept.slice(0, 20)).toBe("en");
    }
  });
});

describe("a service in trouble", () => {
  it("with too much to do says so and takes the next one", async () => {
    let release = (): void => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const busy = await createTestService({
      rules: { maxInFlight: 1 },
      sender: { send: () => held },
    });
    const first = busy.send("POST", "/v1/otp-requests", { body: BODY });
    await new Promise((resolve) => setTimeout(resolve, 10));
    const refused = await busy.send("GET", "/v1/health");
    expect(refused.headers.get("retry-after")).toBe("1");
    expect(await problemOf(refused)).toEqual([503, "HTTP_BUSY"]);
    release();
    expect((await first).status).toBe(201);
    expect((await busy.send("GET", "/v1/health")).status).toBe(200);
  });

  it("that breaks answers 500 without a detail, and tells the operator where, not what", async () => {
    const broken = await createTestService({
      sender: { send: () => Promise.reject(new Error(`cannot send to ${MOBILE} for ${NAME}`)) },
    });
    const refused = await broken.send("POST", "/v1/otp-requests", { body: BODY });
    const requestId = refused.headers.get("x-request-id");
    expect(JSON.stringify(await refused.clone().json())).not.toMatch(/61000|Asha|cannot send/);
    expect(await problemOf(refused)).toEqual([500, "HTTP_INTERNAL_ERROR"]);
    const line = JSON.parse(broken.log.find((text) => text.includes('"error"')) ?? "{}");
    expect(line).toMatchObject({ level: "error", requestId, code: "HTTP_INTERNAL_ERROR", kind: "Error" });
    expect(line.frames.length).toBeGreaterThan(0);
    expect(broken.log.join("")).not.toMatch(/61000|Asha|cannot send/);
  });

  it.each([
    [507, "DISK_FULL", null],
    [503, "STORE_BUSY", "5"],
    [503, "STORE_UNAVAILABLE", "30"],
    [503, "SIGNING_KEY_UNAVAILABLE", null],
    [503, "OTP_NOT_SENT", "60"],
  ] as const)("answers %i %s, and all is as before when the trouble is over", async (status, code, retryAfter) => {
    let isBroken = true;
    const messages: string[] = [];
    const patient = await createTestService({
      sender: {
        async send(message) {
          if (isBroken) throw new PortError(code, `cannot for ${MOBILE}`);
          messages.push(message.code);
        },
      },
    });
    await patient.issuer.enrol({});
    const refused = await patient.send("POST", "/v1/otp-requests", { body: BODY });
    expect(refused.headers.get("retry-after")).toBe(retryAfter);
    expect(await problemOf(refused)).toEqual([status, code]);
    expect(patient.log.join("")).not.toContain("61000");
    isBroken = false;
    patient.clock.now += 60;
    const { txnId } = await expectJson(await patient.send("POST", "/v1/otp-requests", { body: BODY }), 201);
    const confirmed = await patient.send("POST", "/v1/otp-confirmations", { body: { txnId, code: messages[0] } });
    expect(confirmed.status).toBe(200);
  });

  it("whose clock a client cannot see still refuses what is over", async () => {
    const late = await createTestService();
    await late.issuer.enrol({});
    const token = await late.confirm();
    late.clock.now = NOW + 10 * 86_400;
    expect(
      await problemOf(await late.send("GET", "/v1/status", { headers: { authorization: `Bearer ${token}` } })),
    ).toEqual([401, "ACCESS_TOKEN_INVALID"]);
  });
});
