// The contract of the registry's change (domain/ports.ts): reports of doses, what becomes stale, and the trail of it; on every adapter.

import { beforeEach, describe, expect, it } from "vitest";
import { findAuditBreak } from "../../src/domain/audit.ts";
import type { Stores } from "../../src/domain/ports.ts";
import { type DoseReport, reportDose } from "../../src/domain/report-dose.ts";
import {
  codeOf,
  createTestIssuer,
  expectOk,
  mobileHashOf,
  NO_DOSES,
  NOW,
  TEST_RULES,
  type TestIssuer,
  testHash,
} from "../issuer-fixture.ts";

const REPORT: DoseReport = {
  beneficiaryId: "FICT-1",
  revision: 1,
  cancelled: false,
  fullName: "Asha Rani Biswas",
  birthDate: "1962-03-14",
  mobile: "+916100000001",
  product: "COVISHIELD",
  date: "2021-06-28",
};
const ONE_DOSE = { dose2_product: "", dose2_date: "" };

/** Runs the contract on the stores that `open` makes: empty ones, each time. */
export function testRegistryStoreContract(name: string, open: () => Stores | Promise<Stores>): void {
  describe(name, () => {
    let stores: Stores;
    let issuer: TestIssuer;
    beforeEach(async () => {
      stores = await open();
      issuer = await createTestIssuer({ stores });
    });

    function report(
      fields: Partial<DoseReport> = {},
      eventId = "e1",
      rest: { centreId?: string; idempotencyKey?: string } = {},
    ) {
      const context = { now: NOW, centreId: "centre-1", eventId, rules: TEST_RULES, ...rest };
      return reportDose({ ...REPORT, ...fields }, { doseEvents: stores.doseEvents, hash: testHash }, context);
    }
    async function outcomeOf(...rest: Parameters<typeof report>): Promise<string> {
      const answer = await report(...rest);
      return answer.ok ? answer.reported.outcome : answer.code;
    }
    async function doses(): Promise<readonly string[]> {
      const [record] = await stores.records.onMobile(await mobileHashOf(REPORT.mobile), 1);
      return (record?.record.doses ?? []).map(({ product, date }) => `${product} ${date}`);
    }
    async function actions(): Promise<readonly string[]> {
      return (await stores.audit.page(0, 100)).map(({ action }) => action);
    }

    describe("reports of doses", () => {
      it("add a dose to the record of a row, and say so in the trail", async () => {
        await issuer.enrol(ONE_DOSE);
        expect(await outcomeOf()).toBe("recorded");
        expect(await doses()).toEqual(["COVISHIELD 2021-04-02", "COVISHIELD 2021-06-28"]);
        expect(await outcomeOf()).toBe("unchanged");
        expect(await actions()).toEqual(["record-inserted", "dose-recorded"]);
        const [, fact] = await stores.audit.page(0, 9);
        expect(fact).toMatchObject({ actor: "centre-1", detail: { revision: 1 } });
        expect(JSON.stringify(fact)).not.toMatch(/Asha|FICT|6100000001|COVISHIELD|e1"/);
      });

      it("make a record where there is none, which a later row takes over", async () => {
        expect(await outcomeOf()).toBe("recorded");
        expect(await doses()).toEqual(["COVISHIELD 2021-06-28"]);
        expect(expectOk(await issuer.obtain()).claims.status).toBe("partially");
        await issuer.enrol({ ...ONE_DOSE, full_name: "Asha R Biswas" });
        expect(await doses()).toEqual(["COVISHIELD 2021-04-02", "COVISHIELD 2021-06-28"]);
        expect(expectOk(await issuer.obtain({}, NOW + 200)).claims).toMatchObject({
          status: "fully",
          identity: { fullName: "Asha R Biswas" },
        });
      });

      it("survive a new row of the registry's file", async () => {
        await issuer.enrol(NO_DOSES);
        await report();
        await issuer.enrol({ ...ONE_DOSE, revision: "2" });
        expect(await doses()).toEqual(["COVISHIELD 2021-04-02", "COVISHIELD 2021-06-28"]);
        await issuer.enrol({ revision: "3" });
        expect(await doses()).toEqual(["COVISHIELD 2021-04-02", "COVISHIELD 2021-06-28"]);
      });

      it("of one dose by two centres count once", async () => {
        await issuer.enrol(NO_DOSES);
        expect(await outcomeOf({}, "e1")).toBe("recorded");
        expect(await outcomeOf({}, "e1", { centreId: "centre-2" })).toBe("recorded");
        expect(await doses()).toEqual(["COVISHIELD 2021-06-28"]);
      });

      it("are corrected and cancelled by a higher revision, and by nothing else", async () => {
        await issuer.enrol(NO_DOSES);
        await report();
        expect(await outcomeOf({ date: "2021-06-27" })).toBe("DOSE_REVISION_CONFLICT");
        expect(await outcomeOf({ date: "2021-06-27", revision: 3 })).toBe("corrected");
        expect(await doses()).toEqual(["COVISHIELD 2021-06-27"]);
        expect(await outcomeOf({ revision: 2 })).toBe("DOSE_REVISION_OUTDATED");
        expect(await outcomeOf({ date: "2021-06-27", revision: 4, cancelled: true })).toBe("cancelled");
        expect(await doses()).toEqual([]);
        expect(await outcomeOf({ beneficiaryId: "FICT-2", revision: 9 })).toBe("DOSE_PERSON_CHANGED");
        expect(await actions()).toEqual(["record-inserted", "dose-recorded", "dose-corrected", "dose-cancelled"]);
      });

      it("correct a name that only they have told, and no other", async () => {
        await report({ fullName: "Asha Rani Biswass" });
        expect(await outcomeOf({ revision: 2 })).toBe("corrected");
        const [record] = await stores.records.onMobile(await mobileHashOf(REPORT.mobile), 9);
        expect(record?.record.fullName).toBe("Asha Rani Biswas");
        expect(await outcomeOf({ fullName: "Somebody Else" }, "e2")).toBe("DOSE_PERSON_MISMATCH");
      });

      it("are refused where the person is held with another name, birth date or number", async () => {
        await issuer.enrol(ONE_DOSE);
        const others = [{ fullName: "Rina Das" }, { birthDate: "1970" }, { mobile: "+916100000002" }] as const;
        for (const other of others) expect(await outcomeOf(other)).toBe("DOSE_PERSON_MISMATCH");
        expect(await outcomeOf({ fullName: "ASHA RANI BISWAS", birthDate: "1962" })).toBe("recorded");
        const { birthDate: _, ...unknown } = REPORT;
        const context = { now: NOW, centreId: "centre-1", eventId: "e2", rules: TEST_RULES };
        const ports = { doseEvents: stores.doseEvents, hash: testHash };
        expect(await reportDose({ ...unknown, date: "2021-09-28" }, ports, context)).toMatchObject({ ok: true });
      });

      it("are refused where they do not fit: another product that day, after a death, or a fifth dose", async () => {
        await issuer.enrol({});
        expect(await outcomeOf({ product: "COVAXIN" })).toBe("DOSE_NOT_FITTING");
        expect(await outcomeOf({ date: "2021-08-01" }, "e2")).toBe("recorded");
        expect(await outcomeOf({ date: "2021-09-01" }, "e3")).toBe("recorded");
        expect(await outcomeOf({ date: "2021-10-01" }, "e4")).toBe("DOSE_NOT_FITTING");
        await issuer.enrol({ revision: "2", deceased_on: "2021-12-01" });
        expect(await outcomeOf({ date: "2021-12-02" }, "e5")).toBe("DOSE_NOT_FITTING");
      });

      it("are held against the rules of a row, with the column at fault", async () => {
        expect(await report({ product: "UNKNOWN" })).toMatchObject({
          code: "ROW_PRODUCT_UNKNOWN",
          column: "dose1_product",
        });
        expect(await report({ mobile: "12" })).toMatchObject({ ok: false, column: "mobile" });
      });

      it("get the same answer under the same idempotency key, and a refusal with another request", async () => {
        await issuer.enrol(NO_DOSES);
        const rest = { idempotencyKey: "k1" };
        expect(await outcomeOf({}, "e1", rest)).toBe("recorded");
        expect(await outcomeOf({}, "e1", rest)).toBe("recorded");
        expect(await outcomeOf({}, "e2", rest)).toBe("IDEMPOTENCY_KEY_REUSED");
        expect(await outcomeOf({ date: "2021-06-27" }, "e1", rest)).toBe("IDEMPOTENCY_KEY_REUSED");
        expect(await outcomeOf({ date: "2021-10-01" }, "e1", { ...rest, centreId: "centre-2" })).toBe("recorded");
        expect(await actions()).toEqual(["record-inserted", "dose-recorded", "dose-recorded"]);
      });

      it("at once make one record, with every dose in it", async () => {
        const dates = ["2021-06-01", "2021-07-01", "2021-08-01", "2021-09-01"];
        const outcomes = await Promise.all(dates.map((date, at) => outcomeOf({ date }, `e${at}`)));
        expect(outcomes).toEqual(dates.map(() => "recorded"));
        expect(await doses()).toEqual(dates.map((date) => `COVISHIELD ${date}`));
      });

      it("leave nothing of a person who is erased", async () => {
        await report();
        const mobileHash = await mobileHashOf(REPORT.mobile);
        const [record] = await stores.records.onMobile(mobileHash, 1);
        const person = { mobileHash, recordIds: [record?.recordId ?? ""] };
        await stores.people.erase(person, { at: NOW, actor: "holder", action: "erased", subject: "x", detail: {} });
        expect(await outcomeOf()).toBe("recorded");
      });
    });

    describe("what a change of the registry makes of certificates", () => {
      async function reasonAfter(change: () => Promise<unknown>): Promise<string | undefined> {
        const { certificate } = expectOk(await issuer.obtain());
        await change();
        return (await stores.certificates.find(certificate.certificateId))?.revoked?.reason;
      }

      it("revokes one that says more than is held now", async () => {
        await issuer.enrol({});
        expect(await reasonAfter(() => issuer.enrol({ ...ONE_DOSE, revision: "2" }))).toBe("status-changed");
      });

      it("leaves one that says less, until the next one supersedes it", async () => {
        await issuer.enrol(ONE_DOSE);
        expect(await reasonAfter(() => issuer.enrol({ revision: "2" }))).toBeUndefined();
        expect(expectOk(await issuer.obtain({}, NOW + 100)).claims.status).toBe("fully");
      });

      it("revokes one in a name, with a birth date, or of a person, that is no more", async () => {
        await issuer.enrol({});
        expect(await reasonAfter(() => issuer.enrol({ full_name: "Asha Rani Biswaas", revision: "2" }))).toBe(
          "identity-corrected",
        );
        expect(codeOf(await issuer.obtain({ name: "Rina Das" }, NOW + 100))).toBe("RECORD_NOT_FOUND");
      });

      it("revokes one of a person who has died", async () => {
        await issuer.enrol({});
        expect(await reasonAfter(() => issuer.enrol({ deceased_on: "2022-01-01", revision: "2" }))).toBe(
          "holder-deceased",
        );
      });

      it("leaves one alone where only the number or nothing about it has changed", async () => {
        await issuer.enrol({});
        expect(await reasonAfter(() => issuer.enrol({ mobile: "+916100000009", revision: "2" }))).toBeUndefined();
      });

      it("revokes by a cancelled report, and counts it", async () => {
        await issuer.enrol(ONE_DOSE);
        await report();
        const { certificate } = expectOk(await issuer.obtain());
        expect(await report({ cancelled: true, revision: 2 })).toMatchObject({ reported: { revoked: 1 } });
        const held = await stores.certificates.find(certificate.certificateId);
        expect(held?.revoked).toEqual({ at: NOW, reason: "status-changed" });
        const [change] = await stores.statuses.historyOf(certificate.certificateId);
        expect(change?.actor).toBe("centre-1");
      });

      it("stands in the trail without a gap", async () => {
        await issuer.enrol({}, { beneficiary_id: "FICT-2" }, { revision: "2", full_name: "Asha Das" });
        expect(await actions()).toEqual(["record-inserted", "record-inserted", "record-updated"]);
        async function* trail() {
          yield* await stores.audit.page(0, 100);
        }
        expect(await findAuditBreak(trail(), await stores.audit.head())).toBeNull();
      });
    });
  });
}
