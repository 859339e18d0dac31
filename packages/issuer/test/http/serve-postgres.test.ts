// Several services over one PostgreSQL: what one has begun another completes, and a database that goes away comes back.

import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { type Postgres, startPostgres } from "../../../../test-support/postgres.ts";
import { createWallet, publicAddressAt, refusalOf } from "../wallet/openid4vci-wallet.ts";
import { createPremises, otpRequestBody, type Premises, postJson, SET_UP_MILLISECONDS } from "./served.ts";
import { expectJson, problemOf } from "./service-fixture.ts";

const MOBILE = "+916100000001";
const NAME = "Asha Rani Biswas";
const CREDENTIAL_ISSUER = "https://status.example.in";

// Each test starts processes, which take their time where much else runs.
vi.setConfig({ testTimeout: SET_UP_MILLISECONDS });

let postgres: Postgres;
let premises: Premises;
beforeAll(async () => {
  postgres = await startPostgres();
  await postgres.createDatabase("issuer");
  premises = await createPremises({ postgresUrl: postgres.url("issuer") });
  premises.offerWallets({ openid4vci: { credentialIssuer: CREDENTIAL_ISSUER } });
}, SET_UP_MILLISECONDS);
afterAll(async () => {
  await premises?.remove();
  await postgres?.stop();
});

/** A wallet's offer made at the one, its code redeemed at the other, once: the certificate verifies by the published trust bundle. */
async function fetchByWallet(txnId: string, text: string, [one, other]: readonly [string, string]): Promise<void> {
  const confirmed = await postJson(`${one}/v1/otp-confirmations`, { txnId, code: premises.codeFor(MOBILE) });
  const { accessToken } = await expectJson(confirmed, 200);
  const authorization = `Bearer ${accessToken}`;
  const body = { withTxCode: true };
  const made = await postJson(`${one}/v1/certificate/credential-offer`, body, { authorization });
  const { offerLink, txCode } = await expectJson(made, 201);
  const [atOne, atOther] = [one, other].map((url) => createWallet(publicAddressAt(CREDENTIAL_ISSUER, url)));
  const offer = await atOne?.readOffer(String(offerLink));
  if (atOne === undefined || atOther === undefined || offer === undefined) throw new Error("no wallet");
  const token = await atOther.redeem(offer, String(txCode));
  expect(await refusalOf(atOne.redeem(offer, String(txCode)))).toEqual({ status: 400, error: "invalid_grant" });
  const { qrText } = await atOne.fetchCredential(offer, token);
  expect(`${qrText}\n`).toBe(text);
  const verdict = await premises.verifier("verify", qrText, "--trust", "public/trust-bundle.cose", "--json");
  expect(JSON.parse(verdict.stdout)).toMatchObject({ outcome: "valid", claims: { identity: { fullName: NAME } } });
}

it("serves one person by two processes, and survives its database", async () => {
  const [one, other] = await Promise.all([premises.serve(), premises.serve()]);
  const { txnId } = await expectJson(await postJson(`${one.url}/v1/otp-requests`, otpRequestBody(MOBILE, NAME)), 201);
  const body = { txnId, code: premises.codeFor(MOBILE) };
  const answers = await Promise.all([one, other].map(({ url }) => postJson(`${url}/v1/otp-confirmations`, body)));
  const texts = await Promise.all(
    answers.map(async (answer, index) => {
      const { accessToken } = await expectJson(answer, 200);
      // Each token at the process that did not give it.
      const { url } = index === 0 ? other : one;
      return (await fetch(`${url}/v1/certificate.txt`, { headers: { authorization: `Bearer ${accessToken}` } })).text();
    }),
  );
  expect(texts[0]).toMatch(/^MQ1:/);
  expect(texts[1]).toBe(texts[0]);
  await fetchByWallet(String(txnId), texts[0] ?? "", [one.url, other.url]);

  const request = () => postJson(`${one.url}/v1/otp-requests`, otpRequestBody("+916100000002", NAME));
  await postgres.halt("fast");
  const gone = await request();
  expect(gone.headers.get("retry-after")).toBe("30");
  expect(await problemOf(gone)).toEqual([503, "STORE_UNAVAILABLE"]);
  expect(await problemOf(await fetch(`${one.url}/v1/readiness`))).toEqual([503, "STORE_UNAVAILABLE"]);
  expect((await fetch(`${one.url}/v1/health`)).status).toBe(200);
  await postgres.start();
  expect((await fetch(`${one.url}/v1/readiness`)).status).toBe(200);
  expect((await request()).status).toBe(201);

  for (const served of [one, other]) served.signal("SIGTERM");
  expect(await Promise.all([one.ended, other.ended])).toEqual([0, 0]);
  expect(one.stdout()).toContain('"code":"STORE_UNAVAILABLE"');
  expect(one.stdout() + one.stderr().replace(/^SMS to .*$/gm, "")).not.toMatch(
    /6100000001|Asha|ECONNREFUSED.*postgres/,
  );
});
