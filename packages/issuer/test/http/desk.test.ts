// A person with a feature phone at a help desk: the desk asks in their name, they say the code, the desk prints, and their own number gets
// the status with a link for somebody else's printer.

import { describe, expect, it } from "vitest";
import { findAuditBreak } from "../../src/domain/audit.ts";
import { revokeEntity } from "../../src/domain/entity-registration.ts";
import { DEFAULT_OTP_POLICY } from "../../src/domain/otp-limits.ts";
import { PRINT_LINK_SECONDS } from "../../src/domain/print-link.ts";
import { PortError } from "../../src/domain/refusal.ts";
import { NOW, TEST_STATUS_KEY, wrongCodeFor } from "../issuer-fixture.ts";
import {
  createTestService,
  expectJson,
  MOBILE,
  NAME,
  ORIGIN,
  problemOf,
  type TestServiceOptions,
} from "./service-fixture.ts";

const DESK = "kendra-17.barasat.example.in";
const BODY = { mobile: MOBILE, fullName: NAME, language: "bn", notice: { version: "1", language: "bn" } };
const LINK = /https:\/\/status\.example\.in\/p#([0-9A-HJKMNP-TV-Z]{10})$/;

async function withDesk(
  options: TestServiceOptions & { readonly limits?: Parameters<TestDesk["registerDesk"]>[1] } = {},
) {
  const test = await createTestService(options);
  await test.issuer.stores.signingKeys.register(TEST_STATUS_KEY);
  await test.issuer.enrol({});
  const key = await test.registerDesk(DESK, options.limits);
  const withKey = { "x-api-key": key };
  const request = (fields: Partial<typeof BODY> = {}, headers: Record<string, string> = withKey) =>
    test.send("POST", "/v1/desk/otp-requests", { body: { ...BODY, ...fields }, headers });
  const confirm = (txnId: string, code: string, fields: object = {}, headers: Record<string, string> = withKey) =>
    test.send("POST", "/v1/desk/otp-confirmations", {
      body: { txnId, code, mobile: MOBILE, language: "bn", ...fields },
      headers,
    });
  const codeSent = () => test.messages.findLast(({ kind }) => kind === "desk-code")?.code ?? "";
  /** A confirmed visit: what the desk is told. */
  const visit = async () => {
    const { txnId } = await expectJson(await request(), 201);
    const confirmed = await expectJson(await confirm(String(txnId), codeSent()), 200);
    return {
      txnId: String(txnId),
      confirmed,
      headers: { ...withKey, authorization: `Bearer ${confirmed.accessToken}` },
    };
  };
  const trail = async () => await test.service.stores.audit.page(0, 1_000);
  const statusText = () => test.messages.findLast(({ kind }) => kind === "status")?.text ?? "";
  const linkCode = () => LINK.exec(statusText())?.[1] ?? "";
  const print = (code: string, digits = "0001", document = "sheet") =>
    test.send("POST", "/v1/print-documents", { body: { code, digits, document } });
  return { ...test, key, withKey, request, confirm, codeSent, visit, trail, statusText, linkCode, print };
}
type TestDesk = Awaited<ReturnType<typeof createTestService>>;

async function isPdf(response: Response): Promise<boolean> {
  const bytes = new Uint8Array(await response.arrayBuffer());
  return response.status === 200 && new TextDecoder("latin1").decode(bytes.subarray(0, 5)) === "%PDF-";
}

describe("a visit", () => {
  it("ends with two papers, a receipt and a message, and every step is in the trail with the desk", async () => {
    const { visit, send, messages, trail, statusText, service } = await withDesk();
    const { confirmed, headers, txnId } = await visit();
    expect(messages.map(({ kind, to, language, desk }) => [kind, to, language, desk])).toEqual([
      ["desk-code", "+916100000001", "bn", "Kendra 17"],
      ["status", "+916100000001", "bn", ""],
    ]);
    expect(messages[0]?.text).toContain("Kendra 17");
    expect(confirmed).toEqual({
      accessToken: expect.stringMatching(/^[0-9a-f]{64}$/),
      expiresAt: NOW + 600,
      fullName: "Asha Rani Biswas",
      status: "fully",
      validUntil: NOW + 180 * 86_400,
      receiptId: expect.stringMatching(/^[0-9a-f]{32}$/),
      statusMessage: "sent",
    });
    expect(statusText()).toContain("পুরো টিকা নেওয়া হয়েছে");
    expect(statusText()).toMatch(LINK);
    expect(statusText()).not.toMatch(/Asha|Biswas|61000/);
    for (const path of ["/v1/desk/certificate.pdf", "/v1/desk/certificate-card.pdf"])
      expect(await isPdf(await send("GET", path, { headers })), path).toBe(true);

    const steps = (await trail()).filter(({ actor }) => actor === DESK);
    expect(steps.map(({ action, detail }) => [action, detail.document ?? detail.origin])).toEqual([
      ["code-requested", undefined],
      ["code-confirmed", undefined],
      ["certificate-issued", "new"],
      ["status-sent", undefined],
      ["document-fetched", "sheet"],
      ["document-fetched", "card"],
    ]);
    expect(new Set(steps.map(({ subject }) => subject)).size).toBe(1);
    expect(JSON.stringify(steps)).not.toContain(txnId);
    const { stores } = service;
    async function* all() {
      yield* await stores.audit.page(0, 1_000);
    }
    expect(await findAuditBreak(all(), await stores.audit.head())).toBeNull();

    const receipt = await stores.consents.find(String(confirmed.receiptId));
    expect(receipt?.consent).toEqual({ noticeVersion: "1", noticeLanguage: "bn", givenAt: NOW, desk: DESK });
  });

  it("gives the same certificate and no second message for the same code again", async () => {
    const { visit, confirm, codeSent, messages, trail } = await withDesk();
    const { txnId, confirmed } = await visit();
    const again = await expectJson(await confirm(txnId, codeSent()), 200);
    expect({ ...again, accessToken: "" }).toEqual({ ...confirmed, accessToken: "" });
    expect(messages.filter(({ kind }) => kind === "status")).toHaveLength(1);
    expect((await trail()).filter(({ action }) => action === "status-sent")).toHaveLength(1);
  });

  it("prints where the message cannot be sent, and sends it when the code is confirmed again", async () => {
    let isDown = true;
    const sent: string[] = [];
    const codes: string[] = [];
    const sender = {
      async send({ kind, text, code }: { kind: string; text: string; code: string }) {
        if (kind === "status" && isDown) throw new PortError("OTP_NOT_SENT", "down");
        sent.push(text);
        codes.push(code);
      },
    };
    const { request, confirm, send, withKey, print } = await withDesk({ sender });
    const { txnId } = await expectJson(await request(), 201);
    const first = await expectJson(await confirm(String(txnId), codes[0] as string), 200);
    expect(first.statusMessage).toBe("not-sent");
    const headers = { ...withKey, authorization: `Bearer ${first.accessToken}` };
    expect(await isPdf(await send("GET", "/v1/desk/certificate.pdf", { headers }))).toBe(true);
    isDown = false;
    expect((await expectJson(await confirm(String(txnId), codes[0] as string), 200)).statusMessage).toBe("sent");
    expect(await isPdf(await print(LINK.exec(sent.at(-1) ?? "")?.[1] ?? ""))).toBe(true);
  });

  it("says so where no message is offered, and where the number is not the one that was asked for", async () => {
    const silent = await withDesk({ rules: { publicOrigin: null } });
    expect((await silent.visit()).confirmed.statusMessage).toBe("not-offered");
    const { request, confirm, codeSent, messages } = await withDesk();
    const { txnId } = await expectJson(await request(), 201);
    const other = await confirm(String(txnId), codeSent(), { mobile: "+916100000002" });
    expect(await problemOf(other)).toEqual([403, "MOBILE_NOT_CONFIRMED"]);
    expect(messages.filter(({ kind }) => kind === "status")).toHaveLength(0);
  });

  it("has one plain answer for a name that fits nobody, after the code only", async () => {
    const { request, confirm, codeSent } = await withDesk();
    const { txnId } = await expectJson(await request({ fullName: "Karim Ullah Khan" }), 201);
    expect(await problemOf(await confirm(String(txnId), codeSent()))).toEqual([404, "RECORD_NOT_FOUND"]);
  });
});

describe("a desk", () => {
  it("learns its own name by its key, and nothing of anybody without a visit", async () => {
    const { send, withKey, request } = await withDesk();
    expect(await expectJson(await send("GET", "/v1/desk", { headers: withKey }), 200)).toEqual({
      deskId: DESK,
      name: "Kendra 17",
      place: "Station Road, Barasat",
    });
    await request();
    for (const path of ["/v1/desk/certificate.pdf", "/v1/desk/certificate-card.pdf", "/v1/status", "/v1/certificate"])
      expect(await problemOf(await send("GET", path, { headers: withKey })), path).toEqual([
        401,
        "ACCESS_TOKEN_INVALID",
      ]);
  });

  it("gets papers with its token and nothing else, and nobody gets anything with the token alone", async () => {
    const { visit, send, registerDesk, registerEntity } = await withDesk();
    const { headers } = await visit();
    for (const [method, path] of [
      ["GET", "/v1/status"],
      ["GET", "/v1/certificate"],
      ["GET", "/v1/certificate.png"],
      ["GET", "/v1/certificate.pdf"],
      ["GET", "/v1/consents"],
      ["GET", "/v1/person"],
      ["DELETE", "/v1/person"],
      ["POST", "/v1/certificate/revocation"],
    ] as const)
      expect(await problemOf(await send(method, path, { headers })), path).toEqual([403, "ACCESS_PURPOSE_REFUSED"]);
    const { authorization } = headers;
    const paper = (apiKey: string | null) =>
      send("GET", "/v1/desk/certificate.pdf", {
        headers: { authorization, ...(apiKey === null ? {} : { "x-api-key": apiKey }) },
      });
    expect(await problemOf(await paper(null))).toEqual([401, "ENTITY_KEY_INVALID"]);
    expect(await problemOf(await paper(await registerDesk("other.example.in")))).toEqual([401, "ACCESS_TOKEN_INVALID"]);
    expect(await problemOf(await paper(await registerEntity("rail.example.in")))).toEqual([401, "ENTITY_KEY_INVALID"]);
  });

  it("gets nothing with a citizen's own token", async () => {
    const { confirm: _, withKey, ...test } = await withDesk();
    const { txnId } = await expectJson(await test.send("POST", "/v1/otp-requests", { body: BODY }), 201);
    const code = test.lastCode();
    const answer = await test.send("POST", "/v1/otp-confirmations", { body: { txnId, code } });
    const { accessToken } = await expectJson(answer, 200);
    const headers = { ...withKey, authorization: `Bearer ${accessToken}` };
    expect(await problemOf(await test.send("GET", "/v1/desk/certificate.pdf", { headers }))).toEqual([
      401,
      "ACCESS_TOKEN_INVALID",
    ]);
  });

  it("confirms what it asked for, and nobody else does", async () => {
    const { request, confirm, codeSent, send, registerDesk } = await withDesk();
    const { txnId } = await expectJson(await request(), 201);
    const other = { "x-api-key": await registerDesk("other.example.in") };
    const unknown = [404, "OTP_TXN_UNKNOWN"];
    expect(await problemOf(await confirm(String(txnId), codeSent(), {}, other))).toEqual(unknown);
    const alone = await send("POST", "/v1/otp-confirmations", { body: { txnId, code: codeSent() } });
    expect(await problemOf(alone)).toEqual(unknown);
    const own = await expectJson(
      await send("POST", "/v1/otp-requests", { body: { ...BODY, mobile: "+916100000009" } }),
      201,
    );
    expect(await problemOf(await confirm(String(own.txnId), codeSent()))).toEqual(unknown);
    expect((await confirm(String(txnId), codeSent())).status).toBe(200);
  });

  it("loses a visit when it ends it, when ten minutes are over, and all when it is revoked", async () => {
    const { visit, send, clock, service, registerDesk } = await withDesk();
    const { headers } = await visit();
    const paper = () => send("GET", "/v1/desk/certificate.pdf", { headers });
    const others = { ...headers, "x-api-key": await registerDesk("other.example.in") };
    expect((await send("DELETE", "/v1/desk/access-token", { headers: others })).status).toBe(204);
    clock.now = NOW + 599;
    expect((await paper()).status).toBe(200);
    expect((await send("DELETE", "/v1/desk/access-token", { headers })).status).toBe(204);
    expect((await send("DELETE", "/v1/desk/access-token", { headers })).status).toBe(204);
    expect(await problemOf(await paper())).toEqual([401, "ACCESS_TOKEN_INVALID"]);
    const audit = { at: NOW, actor: "operator", action: "entity-revoked", subject: DESK, detail: {} };
    await service.stores.entities.change(DESK, revokeEntity, audit);
    expect(await problemOf(await paper())).toEqual([401, "ENTITY_KEY_INVALID"]);
  });

  it("may call from the pages of this service, and from no other", async () => {
    const { withKey, request } = await withDesk();
    const from = async (origin: string, host = "status.example.in") => {
      const answer = await request({ mobile: "12345" }, { ...withKey, origin, host });
      return (await problemOf(answer))[1];
    };
    expect(await from(ORIGIN, "10.0.0.7:8080")).toBe("MOBILE_MALFORMED");
    expect(await from("http://127.0.0.1:8080", "127.0.0.1:8080")).toBe("MOBILE_MALFORMED");
    for (const origin of ["https://evil.example", "null", "https://status.example.in.evil.example"])
      expect(await from(origin), origin).toBe("ENTITY_ORIGIN_REFUSED");
  });
});

describe("the limits of a desk", () => {
  const numbered = (ending: number) => `+9161000001${String(ending).padStart(2, "0")}`;

  it("are on codes that nobody confirms, whatever numbers they go to; a confirmation makes room", async () => {
    const { request, confirm, messages, clock, send } = await withDesk({ limits: { codesPerHour: 3 } });
    clock.now = NOW - (NOW % 600) + 600;
    const { txnId } = await expectJson(await request(), 201);
    const code = messages.at(-1)?.code ?? "";
    for (const ending of [1, 2]) await expectJson(await request({ mobile: numbered(ending) }), 201);
    const refused = await request({ mobile: numbered(3) });
    expect(refused.headers.get("retry-after")).toBe("4200");
    expect(await problemOf(refused)).toEqual([429, "DESK_CODES_SPENT"]);
    // Who shares the desk's network is not touched by it.
    expect((await send("POST", "/v1/otp-requests", { body: { ...BODY, mobile: numbered(3) } })).status).toBe(201);
    await expectJson(await confirm(String(txnId), code), 200);
    for (const ending of [4, 5]) await expectJson(await request({ mobile: numbered(ending) }), 201);
    expect(await problemOf(await request({ mobile: numbered(6) }))).toEqual([429, "DESK_CODES_SPENT"]);
  });

  it("are on wrong codes, which right ones do not make up for, and end both asking and trying for a day", async () => {
    const { request, confirm, messages, clock, trail } = await withDesk({ limits: { wrongCodesPerDay: 3 } });
    clock.now = NOW - (NOW % 600) + 600;
    const visits: { txnId: string; code: string; mobile: string }[] = [];
    for (const ending of [1, 2, 3, 4]) {
      const { txnId } = await expectJson(await request({ mobile: numbered(ending) }), 201);
      visits.push({ txnId: String(txnId), code: messages.at(-1)?.code ?? "", mobile: numbered(ending) });
    }
    const [one, two, three, four] = visits as [
      (typeof visits)[0],
      (typeof visits)[0],
      (typeof visits)[0],
      (typeof visits)[0],
    ];
    expect(await problemOf(await confirm(one.txnId, one.code, one))).toEqual([404, "RECORD_NOT_FOUND"]);
    for (const { txnId, code, mobile } of [two, three, four])
      expect((await problemOf(await confirm(txnId, wrongCodeFor(code), { mobile })))[1]).toBe("OTP_INVALID");
    const spent = await confirm(two.txnId, two.code, two);
    expect(spent.headers.get("retry-after")).toBe("87000");
    expect(await problemOf(spent)).toEqual([429, "DESK_FAILURES_SPENT"]);
    expect(await problemOf(await request({ mobile: numbered(5) }))).toEqual([429, "DESK_FAILURES_SPENT"]);
    expect((await trail()).filter(({ action, actor }) => action === "code-wrong" && actor === DESK)).toHaveLength(3);
    clock.now += 87_000;
    expect((await request({ mobile: numbered(5) })).status).toBe(201);
  });

  it("stand beside those of the number, and go on when the global budget is spent", async () => {
    const { request, clock, messages } = await withDesk();
    await expectJson(await request(), 201);
    expect(await problemOf(await request())).toEqual([429, "OTP_TOO_SOON"]);
    clock.now += 60;
    expect((await request()).status).toBe(201);
    const poor = { ...DEFAULT_OTP_POLICY, takeoversPerDay: 0 };
    const spent = await withDesk({ otp: poor });
    expect(await problemOf(await spent.send("POST", "/v1/otp-requests", { body: BODY }))).toEqual([
      429,
      "OTP_BUDGET_SPENT",
    ]);
    expect((await spent.request()).status).toBe(201);
    expect(messages.at(-1)?.code).toHaveLength(6);
  });
});

describe("the link of the message", () => {
  it("gives both papers to whoever knows the number's last four digits, five times within three days", async () => {
    const { visit, linkCode, print, trail } = await withDesk();
    await visit();
    const code = linkCode();
    expect(await isPdf(await print(code, "0001", "card"))).toBe(true);
    expect(await isPdf(await print(`${code.slice(0, 5)} ${code.slice(5)}`.toLowerCase(), "০০০১"))).toBe(true);
    for (let use = 0; use < 3; use++) expect(await isPdf(await print(code))).toBe(true);
    expect(await problemOf(await print(code))).toEqual([404, "PRINT_LINK_UNKNOWN"]);
    const used = (await trail()).filter(({ action }) => action === "print-link-used");
    expect(used.map(({ actor, detail }) => [actor, detail.document])).toEqual([
      ["holder", "card"],
      ...Array.from({ length: 4 }, () => ["holder", "sheet"]),
    ]);
  });

  it("ends after three days, with the certificate, and with a newer link", async () => {
    const { visit, linkCode, print, clock, service, send } = await withDesk();
    const { headers } = await visit();
    const first = linkCode();
    clock.now = NOW + 60;
    await visit();
    const second = linkCode();
    expect(second).not.toBe(first);
    expect(await problemOf(await print(first))).toEqual([404, "PRINT_LINK_UNKNOWN"]);
    clock.now = NOW + 60 + PRINT_LINK_SECONDS - 1;
    expect(await isPdf(await print(second))).toBe(true);
    clock.now++;
    expect(await problemOf(await print(second))).toEqual([404, "PRINT_LINK_UNKNOWN"]);
    expect((await send("GET", "/v1/desk/certificate.pdf", { headers })).status).toBe(401);
    await visit();
    const third = linkCode();
    const id = (await service.stores.audit.page(0, 99)).findLast(({ detail }) => detail.certificate)?.detail
      .certificate;
    const decision = { status: "revoked", at: clock.now, reason: "holder-request", actor: "operator" } as const;
    await service.stores.statuses.set({ certificateIds: [String(id)] }, decision);
    expect(await problemOf(await print(third))).toEqual([404, "PRINT_LINK_UNKNOWN"]);
  });

  it("is dead after five wrong endings, and says how many are left", async () => {
    const { visit, linkCode, print } = await withDesk();
    await visit();
    for (let left = 4; left > 0; left--) {
      const wrong = await print(linkCode(), "1111");
      expect(((await wrong.clone().json()) as { attemptsLeft: number }).attemptsLeft).toBe(left);
      expect(await problemOf(wrong)).toEqual([403, "PRINT_DIGITS_WRONG"]);
    }
    expect(await problemOf(await print(linkCode(), "1111"))).toEqual([404, "PRINT_LINK_UNKNOWN"]);
    expect(await problemOf(await print(linkCode()))).toEqual([404, "PRINT_LINK_UNKNOWN"]);
  });

  it.each(["", "0", "ZZZZZZZZZZ", "٠٠٠", "' OR 1=1 --", "\u0000", "x".repeat(32)])(
    "knows nothing of %j",
    async (code) => {
      const { print } = await withDesk();
      expect(await problemOf(await print(code))).toEqual([404, "PRINT_LINK_UNKNOWN"]);
    },
  );

  it("is deleted with the person", async () => {
    const { visit, linkCode, print, confirm: _, send, clock, lastCode } = await withDesk();
    await visit();
    const code = linkCode();
    clock.now = NOW + 60;
    const { txnId } = await expectJson(await send("POST", "/v1/otp-requests", { body: BODY }), 201);
    const answer = await send("POST", "/v1/otp-confirmations", { body: { txnId, code: lastCode() } });
    const { accessToken } = await expectJson(answer, 200);
    const headers = { authorization: `Bearer ${accessToken}` };
    await expectJson(await send("DELETE", "/v1/person", { headers }), 200);
    expect(await problemOf(await print(code))).toEqual([404, "PRINT_LINK_UNKNOWN"]);
  });
});

describe("a person alone at somebody else's computer", () => {
  it("has the status sent to their number, once, and to no other", async () => {
    const { confirm: _, send, messages, lastCode, linkCode, print } = await withDesk();
    const { txnId } = await expectJson(await send("POST", "/v1/otp-requests", { body: BODY }), 201);
    const answer = await send("POST", "/v1/otp-confirmations", { body: { txnId, code: lastCode() } });
    const { accessToken } = await expectJson(answer, 200);
    const headers = { authorization: `Bearer ${accessToken}` };
    const ask = (mobile: string) => send("POST", "/v1/status-messages", { body: { mobile, language: "hi" }, headers });
    expect(await problemOf(await ask("+916100000002"))).toEqual([403, "MOBILE_NOT_CONFIRMED"]);
    for (let time = 0; time < 2; time++) expect((await ask(MOBILE)).status).toBe(201);
    expect(messages.map(({ kind, language }) => [kind, language])).toEqual([
      ["code", "bn"],
      ["status", "hi"],
    ]);
    expect(await isPdf(await print(linkCode()))).toBe(true);
  });
});

it("leaves nothing of a person in the log, and the desk in every line of it", async () => {
  const { visit, send, log, codeSent, linkCode, print } = await withDesk();
  const { headers } = await visit();
  await send("GET", "/v1/desk/certificate.pdf", { headers });
  await print(linkCode(), "1111");
  expect(log.slice(0, 3).every((line) => line.includes(`"entityId":"${DESK}"`))).toBe(true);
  expect(log.join("")).not.toMatch(/Asha|Biswas|61000|0000-?1\b/);
  for (const secret of [codeSent(), linkCode(), headers.authorization.slice(7), headers["x-api-key"] ?? ""])
    expect(log.join("").includes(secret)).toBe(false);
});
