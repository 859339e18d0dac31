// A DigiLocker-style wallet's way to a certificate, played in every variant and in every failure.

import { beforeEach, describe, expect, it } from "vitest";
import { childText } from "../../src/wallet/xml-element.ts";
import { NOW } from "../issuer-fixture.ts";
import {
  API_KEY,
  type Ask,
  type HmacEncoding,
  pullUriRequest,
  readPullAnswer,
  walletHmac,
} from "../wallet/wallet-client.ts";
import { createTestService, expectJson, problemOf, type TestService } from "./service-fixture.ts";

const DIGILOCKER = {
  orgId: "in.gov.wallet",
  issuerId: "in.gov.example.health",
  documentType: "VACER",
  apiKey: API_KEY,
};
const TS = new Date(NOW * 1000).toISOString().replace(".000Z", "+00:00");

let service: TestService;
let walletCode: string;
let accessToken: string;

beforeEach(async () => {
  service = await createTestService({
    service: { wallets: { digilocker: DIGILOCKER, apple: null, google: null, openid4vci: null } },
  });
  await service.issuer.enrol({});
  accessToken = await service.confirm();
  walletCode = await newCode();
});

async function newCode(): Promise<string> {
  const headers = { authorization: `Bearer ${accessToken}` };
  const answer = await expectJson(await service.send("POST", "/v1/certificate/wallet-code", { headers }), 201);
  expect(answer).toEqual({ walletCode: expect.stringMatching(/^[0-9A-HJKMNP-TV-Z]{10}$/), expiresAt: NOW + 86_400 });
  return String(answer.walletCode);
}

function pull(
  ask: Ask = {},
  { encoding = "raw", hmac }: { encoding?: HmacEncoding; hmac?: string } = {},
): Promise<Response> {
  const body = pullUriRequest({ ts: TS, walletCode, ...ask });
  const headers = {
    "content-type": "application/xml",
    "x-digilocker-hmac": hmac ?? walletHmac(body, API_KEY, encoding),
  };
  return service.send("POST", "/v1/wallets/digilocker", { raw: body, headers });
}

async function pulled(ask: Ask = {}, options: { encoding?: HmacEncoding } = {}) {
  const response = await pull(ask, options);
  expect([response.status, response.headers.get("content-type")]).toEqual([200, "application/xml; charset=utf-8"]);
  return readPullAnswer(await response.text());
}

describe("a wallet that pulls", () => {
  it.each(["raw", "hex"] as const)(
    "gets document and data with the HMAC as base64 of %s, its txn and ts echoed",
    async (encoding) => {
      const answer = await pulled({ txn: "t-9" }, { encoding });
      expect(answer).toMatchObject({ status: "1", txn: "t-9", ts: TS });
      expect(answer.uri).toMatch(/^in\.gov\.example\.health-VACER-[0-9A-HJKMNP-TV-Z]{10}$/);
      expect(answer.person?.get("name")).toBe("Asha Rani Biswas");
      expect(answer.pdf?.subarray(0, 5).toString()).toBe("%PDF-");
      const { data } = answer;
      if (data === undefined) throw new Error("no data");
      expect(childText(data, "Status")).toBe("fully");
      const certificate = await service.service.stores.certificates.find(await certificateId());
      expect(childText(data, "QRText")).toBe(certificate?.qrText);
    },
  );

  it.each([
    ["xml", false],
    ["pdf", true],
    ["both", true],
  ] as const)("gets with format %s the data always, and the sheet: %s", async (format, hasPdf) => {
    const answer = await pulled({ format });
    expect([answer.data !== undefined, answer.pdf !== undefined]).toEqual([true, hasPdf]);
  });

  it("gets the same bytes however often it asks, and another code leads to the same document", async () => {
    const [once, again] = [await (await pull()).text(), await (await pull()).text()];
    expect(again).toBe(once);
    const first = readPullAnswer(once);
    const second = await newCode();
    expect((await pulled({ walletCode: second })).uri).toBe(first.uri);
    // The older code has ended.
    expect((await pulled()).status).toBe("0");
  });

  it("is told no more than no where there is no such document for this person", async () => {
    const none = [
      { walletCode: "0000000000" },
      { documentType: "INCER" },
      { fullName: "Somebody Else" },
      { birthDate: "01-01-1970", fullName: "Somebody Else" },
    ];
    for (const ask of none) {
      const answer = await pulled(ask);
      expect(answer).toEqual({ status: "0", txn: "txn-1", ts: TS });
    }
    expect((await pulled({ fullName: "BISWAS ASHA RANI" })).status).toBe("1");
  });

  it("gets nothing of a certificate that was revoked, or after the code's day", async () => {
    await service.send("POST", "/v1/certificate/revocation", {
      headers: { authorization: `Bearer ${accessToken}` },
    });
    expect((await pulled()).status).toBe("0");
  });

  it("is turned away by one flipped byte, another key, another organisation or an old request, before anything is looked up", async () => {
    const body = pullUriRequest({ ts: TS, walletCode });
    const cases: (readonly [Ask, { hmac?: string }])[] = [
      [{ txn: "txn-2" }, { hmac: walletHmac(body, API_KEY, "raw") }],
      [{}, { hmac: "" }],
      [{}, { hmac: walletHmac(body, "another key of a wallet", "raw") }],
      [{ apiKey: "another key of a wallet" }, {}],
      [{ orgId: "in.gov.other" }, {}],
      [{ ts: new Date((NOW - 601) * 1000).toISOString() }, {}],
    ];
    for (const [ask, options] of cases) {
      expect(await problemOf(await pull(ask, options))).toEqual([401, "WALLET_REQUEST_REFUSED"]);
    }
  });

  it("is told that its document is not as specified, with the right HMAC only", async () => {
    const response = await pull({ walletCode: "short" });
    expect(response.status).toBe(400);
    expect(readPullAnswer(await response.text()).status).toBe("0");
  });

  it("may send a photograph, and not more than the bound", async () => {
    expect((await pulled({ extra: `<Photo>${"A".repeat(400_000)}</Photo>` })).status).toBe("1");
    const response = await pull({ extra: `<Photo>${"A".repeat(600_000)}</Photo>` });
    expect(await problemOf(response)).toEqual([413, "HTTP_BODY_TOO_LARGE"]);
  });

  it("leaves nothing of the code or the name in the log", async () => {
    await pulled({ fullName: "Asha Rani Biswas" });
    expect(service.log.join("")).not.toMatch(new RegExp(`${walletCode}|Asha|Biswas`));
  });
});

describe("where no wallet is offered", () => {
  it("neither codes nor documents are given", async () => {
    service = await createTestService();
    await service.issuer.enrol({});
    const headers = { authorization: `Bearer ${await service.confirm()}` };
    for (const [method, path] of [
      ["POST", "/v1/certificate/wallet-code"],
      ["GET", "/v1/certificate.pkpass"],
      ["POST", "/v1/certificate/google-wallet"],
    ] as const) {
      expect(await problemOf(await service.send(method, path, { headers }))).toEqual([404, "WALLET_NOT_OFFERED"]);
    }
    expect(await problemOf(await pull())).toEqual([404, "WALLET_NOT_OFFERED"]);
  });
});

async function certificateId(): Promise<string> {
  const headers = { authorization: `Bearer ${accessToken}` };
  return String((await expectJson(await service.send("GET", "/v1/certificate", { headers }), 200)).certificateId);
}
