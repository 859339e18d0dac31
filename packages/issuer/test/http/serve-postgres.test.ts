// Several services over one PostgreSQL: what one has begun another completes, and a database that goes away comes back.

import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { type Postgres, startPostgres } from "../../../../test-support/postgres.ts";
import { createPremises, otpRequestBody, type Premises, postJson, SET_UP_MILLISECONDS } from "./served.ts";
import { expectJson, problemOf } from "./service-fixture.ts";

const MOBILE = "+916100000001";
const NAME = "Asha Rani Biswas";

// Each test starts processes, which take their time where much else runs.
vi.setConfig({ testTimeout: SET_UP_MILLISECONDS });

let postgres: Postgres;
let premises: Premises;
beforeAll(async () => {
  postgres = await startPostgres();
  await postgres.createDatabase("issuer");
  premises = await createPremises({ postgresUrl: postgres.url("issuer") });
}, SET_UP_MILLISECONDS);
afterAll(async () => {
  await premises?.remove();
  await postgres?.stop();
});

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
