// Against a real bearerbox, smsbox and fakesmsc.

import { WORDS } from "@mohor/schema/texts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Kannel, startKannel } from "../../../../test-support/kannel.ts";
import { type LocalServer, startLocalServer } from "../../../../test-support/local-server.ts";
import { createKannelGateway, kannelDeliveryState } from "../../src/adapters/sms-kannel.ts";
import { DEFAULT_MESSAGE_RULES, otpMessageText } from "../../src/domain/otp-message.ts";
import type { TextMessage } from "../../src/domain/ports.ts";
import { createTestService, expectJson, NAME } from "../http/service-fixture.ts";

const DLT = {
  entityId: "1201000000000000000",
  header: "MOHORX",
  templateIds: { bn: "1707000000000000001", hi: "1707000000000000002", en: "1707000000000000003" },
  deskTemplateIds: { bn: "1707000000000000004", hi: "1707000000000000005", en: "1707000000000000006" },
  statusTemplateIds: { bn: "1707000000000000007", hi: "1707000000000000008", en: "1707000000000000009" },
  telemarketerChain: "ab".repeat(32),
} as const;
const TIMEOUT = { timeoutMilliseconds: 5_000 };

let kannel: Kannel;
let reports: LocalServer;
beforeAll(async () => {
  kannel = await startKannel();
  reports = await startLocalServer((_call, response) => response.end());
}, 60_000);
afterAll(async () => {
  await kannel.stop();
  await reports.stop();
});

function gateway(change: { readonly password?: string; readonly url?: string } = {}) {
  return createKannelGateway({
    name: "kannel",
    url: kannel.sendUrl,
    username: kannel.username,
    password: kannel.password,
    dlt: DLT,
    deliveryReportUrl: async (name, messageId) => `${reports.origin}/${name}?id=${messageId}`,
    ...change,
  });
}

function messageTo(number: number, language: TextMessage["language"], webOtpHost: string | null = null): TextMessage {
  const code = String(100_000 + number);
  const rules = { ...DEFAULT_MESSAGE_RULES, webOtpHost };
  return {
    kind: "code",
    desk: "",
    messageId: String(number).padStart(32, "0"),
    to: `+91610000${String(number).padStart(4, "0")}`,
    text: otpMessageText(code, { language, lifeSeconds: 180, rules }),
    code,
    language,
    validSeconds: 180,
  };
}

/** The text that a telephone would show: its parts in order. */
function shownOn(mobile: string): string {
  return kannel
    .delivered()
    .filter(({ to }) => to === mobile)
    .map(({ text }) => text)
    .join("");
}

describe("the Kannel gateway", () => {
  it.each([
    ["en", 1],
    ["bn", 2],
    ["hi", 3],
  ] as const)("delivers the text in %s, letter for letter, from our header", async (language, number) => {
    const message = messageTo(number, language);
    expect(await gateway().send(message, TIMEOUT)).toEqual({ outcome: "accepted" });
    await expect.poll(() => shownOn(message.to), { timeout: 10_000 }).toBe(message.text);
    expect(kannel.delivered().find(({ to }) => to === message.to)?.from).toBe("MOHORX");
  });

  it("delivers a text of two parts whole, its last line that of the page", async () => {
    const message = messageTo(4, "bn", "status.example.in");
    await gateway().send(message, TIMEOUT);
    await expect.poll(() => shownOn(message.to), { timeout: 10_000 }).toBe(message.text);
    expect(shownOn(message.to)).toMatch(/\n@status\.example\.in #100004$/);
  });

  it("gets a delivery report at the address of the message, with no number in it", async () => {
    const message = messageTo(5, "en");
    await gateway().send(message, TIMEOUT);
    const report = () => reports.calls.find(({ url }) => url.includes(message.messageId));
    await expect.poll(report, { timeout: 10_000 }).toBeDefined();
    const url = new URL(report()?.url ?? "", reports.origin);
    expect(kannelDeliveryState(url.searchParams.get("state") ?? "")).toBe("delivered");
    expect(url.href).not.toContain(message.to.slice(3));
  });

  it("puts neither number nor text into the URL that it calls", async () => {
    const calls = await startLocalServer((_call, response) => response.writeHead(202).end("0: Accepted for delivery"));
    const message = messageTo(6, "en");
    await gateway({ url: `${calls.origin}/cgi-bin/sendsms` }).send(message, TIMEOUT);
    await calls.stop();
    expect(calls.calls[0]?.url).toBe("/cgi-bin/sendsms");
    expect(calls.calls[0]?.headers).toMatchObject({
      "x-kannel-validity": "3",
      "x-kannel-meta-data": `?smpp?PE_ID=${DLT.entityId}&TEMPLATE_ID=${DLT.templateIds.en}&TELEMARKETER_ID=${DLT.telemarketerChain}&TagID=5122`,
    });
  });

  it("names the template of each kind", async () => {
    const calls = await startLocalServer((_call, response) => response.writeHead(202).end("0: Accepted for delivery"));
    for (const kind of ["desk-code", "status"] as const)
      await gateway({ url: `${calls.origin}/cgi-bin/sendsms` }).send({ ...messageTo(9, "bn"), kind }, TIMEOUT);
    await calls.stop();
    const ids = calls.calls.map(({ headers }) => /TEMPLATE_ID=(\d+)/.exec(String(headers["x-kannel-meta-data"]))?.[1]);
    expect(ids).toEqual([DLT.deskTemplateIds.bn, DLT.statusTemplateIds.bn]);
  });

  it("is refused for good with a wrong password", async () => {
    const answer = await gateway({ password: "wrong" }).send(messageTo(7, "en"), TIMEOUT);
    expect(answer).toEqual({ outcome: "rejected", reason: "http-403" });
  });

  it.each([
    [200, "OK", { outcome: "unknown", reason: "no-kannel" }],
    [202, "Hello", { outcome: "unknown", reason: "no-kannel" }],
    [202, "3: Queued for later delivery", { outcome: "accepted" }],
    [503, "Temporal failure, try again later.", { outcome: "unavailable", reason: "http-503" }],
  ] as const)("reads %i %j for what it is", async (status, body, expected) => {
    const other = await startLocalServer((_call, response) => response.writeHead(status).end(body));
    const answer = await gateway({ url: `${other.origin}/cgi-bin/sendsms` }).send(messageTo(8, "en"), TIMEOUT);
    await other.stop();
    expect(answer).toEqual(expected);
  });

  it("takes a hundred messages at once and loses none", async () => {
    const messages = Array.from({ length: 100 }, (_, index) => messageTo(1_000 + index, "bn"));
    const sender = gateway();
    const answers = await Promise.all(messages.map((message) => sender.send(message, { timeoutMilliseconds: 20_000 })));
    expect(new Set(answers.map(({ outcome }) => outcome))).toEqual(new Set(["accepted"]));
    const missing = () => messages.filter(({ to, text }) => shownOn(to) !== text).length;
    await expect.poll(missing, { timeout: 30_000, interval: 200 }).toBe(0);
  }, 60_000);
});

describe("a person with a feature phone at a help desk", () => {
  it.each(["bn", "hi", "en"] as const)(
    "is told in %s who asked for the code, and gets the status with a link",
    async (language) => {
      const own = gateway();
      const sender = {
        async send(message: TextMessage) {
          expect(await own.send(message, TIMEOUT)).toEqual({ outcome: "accepted" });
        },
      };
      const { issuer, registerDesk, send } = await createTestService({ sender });
      const to = `+91610000${{ bn: "2001", hi: "2002", en: "2003" }[language]}`;
      await issuer.enrol({ mobile: to });
      const headers = { "x-api-key": await registerDesk("kendra-17.example.in") };
      const about = { mobile: to, language };
      const body = { ...about, fullName: NAME, notice: { version: "1", language } };
      const { txnId } = await expectJson(await send("POST", "/v1/desk/otp-requests", { body, headers }), 201);
      // All of the message: the person reads it from the screen of the phone, parts put together.
      await expect.poll(() => shownOn(to), { timeout: 10_000 }).toMatch(/^\d{6} .*Kendra 17.*3/s);
      await expect.poll(() => shownOn(to), { timeout: 10_000 }).toMatch(/(?:চলবে।|मान्य।|min\.)$/);
      const asked = shownOn(to);
      const code = asked.slice(0, 6);
      const answer = await send("POST", "/v1/desk/otp-confirmations", { body: { ...about, txnId, code }, headers });
      expect(await expectJson(answer, 200)).toMatchObject({ status: "fully", statusMessage: "sent" });
      const status = () => shownOn(to).slice(asked.length);
      await expect.poll(status, { timeout: 10_000 }).toMatch(/\/p#[0-9A-Z]{10}$/);
      expect(status()).toContain(WORDS[language].status.fully);
      const digits = to.slice(-4);
      const print = { code: status().slice(-10), digits, document: "card" };
      expect((await send("POST", "/v1/print-documents", { body: print })).status).toBe(200);
    },
  );
});

describe("kannelDeliveryState", () => {
  it.each([
    ["1", "delivered"],
    ["2", "failed"],
    ["16", "failed"],
    ["4", null],
    ["8", null],
    ["", null],
    ["1x", null],
  ])("reads type %j", (type, state) => {
    expect(kannelDeliveryState(type)).toBe(state);
  });
});
