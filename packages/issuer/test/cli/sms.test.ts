// Messages at the command line: a gateway of sms.json in place of the console, and what a person sees when it is not there.

import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type LocalServer, startLocalServer } from "../../../../test-support/local-server.ts";
import { createWorkplace } from "./issuer-in-use.ts";

const place = createWorkplace();
const settingsFile = join(place.directory, "issuer", "sms.json");
const KEY = { FAST2SMS_KEY: "key" };
const IN_ISSUER = ["--dir", "issuer"];

let gateway: LocalServer;
let status = 200;
beforeAll(async () => {
  gateway = await startLocalServer((_call, response) => {
    response.writeHead(status).end(JSON.stringify({ return: status === 200, request_id: "r" }));
  });
  await place.issuer(["init", "--issuer", "Health Department", ...IN_ISSUER]);
});
beforeEach(() => {
  status = 200;
  writeSettings(`${gateway.origin}/dev/bulkV2`);
});
afterAll(async () => {
  await gateway.stop();
  place.remove();
});

function writeSettings(url: string): void {
  const settings = JSON.parse(readFileSync(new URL("../../sms-gateways/fast2sms.json", import.meta.url), "utf8"));
  settings.gateways[0].description.url = url;
  settings.webOtpHost = "status.example.in";
  writeFileSync(settingsFile, JSON.stringify(settings));
}

describe("sms check", () => {
  it("shows each text, its form for registration, and what it costs", async () => {
    const { stdout, status: exit } = await place.issuer(["sms", "check", "--json", ...IN_ISSUER], 0, KEY);
    expect(exit).toBe(0);
    const { gateways, texts } = JSON.parse(stdout);
    expect(gateways).toEqual([{ name: "fast2sms", kind: "http", carries: ["code", "desk-code", "status"] }]);
    expect(texts).toMatchObject([
      { kind: "code", language: "en", encoding: "gsm-7", parts: 1 },
      { kind: "code", language: "bn", encoding: "ucs-2", parts: 2 },
      { kind: "code", language: "hi", encoding: "ucs-2", parts: 2 },
      { kind: "desk-code", language: "en", encoding: "gsm-7", parts: 1 },
      { kind: "desk-code", language: "bn", encoding: "ucs-2", parts: 2 },
      { kind: "desk-code", language: "hi", encoding: "ucs-2", parts: 3 },
      { kind: "status", language: "en", encoding: "gsm-7", parts: 1 },
      { kind: "status", language: "bn", encoding: "ucs-2", parts: 2 },
      { kind: "status", language: "hi", encoding: "ucs-2", parts: 2 },
    ]);
    for (const { kind, text } of texts) {
      expect(text.includes("Kendra 17")).toBe(kind === "desk-code");
      expect(text.includes("/p#")).toBe(kind === "status");
    }
    expect(texts[0].registered).toContain("\n@status.example.in #{#numeric#}");
  });

  it("speaks of the console where there is no sms.json", async () => {
    rmSync(settingsFile);
    const { stdout } = await place.issuer(["sms", "check", ...IN_ISSUER]);
    expect(stdout).toContain("gateway console: console, carries code, desk-code, status\n");
  });

  it("names a secret that is missing", async () => {
    const missing = await place.issuer(["sms", "check", ...IN_ISSUER]);
    expect(missing).toMatchObject({ status: 2, stdout: "" });
    expect(missing.stderr).toContain("sms.json.gateways.0.secrets.key [SETTINGS_MALFORMED]");
  });
});

describe("sms try", () => {
  it("sends a text with a code of zeros", async () => {
    const before = gateway.calls.length;
    const tried = await place.issuer(["sms", "try", "--mobile", "6100000001", "--lang", "bn", ...IN_ISSUER], 0, KEY);
    expect(tried).toMatchObject({ status: 0, stdout: "sent\n" });
    expect(JSON.parse(gateway.calls[before]?.body ?? "")).toMatchObject({ numbers: "6100000001", language: "unicode" });
  });
});

describe("otp request over a gateway", () => {
  const request = (number: number) =>
    place.issuer(
      ["otp", "request", "--mobile", `610000000${number}`, "--name", "Asha Biswas", "--lang", "hi", ...IN_ISSUER],
      0,
      KEY,
    );

  it("sends the text in the person's language, with the line for the page, and shows it nowhere", async () => {
    const before = gateway.calls.length;
    const { status: exit, stdout, stderr } = await request(2);
    expect(exit).toBe(0);
    const { message, template_id } = JSON.parse(gateway.calls[before]?.body ?? "");
    expect(message).toMatch(/^\d{6} आपका .*\n@status\.example\.in #\d{6}$/);
    expect(template_id).toBe("1707000000000000002");
    const code = message.slice(0, 6);
    expect(stdout + stderr).not.toContain(code);
  });

  it("says clearly that nothing was sent, and names nobody, when the gateway refuses or is not there", async () => {
    status = 401;
    const refused = await request(3);
    expect(refused.status).toBe(4);
    expect(refused.stderr).toContain("sms: fast2sms: rejected");
    expect(refused.stderr).toContain("[OTP_NOT_SENT]");
    writeSettings("http://127.0.0.1:1/");
    const gone = await request(4);
    expect(gone.status).toBe(4);
    expect(gone.stderr).toContain("[OTP_NOT_SENT]");
    for (const told of [refused, gone]) expect(told.stdout + told.stderr).not.toMatch(/6100|Asha|\b\d{6}\b/);
  });
});
