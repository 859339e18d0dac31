// The description of the interface: complete, true to the answers, and readable as one page that loads nothing.

import { createHash } from "node:crypto";
import { CODES } from "@mohor/schema";
import { describe, expect, it } from "vitest";
import { createTestService, METRICS_KEY, MOBILE, NAME, problemOf } from "./service-fixture.ts";

type Operation = {
  readonly summary?: string;
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: { readonly $ref: string } }>> };
  readonly responses: Readonly<Record<string, { readonly content?: Readonly<Record<string, unknown>> }>>;
};
type Document = {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: {
    readonly schemas: Readonly<
      Record<
        string,
        { readonly required?: readonly string[]; readonly properties?: object; readonly additionalProperties?: boolean }
      >
    >;
    readonly securitySchemes: object;
  };
};

const test = await createTestService();
const document = (await (await test.send("GET", "/v1/openapi.json")).json()) as Document;
const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method: method.toUpperCase(), operation })),
);

describe("the OpenAPI document", () => {
  it("is of version 3.1 and names every path of the interface", () => {
    expect(document.openapi).toBe("3.1.0");
    expect(operations.map(({ method, path }) => `${method} ${path}`)).toEqual(
      expect.arrayContaining([
        "POST /v1/otp-requests",
        "POST /v1/otp-confirmations",
        "GET /v1/status",
        "GET /v1/certificate",
        "GET /v1/certificate.png",
        "GET /v1/certificate.svg",
        "GET /v1/certificate.txt",
        "GET /v1/certificate.cose",
        "POST /v1/certificate/revocation",
        "GET /v1/desk",
        "POST /v1/desk/otp-requests",
        "POST /v1/desk/otp-confirmations",
        "GET /v1/desk/certificate.pdf",
        "GET /v1/desk/certificate-card.pdf",
        "DELETE /v1/desk/access-token",
        "POST /v1/status-messages",
        "POST /v1/print-documents",
        "POST /v1/certificate/credential-offer",
        "POST /v1/openid4vci/token",
        "POST /v1/openid4vci/credential",
        "GET /.well-known/openid-credential-issuer",
        "GET /.well-known/oauth-authorization-server",
        "GET /v1/health",
        "GET /v1/readiness",
        "GET /v1/metrics",
        "POST /v3/vaccination/generateOTP",
        "POST /v3/vaccination/confirmOTP",
        "GET /v3/vaccination/status",
        "GET /.well-known/mohor/trust-bundle.cose",
        "GET /.well-known/mohor/cose-keyset.cbor",
        "GET /.well-known/mohor/jwks.json",
        "GET /.well-known/jwks.json",
      ]),
    );
    for (const { operation, path } of operations) expect(operation.summary, path).toMatch(/\.$/);
  });

  it("comes from the schemas that validate: what it requires is required, what it does not name is refused", async () => {
    const honest: Readonly<Record<string, object>> = {
      OtpRequest: { mobile: MOBILE, fullName: NAME, language: "en", notice: { version: "1", language: "en" } },
      OtpConfirmation: { txnId: "0".repeat(32), code: "123456" },
      DeskConfirmation: { txnId: "0".repeat(32), code: "123456", mobile: MOBILE, language: "en" },
      StatusMessageRequest: { mobile: MOBILE, language: "en" },
      PrintRequest: { code: "7K2M9QXW4T", digits: "0001", document: "card" },
    };
    const deskKey = { "x-api-key": await test.registerDesk("kendra-17.example.in") };
    let tried = 0;
    for (const { path, operation } of operations) {
      const name = operation.requestBody?.content["application/json"]?.schema.$ref.split("/").at(-1) ?? "";
      const body = honest[name];
      if (body === undefined) continue;
      const { required = [], additionalProperties } = document.components.schemas[name] ?? {};
      expect(required.toSorted()).toEqual(Object.keys(body).toSorted());
      expect(additionalProperties).toBe(false);
      const headers = path.startsWith("/v1/desk/") ? deskKey : {};
      for (const member of required) {
        const without = { ...body, [member]: undefined };
        const answer = await test.send("POST", path, { body: without, headers });
        expect((await problemOf(answer))[1]).toBe("HTTP_BODY_INVALID");
        tried++;
      }
      const more = await test.send("POST", path, { body: { ...body, more: 1 }, headers });
      expect((await problemOf(more))[1]).toBe("HTTP_BODY_INVALID");
    }
    expect(tried).toBe(19);
  });

  it("promises every status that the service answers with", async () => {
    const promised = (method: string, path: string) =>
      Object.keys(document.paths[path]?.[method.toLowerCase()]?.responses ?? {});
    const answers = [
      ["GET", "/v1/status", await test.send("GET", "/v1/status")],
      ["GET", "/v1/certificate", await test.send("GET", "/v1/certificate", { headers: { accept: "text/css" } })],
      ["POST", "/v1/otp-requests", await test.send("POST", "/v1/otp-requests", { raw: "x" })],
      ["POST", "/v1/otp-requests", await test.send("POST", "/v1/otp-requests", { raw: "x".repeat(5_000) })],
      [
        "POST",
        "/v1/otp-requests",
        await test.send("POST", "/v1/otp-requests", { raw: "{}", headers: { "content-type": "x/y" } }),
      ],
      [
        "POST",
        "/v1/otp-confirmations",
        await test.send("POST", "/v1/otp-confirmations", { body: { txnId: "", code: "123456" } }),
      ],
      ["GET", "/v1/metrics", await test.send("GET", "/v1/metrics")],
      ["GET", "/.well-known/mohor/jwks.json", await test.send("GET", "/.well-known/mohor/jwks.json")],
    ] as const;
    for (const [method, path, answer] of answers) expect(promised(method, path), path).toContain(String(answer.status));
  });
});

describe("pages", () => {
  it("load nothing: no script, no address of a third party, the only style allowed by its hash", async () => {
    for (const path of ["/v1/docs", "/problems/OTP_INVALID"]) {
      const answer = await test.send("GET", path);
      const html = await answer.text();
      expect(answer.headers.get("content-type")).toBe("text/html; charset=utf-8");
      expect(html).toMatch(/^<!doctype html>\n<html lang="en">/);
      expect(html).not.toMatch(/<script|<link|<img|<iframe|\bstyle=|\son\w+=|="(?:https?:)?\/\/|url\(/i);
      const style = /<style>(.*)<\/style>/s.exec(html)?.[1] ?? "";
      const hash = createHash("sha256").update(style).digest("base64");
      const policy = answer.headers.get("content-security-policy") ?? "";
      expect(policy).toContain(`style-src 'sha256-${hash}'`);
      expect(policy).toContain("default-src 'none'");
      expect(policy).not.toContain("unsafe");
    }
  });

  it("show every operation and every member", async () => {
    const html = await (await test.send("GET", "/v1/docs")).text();
    for (const { path } of operations) expect(html).toContain(`<code>${path}</code>`);
    for (const name of Object.keys(document.components.schemas)) expect(html).toContain(`id="schema-${name}"`);
  });

  it("explain each code that a problem points to, in three languages", async () => {
    for (const code of Object.keys(CODES)) {
      const html = await (await test.send("GET", `/problems/${code}`)).text();
      expect(html.match(/<section lang="(en|bn|hi)">/g), code).toHaveLength(3);
    }
    for (const code of ["constructor", "__proto__", "otp_invalid", "%3Cscript%3E"]) {
      expect((await problemOf(await test.send("GET", `/problems/${code}`)))[1], code).toBe("HTTP_PATH_UNKNOWN");
    }
  });
});

describe("headers", () => {
  it("that protect stand on every answer, refusals and pages among them", async () => {
    const answers = await Promise.all(
      ["/v1/health", "/v1/status", "/nowhere", "/v1/docs", "/v1/openapi.json"].map((path) => test.send("GET", path)),
    );
    answers.push(await test.send("POST", "/v1/otp-requests", { raw: "x" }));
    for (const { headers } of answers) {
      expect(headers.get("x-content-type-options")).toBe("nosniff");
      expect(headers.get("content-security-policy")).toMatch(/default-src 'none'.*frame-ancestors 'none'/);
      expect(headers.get("referrer-policy")).toBe("no-referrer");
      expect(headers.get("strict-transport-security")).toMatch(/^max-age=\d{8}/);
      expect(headers.get("x-request-id")).toMatch(/^[0-9a-f]{32}$/);
      expect(headers.get("server")).toBeNull();
      expect(headers.get("set-cookie")).toBeNull();
    }
    expect(new Set(answers.map(({ headers }) => headers.get("x-request-id"))).size).toBe(answers.length);
  });
});

describe("operations", () => {
  it("health says that the process answers, readiness that it can work", async () => {
    expect(await (await test.send("GET", "/v1/health")).json()).toEqual({ status: "ok" });
    expect(await (await test.send("GET", "/v1/readiness")).json()).toEqual({ status: "ready" });
    const closed = await createTestService();
    await closed.service.stores.close();
    expect(await problemOf(await closed.send("GET", "/v1/readiness"))).toEqual([503, "STORE_UNAVAILABLE"]);
    expect((await closed.send("GET", "/v1/health")).status).toBe(200);
    const stopping = await createTestService({ service: { isStopping: () => true } });
    const answer = await stopping.send("GET", "/v1/readiness");
    expect(answer.headers.get("connection")).toBe("close");
    expect(await problemOf(answer)).toEqual([503, "HTTP_BUSY"]);
  });

  it("metrics are for whoever holds their key, and count by the route's pattern", async () => {
    const counted = await createTestService();
    await counted.send("GET", "/v1/status");
    await counted.send("GET", "/a/path/of/6100000001");
    await counted.send("BREW", "/v1/health");
    await counted.confirm({ mobile: "6100000003" });
    for (const authorization of ["", "Bearer x", `Bearer ${METRICS_KEY}x`]) {
      expect((await problemOf(await counted.send("GET", "/v1/metrics", { headers: { authorization } })))[1]).toBe(
        "ACCESS_TOKEN_INVALID",
      );
    }
    const answer = await counted.send("GET", "/v1/metrics", { headers: { authorization: `Bearer ${METRICS_KEY}` } });
    const text = await answer.text();
    expect(answer.headers.get("content-type")).toContain("text/plain");
    expect(text).toContain('mohor_http_requests_total{method="GET",route="/v1/status",status="401"} 1');
    expect(text).toContain('mohor_http_requests_total{method="GET",route="none",status="404"} 1');
    expect(text).toContain('mohor_http_requests_total{method="other",route="none",status="405"} 1');
    expect(text).toContain('mohor_outcomes_total{step="otp-confirmation",result="ok"} 1');
    expect(text).not.toContain("6100000");
    const without = await createTestService({ rules: { metricsKey: null } });
    const refused = await without.send("GET", "/v1/metrics", { headers: { authorization: "Bearer null" } });
    expect(await problemOf(refused)).toEqual([401, "ACCESS_TOKEN_INVALID"]);
  });
});

describe("what is published", () => {
  const bytes = new TextEncoder().encode("published");
  const asked: string[] = [];
  const published = {
    async read(name: string) {
      asked.push(name);
      return name.startsWith("missing") ? null : { bytes, etag: '"tag"' };
    },
  };

  it("is handed to everybody's pages with a tag, and not again to who has it", async () => {
    const { send } = await createTestService({ published });
    const types = {
      "mohor/trust-bundle.cose": "application/cose",
      "mohor/cose-keyset.cbor": "application/cose-key-set",
      "mohor/jwks.json": "application/jwk-set+json",
      "jwks.json": "application/jwk-set+json",
      "mohor/bundles/3.cose": "application/cose",
      "mohor/status/0123456789abcdef/0-4.statuslist.cwt": "application/statuslist+cwt",
      "mohor/index.json": "application/json",
      "mohor/trust.mohor-trust": "application/octet-stream",
    };
    for (const [path, type] of Object.entries(types)) {
      const answer = await send("GET", `/.well-known/${path}`, { headers: { origin: "https://any.example" } });
      expect([path, answer.status, answer.headers.get("content-type")]).toEqual([path, 200, type]);
      expect(answer.headers.get("access-control-allow-origin")).toBe("*");
      expect(answer.headers.get("cache-control")).toBe("public, max-age=300");
      const again = await send("GET", `/.well-known/${path}`, { headers: { "if-none-match": '"tag"' } });
      expect([again.status, await again.text()]).toEqual([304, ""]);
    }
  });

  it("is nothing outside the folder", async () => {
    const { send } = await createTestService({ published });
    asked.length = 0;
    for (const path of [
      "..%2fsecrets.json",
      "%2e%2e/secrets.json",
      "a/../../secrets.json",
      ".hidden",
      "a//b",
      "a/b/c/d/e",
      "%00",
      "A.cose",
      "",
      "a%5c..%5cb",
      "missing.cose",
    ]) {
      expect(await problemOf(await send("GET", `/.well-known/mohor/${path}`)), path).toEqual([
        404,
        "HTTP_PATH_UNKNOWN",
      ]);
    }
    expect(asked).toEqual(["missing.cose"]);
  });
});
