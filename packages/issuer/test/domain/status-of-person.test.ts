import { beforeEach, describe, expect, it } from "vitest";
import { INDIA_ONLY } from "../../src/domain/mobile-number.ts";
import { MAX_STATUS_TARGETS, type StatusDecision } from "../../src/domain/status-change.ts";
import {
  setStatusOfBeneficiary,
  setStatusOfCertificates,
  setStatusOfPerson,
} from "../../src/domain/status-of-person.ts";
import { codeOf, createTestIssuer, expectOk, NOW, type TestIssuer, testHash } from "../issuer-fixture.ts";

const SUSPEND: StatusDecision = { status: "suspended", at: NOW + 5, reason: "under-inquiry", actor: "operator" };
let issuer: TestIssuer;
let ids: { readonly asha: string; readonly sourav: string };

beforeEach(async () => {
  issuer = await createTestIssuer();
  await issuer.enrol({ beneficiary_id: "FICT-1" });
  const sourav = { full_name: "Sourav Biswas", second_name: "", second_language: "", birth_date: "1990-01-01" };
  await issuer.enrol({ ...sourav, beneficiary_id: "FICT-2" });
  const asha = expectOk(await issuer.obtain()).certificate.certificateId;
  const other = expectOk(await issuer.obtain({ name: "Sourav Biswas" }, NOW + 3_700)).certificate.certificateId;
  ids = { asha, sourav: other };
});

const ports = () => ({ ...issuer.stores, hash: testHash });
const person = (mobile: string, name: string) =>
  setStatusOfPerson({ mobile, name }, ports(), { decision: SUSPEND, mobiles: INDIA_ONLY });

describe("by person", () => {
  it("meets the one person meant by number and name, and nobody else on the telephone", async () => {
    const { counts } = expectOk(await person("061000 00001", "asha biswas"));
    expect(counts).toMatchObject({ changed: [ids.asha], already: 0 });
    expect((await issuer.stores.certificates.find(ids.sourav))?.suspended).toBeUndefined();
  });

  it.each([
    ["a name that fits nobody", "+916100000001", "Nobody Known", "RECORD_NOT_FOUND"],
    ["a number that nobody has", "+916100000002", "Asha Rani Biswas", "RECORD_NOT_FOUND"],
    ["no number", "12345", "Asha Rani Biswas", "MOBILE_MALFORMED"],
    ["no name", "+916100000001", "12 !", "NAME_MALFORMED"],
  ])("refuses %s", async (_what, mobile, name, code) => {
    expect(codeOf(await person(mobile, name))).toBe(code);
  });

  it("meets a person by the registry's id; an id that nobody has meets nothing", async () => {
    const byId = (id: string) => setStatusOfBeneficiary(id, ports(), SUSPEND);
    expect(expectOk(await byId("FICT-2")).counts.changed).toEqual([ids.sourav]);
    expect(expectOk(await byId("FICT-3")).counts).toEqual({ changed: [], already: 0, final: 0, unknown: 0 });
  });

  it("leaves in the audit trail that it was done and why, and nothing of the person", async () => {
    expectOk(await person("+916100000001", "Asha Rani Biswas"));
    const trail = JSON.stringify(await issuer.stores.audit.page(0, 9));
    expect(trail).toContain("under-inquiry");
    expect(trail).not.toMatch(/6100000001|Asha|Biswas|FICT/);
  });
});

describe("by certificate", () => {
  const set = (list: readonly string[]) => setStatusOfCertificates(list, issuer.stores, SUSPEND);

  it("meets those named", async () => {
    expect(expectOk(await set([ids.asha, ids.sourav])).counts.changed).toEqual([ids.asha, ids.sourav]);
  });

  it.each<[string, (known: string) => readonly string[], string]>([
    ["text that is no id", () => ["1a2b"], "CERTIFICATE_ID_MALFORMED"],
    ["no id at all", () => [], "STATUS_TARGET_UNCLEAR"],
    [
      "more than one decision may meet",
      () => new Array(MAX_STATUS_TARGETS + 1).fill("00000000-000000"),
      "STATUS_TARGET_UNCLEAR",
    ],
    ["an id that nobody has", (known) => [known, "00000000-000000"], "CERTIFICATE_UNKNOWN"],
  ])("refuses %s", async (_what, listOf, code) => {
    expect(codeOf(await set(listOf(ids.asha)))).toBe(code);
  });
});
