// What a holder can keep: paper by language, passes by wallet; and that an answer for one organisation is nothing to keep.

import { beforeAll, describe, expect, it } from "vitest";
import { appleKeys, googleKeys } from "../wallet/throw-away-keys.ts";
import { createTestService, expectJson, problemOf, type TestService } from "./service-fixture.ts";

let service: TestService;
let accessToken: string;

beforeAll(async () => {
  service = await createTestService({
    service: {
      wallets: {
        digilocker: null,
        openid4vci: null,
        apple: { passTypeIdentifier: "pass.in.example.status", teamIdentifier: "TEAM123456", ...(await appleKeys()) },
        google: {
          issuerId: "338800",
          classSuffix: "status",
          serviceAccount: "a@example.iam.gserviceaccount.com",
          origins: [],
          privateKey: googleKeys().privateKey,
        },
      },
    },
  });
  await service.issuer.enrol({});
  accessToken = await service.confirm();
});

async function get(path: string, headers: Record<string, string> = {}, method = "GET"): Promise<Response> {
  const authorization = `Bearer ${accessToken}`;
  return service.send(method, path, { headers: { authorization, ...headers } });
}

describe("paper", () => {
  it.each([
    ["/v1/certificate.pdf", "certificate.pdf"],
    ["/v1/certificate-card.pdf", "card.pdf"],
  ])("%s is a PDF in the language that is asked for", async (path, name) => {
    const response = await get(path, { "accept-language": "bn" });
    expect(response.headers.get("content-type")).toBe("application/pdf");
    expect(response.headers.get("content-disposition")).toBe(`attachment; filename="${name}"`);
    const bytes = new Uint8Array(await response.arrayBuffer());
    expect(new TextDecoder("latin1").decode(bytes)).toContain("/Lang (bn)");
    const english = new Uint8Array(await (await get(path, { "accept-language": "en" })).arrayBuffer());
    expect(english).not.toEqual(bytes);
  });
});

describe("passes", () => {
  it("for Apple Wallet are archives, for Google Wallet addresses in a body", async () => {
    const apple = await get("/v1/certificate.pkpass");
    expect(apple.headers.get("content-type")).toBe("application/vnd.apple.pkpass");
    expect(new Uint8Array(await apple.arrayBuffer()).subarray(0, 2)).toEqual(Uint8Array.of(0x50, 0x4b));
    const google = await expectJson(await get("/v1/certificate/google-wallet", {}, "POST"), 200);
    expect(google.saveAddress).toMatch(/^https:\/\/pay\.google\.com\/gp\/v\/save\/[\w-]+\.[\w-]+\.[\w-]+$/);
  });
});

describe("an answer for one organisation", () => {
  it("is nothing to keep on paper or in a wallet", async () => {
    const key = await service.registerEntity("rail");
    service.clock.now += 120;
    const token = await service.confirm({ key });
    for (const path of ["/v1/certificate.pdf", "/v1/certificate-card.pdf", "/v1/certificate.pkpass"]) {
      const response = await service.send("GET", path, { headers: { authorization: `Bearer ${token}` } });
      expect(await problemOf(response)).toEqual([403, "ACCESS_PURPOSE_REFUSED"]);
    }
  });
});

it("nobody gets anything without a confirmed code", async () => {
  for (const path of ["/v1/certificate.pdf", "/v1/certificate-card.pdf"]) {
    expect(await problemOf(await service.send("GET", path))).toEqual([401, "ACCESS_TOKEN_INVALID"]);
  }
});
