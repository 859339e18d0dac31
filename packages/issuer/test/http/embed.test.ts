// A verifying entity's question through the citizen's own page.

import { beforeEach, describe, expect, it } from "vitest";
import { EMBED_SESSION_SECONDS } from "../../src/domain/embed-session.ts";
import type { PageFile } from "../../src/http/service.ts";
import { NOW } from "../issuer-fixture.ts";
import { createTestService, expectJson, problemOf, type TestService } from "./service-fixture.ts";

const ORIGIN = "https://rail.example.in";
const FILE: PageFile = {
  bytes: new TextEncoder().encode("<!doctype html>"),
  encoded: new Map(),
  inline: { scripts: [], styles: [], images: [] },
  mediaType: "text/html; charset=utf-8",
  etag: "x",
};

let service: TestService;
let apiKey: string;

beforeEach(async () => {
  service = await createTestService({ service: { pages: new Map([["index.html", FILE]]) } });
  await service.issuer.enrol({});
  apiKey = await service.registerEntity("rail", { origins: ["https://other.example.in", ORIGIN] });
});

async function openSession(): Promise<string> {
  const options = { body: { origin: ORIGIN }, headers: { "x-api-key": apiKey } };
  const opened = await expectJson(await service.send("POST", "/v1/embed-sessions", options), 201);
  expect(opened).toEqual({
    session: expect.any(String),
    expiresAt: NOW + EMBED_SESSION_SECONDS,
    page: `/embed?session=${opened.session}`,
  });
  return String(opened.session);
}

const read = (session: string) => service.send("GET", "/v1/embed-session", { headers: { "x-embed-session": session } });

describe("an embed session", () => {
  it("says who asks, what for, and where the answer goes", async () => {
    expect(await expectJson(await read(await openSession()), 200)).toEqual({
      entity: "A railway",
      purpose: "booking",
      origin: ORIGIN,
    });
  });

  it("is opened for registered origins by the organisation's key only", async () => {
    const headers = { "x-api-key": apiKey };
    const other = await service.send("POST", "/v1/embed-sessions", {
      body: { origin: "https://evil.example" },
      headers,
    });
    expect(await problemOf(other)).toEqual([403, "ENTITY_ORIGIN_REFUSED"]);
    const nobody = await service.send("POST", "/v1/embed-sessions", { body: { origin: ORIGIN } });
    expect(await problemOf(nobody)).toEqual([401, "ENTITY_KEY_INVALID"]);
  });

  it("ends after half an hour, with the organisation, and by any change of it", async () => {
    const session = await openSession();
    for (let at = 0; at < session.length; at++) {
      const changed = session.slice(0, at) + (session[at] === "0" ? "1" : "0") + session.slice(at + 1);
      expect(await problemOf(await read(changed)), changed).toEqual([401, "EMBED_SESSION_INVALID"]);
    }
    service.clock.now = NOW + EMBED_SESSION_SECONDS;
    expect(await problemOf(await read(session))).toEqual([401, "EMBED_SESSION_INVALID"]);
    service.clock.now = NOW;
    const audit = { at: NOW, actor: "operator", action: "entity-revoked", subject: "rail", detail: {} };
    await service.service.stores.entities.change("rail", (held) => ({ ...held, state: "revoked" }), audit);
    expect(await problemOf(await read(session))).toEqual([401, "EMBED_SESSION_INVALID"]);
  });

  it("makes the answer one for the organisation alone, and only with the session the code was asked for with", async () => {
    const headers = { "x-embed-session": await openSession() };
    const body = {
      mobile: "+91 61000 00001",
      fullName: "Asha Rani Biswas",
      language: "en",
      notice: { version: "1", language: "en" },
    };
    const { txnId } = await expectJson(await service.send("POST", "/v1/otp-requests", { body, headers }), 201);
    const confirmation = { txnId, code: service.lastCode() };
    const without = await service.send("POST", "/v1/otp-confirmations", { body: confirmation });
    expect(await problemOf(without)).toEqual([404, "OTP_TXN_UNKNOWN"]);
    const confirmed = await service.send("POST", "/v1/otp-confirmations", { body: confirmation, headers });
    const { accessToken } = await expectJson(confirmed, 200);
    const bearer = { authorization: `Bearer ${accessToken}` };
    const { iat, exp } = await expectJson(await service.send("GET", "/v1/certificate", { headers: bearer }), 200);
    expect(Number(exp) - Number(iat)).toBeLessThanOrEqual(86_400);
  });
});

describe("the page", () => {
  it("may be framed by the session's origin alone, and by nobody without a session", async () => {
    const framed = await service.send("GET", `/embed?session=${await openSession()}`);
    expect(framed.headers.get("content-security-policy")).toContain(`frame-ancestors ${ORIGIN};`);
    expect(framed.headers.get("x-frame-options")).toBeNull();
    for (const path of ["/", "/embed", "/embed?session=rail.1.1.a.00", "/index.html"]) {
      const response = await service.send("GET", path);
      expect(response.status, path).toBe(200);
      expect(response.headers.get("content-security-policy"), path).toContain("frame-ancestors 'none';");
      expect(response.headers.get("x-frame-options"), path).toBe("DENY");
    }
  });

  it("lets no script in but its own files, and nothing inline", async () => {
    const policy = (await service.send("GET", "/")).headers.get("content-security-policy") ?? "";
    expect(policy).toMatch(/^default-src 'none';/);
    expect(policy).not.toMatch(/unsafe|https?:|\*/);
    expect(policy).toContain("require-trusted-types-for 'script'");
  });

  it("may be held on to by the session's page alone, and stays in its process where no page led to it", async () => {
    const policyOf = async (path: string, site?: string) => {
      const headers: Readonly<Record<string, string>> = site === undefined ? {} : { "sec-fetch-site": site };
      return (await service.send("GET", path, { headers })).headers.get("cross-origin-opener-policy");
    };
    const led = await Promise.all(
      [undefined, "cross-site", "same-site", "same-origin", "nOne"].map((s) => policyOf("/", s)),
    );
    expect(led).toEqual(led.map(() => "same-origin"));
    expect(await policyOf("/", "none")).toBe("unsafe-none");
    for (const path of ["/embed", "/index.html", "/certificates-of-nobody"])
      expect(await policyOf(path, "none"), path).toBe("same-origin");
    expect(await policyOf(`/embed?session=${await openSession()}`, "cross-site")).toBe("unsafe-none");
    // No cache may give one to whom the other is due.
    expect((await service.send("GET", "/")).headers.get("vary")).toContain("Sec-Fetch-Site");
  });

  it("is not sent again to whoever has it, and other names are nobody's", async () => {
    const again = await service.send("GET", "/", { headers: { "if-none-match": '"x"' } });
    expect([again.status, await again.text()]).toEqual([304, ""]);
    expect(await problemOf(await service.send("GET", "/other.html"))).toEqual([404, "HTTP_PATH_UNKNOWN"]);
    expect(await problemOf(await service.send("POST", "/"))).toEqual([405, "HTTP_METHOD_NOT_ALLOWED"]);
  });
});
