// Reports of doses by vaccination centres, over the application.

import { describe, expect, it } from "vitest";
import { NO_DOSES } from "../issuer-fixture.ts";
import { createTestService, expectJson, problemOf, type SendOptions } from "./service-fixture.ts";

const CENTRE = "centre.barasat.example.in";
const DOSE = {
  revision: 1,
  beneficiaryId: "FICT-1",
  fullName: "Asha Rani Biswas",
  birthDate: "1962-03-14",
  mobile: "+916100000001",
  product: "COVISHIELD",
  date: "2021-06-28",
};

async function withCentre(fields: { readonly requestsPerMinute?: number } = {}) {
  const test = await createTestService();
  await test.issuer.enrol(NO_DOSES);
  const key = await test.registerEntity(CENTRE, { kind: "vaccination-centre", ...fields });
  const put = (body: unknown, { id = "r-1", headers = {}, ...rest }: SendOptions & { readonly id?: string } = {}) =>
    test.send("PUT", `/v1/registry/dose-events/${id}`, { body, headers: { "x-api-key": key, ...headers }, ...rest });
  return { ...test, key, put };
}

describe("a report of a dose", () => {
  it("is recorded, told as unchanged when it comes again, corrected and cancelled", async () => {
    const { put, confirm, send } = await withCentre();
    expect(await expectJson(await put(DOSE), 200)).toEqual({ outcome: "recorded", revision: 1, revoked: 0 });
    expect(await expectJson(await put(DOSE), 200)).toMatchObject({ outcome: "unchanged" });
    const headers = { authorization: `Bearer ${await confirm()}` };
    expect(await expectJson(await send("GET", "/v1/status", { headers }), 200)).toEqual({ status: "partially" });
    expect(await problemOf(await put({ ...DOSE, date: "2021-06-27" }))).toEqual([409, "DOSE_REVISION_CONFLICT"]);
    const corrected = await put({ ...DOSE, date: "2021-06-27", revision: 2 });
    expect(await expectJson(corrected, 200)).toMatchObject({ outcome: "corrected", revision: 2 });
    const cancelled = await put({ ...DOSE, revision: 3, cancelled: true });
    expect(await expectJson(cancelled, 200)).toEqual({ outcome: "cancelled", revision: 3, revoked: 1 });
    expect(await problemOf(await send("GET", "/v1/certificate", { headers }))).toEqual([410, "CERTIFICATE_REVOKED"]);
  });

  it("gets the same answer under the same idempotency key, and 409 with another body", async () => {
    const { put } = await withCentre();
    const headers = { "idempotency-key": "0f8c3f5e-7a4e-4a53-9d0d-3f0f6b1c2d3e" };
    const first = await (await put(DOSE, { headers })).text();
    expect(await (await put(DOSE, { headers })).text()).toBe(first);
    expect(await problemOf(await put({ ...DOSE, date: "2021-06-27" }, { headers }))).toEqual([
      409,
      "IDEMPOTENCY_KEY_REUSED",
    ]);
    expect(await problemOf(await put(DOSE, { headers: { "idempotency-key": "a b" } }))).toEqual([
      400,
      "HTTP_REQUEST_MALFORMED",
    ]);
  });

  it("comes from a vaccination centre with its own key, and from nobody else", async () => {
    const { put, registerEntity, send } = await withCentre();
    const railway = await registerEntity("rail.example.in");
    for (const headers of [{ "x-api-key": railway }, { "x-api-key": "" }]) {
      expect(await problemOf(await put(DOSE, { headers }))).toEqual([401, "ENTITY_KEY_INVALID"]);
    }
    expect(await problemOf(await send("PUT", "/v1/registry/dose-events/r-1", { body: DOSE }))).toEqual([
      401,
      "ENTITY_KEY_INVALID",
    ]);
  });

  it("is not taken more often than agreed", async () => {
    const { put } = await withCentre({ requestsPerMinute: 2 });
    for (let count = 0; count < 2; count++) expect((await put(DOSE)).status).toBe(200);
    expect(await problemOf(await put(DOSE))).toEqual([429, "ENTITY_LIMIT_REACHED"]);
  });

  it.each([
    [{ ...DOSE, product: "SNAKE OIL" }, "ROW_PRODUCT_UNKNOWN", "/product"],
    [{ ...DOSE, date: "2021-02-30" }, "ROW_DOSE_DATE_INVALID", "/date"],
    [{ ...DOSE, date: "2031-02-20" }, "ROW_DOSE_IN_FUTURE", "/date"],
    [{ ...DOSE, mobile: "12345" }, "MOBILE_MALFORMED", "/mobile"],
    [{ ...DOSE, fullName: "আশা" }, "ROW_NAME_INVALID", "/fullName"],
    [{ ...DOSE, secondName: { fullName: "Asha", language: "ben" } }, "ROW_SECOND_NAME_INVALID", "/secondName/fullName"],
    [{ ...DOSE, beneficiaryId: " " }, "ROW_ID_INVALID", "/beneficiaryId"],
    [{ ...DOSE, revision: 0 }, "HTTP_BODY_INVALID", "/revision"],
    [{ ...DOSE, extra: 1 }, "HTTP_BODY_INVALID", ""],
  ])("is refused with the member at fault (%#)", async (body, code, pointer) => {
    const { put } = await withCentre();
    const response = await put(body);
    const { pointer: told, ...problem } = (await response.json()) as Record<string, unknown>;
    expect(problem.code).toBe(code);
    expect(told ?? "").toBe(pointer);
    expect(JSON.stringify(problem)).not.toMatch(/SNAKE|6100000001|Asha|আশা|FICT/);
  });

  it("has an id that is a plain word", async () => {
    const { put } = await withCentre();
    for (const id of ["%2B916100000001", "-x", "a%20b", "x".repeat(65)]) {
      expect(await problemOf(await put(DOSE, { id }))).toEqual([400, "HTTP_REQUEST_MALFORMED"]);
    }
  });

  it("leaves nothing of a person in log, metrics or trail", async () => {
    const { put, log, service } = await withCentre();
    await put(DOSE);
    await put({ ...DOSE, fullName: "Somebody Else" });
    const trail = await service.stores.audit.page(0, 100);
    expect(trail.map(({ actor, action }) => [actor, action])).toContainEqual([CENTRE, "dose-recorded"]);
    for (const text of [log.join(""), JSON.stringify(trail)]) {
      expect(text).not.toMatch(/Asha|Biswas|Somebody|6100000001|FICT-1|COVISHIELD|r-1/);
    }
  });

  it("is described, and reached by the typed client", async () => {
    const { client, key } = await withCentre();
    const request = { param: { id: "r-2" }, json: DOSE, header: {} };
    const answer = await client.v1.registry["dose-events"][":id"].$put(request, { headers: { "x-api-key": key } });
    expect(await answer.json()).toEqual({ outcome: "recorded", revision: 1, revoked: 0 });
  });
});
