// A wallet's way to a certificate by OpenID4VCI: the whole flow, in every variant and in every failure, played by a wallet that is
// somebody else's program (test/wallet/openid4vci-wallet.ts) and by hand where that wallet would never send such a thing.

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createSqliteStore, openSqliteStore } from "../../src/adapters/store-sqlite.ts";
import { hashMobile } from "../../src/domain/enrolment.ts";
import { createApp } from "../../src/http/app.ts";
import type { Wallets } from "../../src/http/service.ts";
import { NOW, TEST_SIGNING_KEY, testCipher, testHash } from "../issuer-fixture.ts";
import { createWallet, type Offer, refusalOf, type Wallet } from "../wallet/openid4vci-wallet.ts";
import { BASE, createTestService, expectJson, problemOf, type TestService } from "./service-fixture.ts";

const CREDENTIAL_ISSUER = "https://status.example.in";
const WALLETS: Wallets = {
  digilocker: null,
  apple: null,
  google: null,
  openid4vci: { credentialIssuer: CREDENTIAL_ISSUER },
};
const GRANT = "urn:ietf:params:oauth:grant-type:pre-authorized_code";
const FORM = { "content-type": "application/x-www-form-urlencoded" };

let service: TestService;
let wallet: Wallet;
let holder: string;
/** Every request of the wallet and its answer. */
let seen: { readonly request: Request; readonly response: Response }[];

beforeEach(async () => {
  service = await createTestService({ service: { wallets: WALLETS } });
  await service.issuer.enrol({});
  holder = await service.confirm();
  seen = [];
  wallet = walletOf(service);
});

/** A wallet that finds the service at its public address, wherever a test runs it. */
function walletOf({ app }: Pick<TestService, "app">): Wallet {
  return createWallet(async (input, init) => {
    const request = new Request(input, init);
    expect(request.url.startsWith(`${CREDENTIAL_ISSUER}/`)).toBe(true);
    const response = await app.fetch(request.clone(), { peerAddress: "192.0.2.7" });
    seen.push({ request, response: response.clone() });
    return response;
  });
}

type Made = { readonly offerLink: string; readonly txCode?: string; readonly expiresAt: number };

async function makeOffer(body?: object, accessToken = holder): Promise<Made> {
  const headers = { authorization: `Bearer ${accessToken}` };
  const response = await service.send("POST", "/v1/certificate/credential-offer", { body, headers });
  return (await expectJson(response, 201)) as Made;
}

async function qrText(): Promise<string> {
  const headers = { authorization: `Bearer ${holder}` };
  return String((await expectJson(await service.send("GET", "/v1/certificate", { headers }), 200)).qrText);
}

/** The code inside an offer. */
function codeOf({ offerLink }: Made): string {
  const offer = JSON.parse(new URL(offerLink).searchParams.get("credential_offer") ?? "");
  return offer.grants[GRANT]["pre-authorized_code"];
}

/** A token request by hand. */
function askForToken(fields: Record<string, string>, headers: Record<string, string> = FORM): Promise<Response> {
  const raw = new URLSearchParams(fields).toString();
  return service.send("POST", "/v1/openid4vci/token", { raw, headers });
}

/** A credential request by hand. */
function askForCredential(
  accessToken: string | null,
  body: unknown = { credential_configuration_id: "mohor_status" },
): Promise<Response> {
  const headers = accessToken === null ? {} : { authorization: `Bearer ${accessToken}` };
  return service.send("POST", "/v1/openid4vci/credential", { body, headers });
}

/** Status and word of a refusal, having looked that it is one in every respect. */
async function oauthErrorOf(response: Response): Promise<readonly [number, string, string | undefined]> {
  expect(response.headers.get("content-type")).toBe("application/json");
  expect(response.headers.get("cache-control")).toBe("no-store");
  const body = (await response.json()) as Record<string, string>;
  expect(body.error_description).toMatch(/^[\x20\x21\x23-\x5b\x5d-\x7e]+$/);
  return [response.status, body.error ?? "", body.error_uri?.split("/problems/")[1]];
}

describe("a wallet", () => {
  it("fetches the very certificate of the QR code, which verifies", async () => {
    const { offerLink, expiresAt } = await makeOffer();
    expect(expiresAt).toBe(NOW + 300);
    const fetched = await wallet.take(offerLink);
    expect(fetched.qrText).toBe(await qrText());
    const [key] = await service.service.stores.signingKeys.list();
    if (key === undefined) throw new Error("no key");
    expect(await service.issuer.ports.selfCheck.check(fetched.qrText, key, { now: NOW })).toMatchObject({
      ok: true,
      claims: { identity: { fullName: "Asha Rani Biswas" }, status: "fully" },
    });
  });

  it("gets the same bytes as application/cose has, and no wallet ever makes another certificate", async () => {
    const headers = { authorization: `Bearer ${holder}` };
    const cose = await service.send("GET", "/v1/certificate.cose", { headers });
    const bytes = new Uint8Array(await cose.arrayBuffer());
    for (let time = 0; time < 3; time++) {
      expect((await wallet.take((await makeOffer()).offerLink)).credential).toEqual(bytes);
    }
    const { stores } = service.service;
    const issued: string[] = [];
    for await (const text of stores.certificates.issuedTokens(TEST_SIGNING_KEY.kid, NOW)) issued.push(text);
    expect(issued).toEqual([await qrText()]);
  });

  it("types the transaction code where the offer asks for one, and is told where it is wrong, five times at most", async () => {
    const made = await makeOffer({ withTxCode: true });
    expect(made.txCode).toMatch(/^\d{6}$/);
    const wrong = made.txCode === "000000" ? "111111" : "000000";
    const offer = await wallet.readOffer(made.offerLink);
    expect(offer.credentialOffer.grants?.[GRANT]).toMatchObject({ tx_code: { length: 6 } });
    for (let time = 0; time < 4; time++) {
      expect(await refusalOf(wallet.redeem(offer, wrong))).toEqual({ status: 400, error: "invalid_grant" });
    }
    const token = await wallet.redeem(offer, made.txCode);
    expect((await wallet.fetchCredential(offer, token)).qrText).toBe(await qrText());

    const another = await makeOffer({ withTxCode: true });
    const second = await wallet.readOffer(another.offerLink);
    const guess = another.txCode === "000000" ? "111111" : "000000";
    for (let time = 0; time < 5; time++) await refusalOf(wallet.redeem(second, guess));
    expect(await refusalOf(wallet.redeem(second, another.txCode))).toEqual({ status: 400, error: "invalid_grant" });
  });

  it("asks again with the same token when the network died under the answer, until the token is over", async () => {
    const offer = await wallet.readOffer((await makeOffer()).offerLink);
    const token = await wallet.redeem(offer);
    const first = await wallet.fetchCredential(offer, token);
    service.clock.now = NOW + 299;
    expect(await wallet.fetchCredential(offer, token)).toEqual(first);
    service.clock.now = NOW + 300;
    expect(await refusalOf(wallet.fetchCredential(offer, token))).toEqual({ status: 401, error: "invalid_token" });
  });

  it("may name the credential by authorization details and the identifier that these yield", async () => {
    const code = codeOf(await makeOffer());
    const details = [{ type: "openid_credential", credential_configuration_id: "mohor_status", locations: ["x"] }];
    const fields = {
      grant_type: GRANT,
      "pre-authorized_code": code,
      authorization_details: JSON.stringify(details),
      unknown: "is ignored",
    };
    const answer = await expectJson(await askForToken(fields), 200);
    expect(answer).toEqual({
      access_token: expect.stringMatching(/^[0-9a-f]{64}$/),
      token_type: "Bearer",
      expires_in: 300,
      authorization_details: [
        {
          type: "openid_credential",
          credential_configuration_id: "mohor_status",
          credential_identifiers: ["mohor_status"],
        },
      ],
    });
    const body = { credential_identifier: "mohor_status", unknown: 1, proofs: { jwt: ["e30.e30.e30"] } };
    const fetched = await expectJson(await askForCredential(String(answer.access_token), body), 200);
    expect(fetched).toEqual({ credentials: [{ credential: expect.stringMatching(/^[A-Za-z0-9_-]+$/) }] });
  });

  it("reads metadata that name the public address only, in three languages, and may keep them; nothing else may be kept", async () => {
    const { credentialOffer, issuerMetadata } = await wallet.readOffer((await makeOffer()).offerLink);
    await wallet.take((await makeOffer()).offerLink);
    expect(issuerMetadata.originalDraftVersion).toBe("V1");
    expect(credentialOffer.credential_issuer).toBe(CREDENTIAL_ISSUER);
    const { credentialIssuer, authorizationServers } = issuerMetadata;
    expect(credentialIssuer.credential_endpoint).toBe(`${CREDENTIAL_ISSUER}/v1/openid4vci/credential`);
    expect(credentialIssuer.nonce_endpoint).toBeUndefined();
    expect(authorizationServers[0]).toMatchObject({
      issuer: CREDENTIAL_ISSUER,
      token_endpoint: `${CREDENTIAL_ISSUER}/v1/openid4vci/token`,
      grant_types_supported: [GRANT],
      "pre-authorized_grant_anonymous_access_supported": true,
    });
    const configuration = credentialIssuer.credential_configurations_supported.mohor_status;
    expect(configuration).toMatchObject({ format: "application/cwt", credential_signing_alg_values_supported: [-8] });
    expect(configuration).not.toHaveProperty("proof_types_supported");
    expect(configuration).not.toHaveProperty("cryptographic_binding_methods_supported");
    const display = configuration?.credential_metadata?.display ?? [];
    expect(display.map(({ locale }) => locale).toSorted()).toEqual(["bn-IN", "en-IN", "hi-IN"]);
    expect(new Set(display.map(({ name }) => name)).size).toBe(3);
    for (const { request, response } of seen) {
      const { pathname, search } = new URL(request.url);
      expect(search).toBe("");
      const isMetadata = pathname.startsWith("/.well-known/");
      expect(response.headers.get("cache-control")).toBe(isMetadata ? "public, max-age=3600" : "no-store");
      expect(response.headers.get("access-control-allow-origin")).toBe(isMetadata ? "*" : null);
    }
  });
});

describe("a code", () => {
  it("works once: the second wallet is refused, and the first keeps what it has", async () => {
    const offer = await wallet.readOffer((await makeOffer()).offerLink);
    const token = await wallet.redeem(offer);
    expect(await refusalOf(wallet.redeem(offer))).toEqual({ status: 400, error: "invalid_grant" });
    expect((await wallet.fetchCredential(offer, token)).qrText).toBe(await qrText());
  });

  it("ends after five minutes, and when the holder makes another offer", async () => {
    const older = await wallet.readOffer((await makeOffer()).offerLink);
    const newer = await wallet.readOffer((await makeOffer()).offerLink);
    expect(await refusalOf(wallet.redeem(older))).toEqual({ status: 400, error: "invalid_grant" });
    service.clock.now = NOW + 300;
    expect(await refusalOf(wallet.redeem(newer))).toEqual({ status: 400, error: "invalid_grant" });
  });

  it("that became a token is not ended by another offer: people press twice on a slow line", async () => {
    const first = await wallet.readOffer((await makeOffer()).offerLink);
    const token = await wallet.redeem(first);
    const second = await makeOffer();
    expect((await wallet.fetchCredential(first, token)).qrText).toBe(await qrText());
    expect((await wallet.take(second.offerLink)).qrText).toBe(await qrText());
  });

  it("is of no use in another form, nor are tokens of one kind where the other is wanted", async () => {
    const made = await makeOffer();
    const wrong = [`${codeOf(made)}x`, codeOf(made).slice(1), "", `${codeOf(made).slice(0, -1)}!`, holder];
    for (const code of wrong) {
      const answer = await askForToken({ grant_type: GRANT, "pre-authorized_code": code });
      expect(await oauthErrorOf(answer), code).toEqual([400, "invalid_grant", "WALLET_GRANT_INVALID"]);
    }
    const token = await wallet.redeem(await wallet.readOffer(made.offerLink));
    for (const path of ["/v1/certificate", "/v1/status", "/v1/certificate.pdf"]) {
      const answer = await service.send("GET", path, { headers: { authorization: `Bearer ${token}` } });
      expect(await problemOf(answer)).toEqual([401, "ACCESS_TOKEN_INVALID"]);
    }
    for (const other of [holder, token.toUpperCase(), codeOf(made)]) {
      expect(await oauthErrorOf(await askForCredential(other))).toEqual([401, "invalid_token", "ACCESS_TOKEN_INVALID"]);
    }
  });
});

describe("a token request that is not as specified", () => {
  it.each<[string, Record<string, string>, readonly [number, string]]>([
    ["no grant type", {}, [400, "invalid_request"]],
    ["another grant type", { grant_type: "authorization_code", code: "x" }, [400, "unsupported_grant_type"]],
    ["no code", { grant_type: GRANT }, [400, "invalid_request"]],
    [
      "a code beyond the bound",
      { grant_type: GRANT, "pre-authorized_code": "x".repeat(257) },
      [400, "invalid_request"],
    ],
    [
      "authorization details that are no JSON",
      { grant_type: GRANT, "pre-authorized_code": "CODE", authorization_details: "[{" },
      [400, "invalid_authorization_details"],
    ],
    [
      "authorization details for something else",
      {
        grant_type: GRANT,
        "pre-authorized_code": "CODE",
        authorization_details: '[{"type":"openid_credential","credential_configuration_id":"degree"}]',
      },
      [400, "invalid_authorization_details"],
    ],
    [
      "a transaction code that nobody asked for",
      { grant_type: GRANT, "pre-authorized_code": "CODE", tx_code: "123456" },
      [400, "invalid_request"],
    ],
  ])("%s is refused in the standard's word, and the code stays good", async (_, fields, expected) => {
    const made = await makeOffer();
    const filled = Object.fromEntries(
      Object.entries(fields).map(([name, value]) => [name, value === "CODE" ? codeOf(made) : value]),
    );
    expect((await oauthErrorOf(await askForToken(filled))).slice(0, 2)).toEqual(expected);
    expect((await wallet.take(made.offerLink)).qrText).toBe(await qrText());
  });

  it("a transaction code that is missing is no try", async () => {
    const made = await makeOffer({ withTxCode: true });
    for (let time = 0; time < 6; time++) {
      const answer = await askForToken({ grant_type: GRANT, "pre-authorized_code": codeOf(made) });
      expect(await oauthErrorOf(answer)).toEqual([400, "invalid_request", "WALLET_TX_CODE_UNLIKE_OFFER"]);
    }
    expect((await wallet.take(made.offerLink, made.txCode)).qrText).toBe(await qrText());
  });

  it("a member twice, another media type, too much, or bytes that no form has are refused before any schema looks", async () => {
    const body = `grant_type=${encodeURIComponent(GRANT)}&pre-authorized_code=x`;
    const send = (raw: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = FORM) =>
      service.send("POST", "/v1/openid4vci/token", { raw, headers });
    const cases: (readonly [Promise<Response>, number, string])[] = [
      [send(`${body}&pre-authorized_code=y`), 400, "HTTP_BODY_MALFORMED"],
      [send(`${body}&x=\u0001`), 400, "HTTP_BODY_MALFORMED"],
      [send(Uint8Array.of(0x61, 0xff)), 400, "HTTP_BODY_MALFORMED"],
      [send(body, { "content-type": "text/plain" }), 400, "HTTP_CONTENT_TYPE_UNKNOWN"],
      [send('{"grant_type":"x"}', {}), 400, "HTTP_CONTENT_TYPE_UNKNOWN"],
      [send(`${body}&x=${"y".repeat(4_096)}`), 413, "HTTP_BODY_TOO_LARGE"],
      [send("", FORM), 400, "HTTP_BODY_INVALID"],
    ];
    for (const [answer, status, code] of cases) {
      expect(await oauthErrorOf(await answer)).toEqual([status, "invalid_request", code]);
    }
    const charset = { "content-type": "application/x-www-form-urlencoded; charset=UTF-8" };
    expect((await oauthErrorOf(await send(body, charset)))[1]).toBe("invalid_grant");
  });

  it("or is no request at all: whatever bytes come, the answer is a refusal in OAuth's words, and never a failure of ours", async () => {
    const made = await makeOffer();
    const pieces = fc.constantFrom(
      ...["grant_type=", encodeURIComponent(GRANT), "&", "=", "%", "%00", "%ff", "pre-authorized_code=", codeOf(made)],
      ...["tx_code=", "authorization_details=", "[]", "{}", '[{"type":"openid_credential"}]', "[[[[", "null", "\u0000"],
    );
    const forms = fc.array(pieces, { maxLength: 12 }).map((parts) => new TextEncoder().encode(parts.join("")));
    const bodies = fc.oneof(forms, fc.uint8Array({ maxLength: 64 })).map((bytes) => new Uint8Array(bytes));
    const token = await wallet.redeem(await wallet.readOffer((await makeOffer()).offerLink));
    const authorization = `Bearer ${token}`;
    await fc.assert(
      fc.asyncProperty(bodies, async (raw) => {
        const answers = [
          await service.send("POST", "/v1/openid4vci/token", { raw, headers: FORM }),
          await service.send("POST", "/v1/openid4vci/credential", { raw, headers: { authorization } }),
        ];
        for (const answer of answers) {
          const [status, error] = await oauthErrorOf(answer);
          expect([status, error]).toEqual([400, expect.stringMatching(/^(?:invalid|unsupported|unknown)_[a-z_]+$/)]);
        }
      }),
    );
  });

  it("another method is answered with those that there are", async () => {
    const answer = await service.send("GET", "/v1/openid4vci/token");
    expect([answer.status, answer.headers.get("allow")]).toEqual([405, "POST"]);
  });
});

describe("a credential request", () => {
  let offer: Offer;
  let token: string;
  beforeEach(async () => {
    offer = await wallet.readOffer((await makeOffer()).offerLink);
    token = await wallet.redeem(offer);
  });

  it.each<[string, unknown, string]>([
    ["of an unknown configuration", { credential_configuration_id: "degree" }, "unknown_credential_configuration"],
    ["of an unknown identifier", { credential_identifier: "degree" }, "unknown_credential_identifier"],
    ["of nothing", {}, "invalid_credential_request"],
    [
      "of both names at once",
      { credential_configuration_id: "mohor_status", credential_identifier: "mohor_status" },
      "invalid_credential_request",
    ],
    ["of another type", { credential_configuration_id: 1 }, "invalid_credential_request"],
    ["that is an array", [], "invalid_credential_request"],
    [
      "for an encrypted answer",
      { credential_configuration_id: "mohor_status", credential_response_encryption: { jwk: {}, enc: "A256GCM" } },
      "invalid_encryption_parameters",
    ],
  ])("%s is refused, and the token stays good", async (_, body, error) => {
    expect((await oauthErrorOf(await askForCredential(token, body))).slice(0, 2)).toEqual([400, error]);
    expect((await wallet.fetchCredential(offer, token)).qrText).toBe(await qrText());
  });

  it("that is no JSON, too large or of another media type is refused", async () => {
    const authorization = `Bearer ${token}`;
    const send = (raw: string, headers: Record<string, string> = {}) =>
      service.send("POST", "/v1/openid4vci/credential", { raw, headers: { authorization, ...headers } });
    const twice = '{"credential_configuration_id":"mohor_status","credential_configuration_id":"x"}';
    const cases: (readonly [Promise<Response>, number, string])[] = [
      [send("{"), 400, "invalid_credential_request"],
      [send(twice), 400, "invalid_credential_request"],
      [send("{}", { "content-type": "application/jwt" }), 400, "invalid_credential_request"],
      [send(`{"x":"${"y".repeat(4_096)}"}`), 413, "invalid_request"],
      [send(""), 400, "invalid_credential_request"],
    ];
    for (const [answer, status, error] of cases)
      expect((await oauthErrorOf(await answer)).slice(0, 2)).toEqual([status, error]);
  });

  it("without a token, or with a wrong one, is told no more than that", async () => {
    for (const other of [null, "x", "0".repeat(64)]) {
      for (const body of [{ credential_configuration_id: "mohor_status" }, { credential_configuration_id: "degree" }]) {
        const answer = await askForCredential(other, body);
        const challenge = answer.headers.get("www-authenticate");
        expect(await oauthErrorOf(answer)).toEqual([401, "invalid_token", "ACCESS_TOKEN_INVALID"]);
        // RFC 6750 §3.1.
        expect(challenge).toBe(other === null ? 'Bearer realm="mohor"' : 'Bearer realm="mohor", error="invalid_token"');
      }
    }
  });

  it("for a certificate that was suspended or revoked since is denied", async () => {
    const headers = { authorization: `Bearer ${holder}` };
    const { certificateId } = await expectJson(await service.send("GET", "/v1/certificate", { headers }), 200);
    const { statuses } = service.service.stores;
    const target = { certificateIds: [String(certificateId)] };
    await statuses.set(target, { status: "suspended", at: NOW, reason: "under-inquiry", actor: "operator" });
    const denied = { status: 400, error: "credential_request_denied" };
    expect(await refusalOf(wallet.fetchCredential(offer, token))).toEqual(denied);
    await statuses.set(target, { status: "valid", at: NOW, reason: "inquiry-closed", actor: "operator" });
    expect((await wallet.fetchCredential(offer, token)).qrText).toBe(await qrText());
    await service.send("POST", "/v1/certificate/revocation", { headers });
    expect(await refusalOf(wallet.fetchCredential(offer, token))).toEqual(denied);
  });

  it("for a person who was erased since finds no token any more, and an offer's code finds nothing either", async () => {
    const unredeemed = await makeOffer();
    const { records, people } = service.service.stores;
    const mobileHash = await hashMobile("+916100000001", testHash);
    const recordIds = (await records.onMobile(mobileHash, 9)).map(({ recordId }) => recordId);
    const audit = { at: NOW, actor: "holder", action: "person-erased", subject: "x", detail: {} };
    await people.erase({ mobileHash, recordIds }, audit);
    expect(await refusalOf(wallet.fetchCredential(offer, token))).toEqual({ status: 401, error: "invalid_token" });
    const late = wallet.readOffer(unredeemed.offerLink).then((read) => wallet.redeem(read));
    expect(await refusalOf(late)).toEqual({ status: 400, error: "invalid_grant" });
  });
});

describe("the offer", () => {
  it("is made for the holder only, where the number is proven, and is refused plainly otherwise", async () => {
    const path = "/v1/certificate/credential-offer";
    expect(await problemOf(await service.send("POST", path))).toEqual([401, "ACCESS_TOKEN_INVALID"]);
    const authorization = `Bearer ${holder}`;
    const send = (body: unknown) => service.send("POST", path, { body, headers: { authorization } });
    expect(await problemOf(await send({ withTxCode: "yes" }))).toEqual([422, "HTTP_BODY_INVALID"]);
    expect(await problemOf(await send({ more: 1 }))).toEqual([422, "HTTP_BODY_INVALID"]);
    const key = await service.registerEntity("rail");
    service.clock.now += 120;
    const rail = await service.confirm({ key });
    const forRail = await service.send("POST", path, { headers: { authorization: `Bearer ${rail}` } });
    expect(await problemOf(forRail)).toEqual([403, "ACCESS_PURPOSE_REFUSED"]);
  });

  it("says nothing about the person, and nothing of codes or tokens is in the log", async () => {
    const made = await makeOffer({ withTxCode: true });
    expect(decodeURIComponent(made.offerLink)).not.toMatch(/Asha|Biswas|fully|61000/);
    const offer = await wallet.readOffer(made.offerLink);
    const token = await wallet.redeem(offer, made.txCode);
    await wallet.fetchCredential(offer, token);
    await refusalOf(wallet.redeem(offer, made.txCode));
    expect(service.log.join("")).toContain("/v1/openid4vci/token");
    expect(service.log.join("")).not.toMatch(new RegExp(`${codeOf(made)}|${token}|${made.txCode}|Asha`));
  });
});

describe("where OpenID4VCI is not offered", () => {
  it("neither offers nor metadata nor endpoints are there", async () => {
    const code = codeOf(await makeOffer());
    service = await createTestService();
    await service.issuer.enrol({});
    const headers = { authorization: `Bearer ${await service.confirm()}` };
    const offer = await service.send("POST", "/v1/certificate/credential-offer", { headers });
    expect(await problemOf(offer)).toEqual([404, "WALLET_NOT_OFFERED"]);
    for (const path of ["/.well-known/openid-credential-issuer", "/.well-known/oauth-authorization-server"]) {
      expect(await problemOf(await service.send("GET", path))).toEqual([404, "WALLET_NOT_OFFERED"]);
    }
    const token = await askForToken({ grant_type: GRANT, "pre-authorized_code": code });
    expect((await oauthErrorOf(token)).slice(0, 2)).toEqual([404, "invalid_request"]);
    expect((await oauthErrorOf(await askForCredential("x"))).slice(0, 2)).toEqual([404, "invalid_request"]);
  });
});

describe("several processes over one store", () => {
  const folder = mkdtempSync(join(tmpdir(), "mohor-openid4vci-"));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it("are one issuer: of redemptions at once one wins, and its token fetches from any of them", async () => {
    const path = join(folder, "store.sqlite");
    createSqliteStore(path);
    const stores = openSqliteStore(path, testCipher);
    service = await createTestService({ stores, service: { wallets: WALLETS } });
    await service.issuer.enrol({});
    holder = await service.confirm();
    const others = [1, 2].map(() => openSqliteStore(path, testCipher));
    const apps = [stores, ...others].map((own) => createApp({ ...service.service, stores: own }));
    const made = await makeOffer();
    const fields = new URLSearchParams({ grant_type: GRANT, "pre-authorized_code": codeOf(made) }).toString();
    const tokenRequest = () =>
      new Request(`${BASE}/v1/openid4vci/token`, { method: "POST", headers: FORM, body: fields });
    const answers = await Promise.all(
      Array.from({ length: 12 }, (_, at) => apps[at % 3]?.fetch(tokenRequest(), { peerAddress: "192.0.2.1" })),
    );
    const statuses = answers.map((answer) => answer?.status).toSorted();
    expect(statuses).toEqual([200, ...Array(11).fill(400)]);
    const winner = answers.find((answer) => answer?.status === 200) as Response;
    const { access_token: token } = (await winner.json()) as { access_token: string };
    const offer = await walletOf({ app: apps[1] as (typeof apps)[number] }).readOffer((await makeOffer()).offerLink);
    for (const app of apps) {
      expect((await walletOf({ app }).fetchCredential(offer, token)).qrText).toBe(await qrText());
    }
    for (const own of [stores, ...others]) await own.close();
  });
});
