import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { deriveStatus } from "../../src/domain/derive-status.ts";
import { enrolRow, REGISTRY_COLUMNS, type RegistryRow } from "../../src/domain/enrolment.ts";
import { DEFAULT_SCHEDULE } from "../../src/domain/vaccine-schedule.ts";
import { DEMO_MOBILE, DEMO_PEOPLE, SAMPLE_MOBILE_PREFIX, sampleRegistryCsv } from "../../src/sample/index.ts";
import { sampleRows } from "../../src/sample/sample-registry.ts";
import { createTestIssuer, expectOk, NOW, TEST_RULES } from "../issuer-fixture.ts";

function csv(options: Parameters<typeof sampleRegistryCsv>[0] = {}): string {
  return [...sampleRegistryCsv(options)].join("");
}

const rows = [...sampleRows()];

function mobileOf(row: RegistryRow): string {
  return expectOk(enrolRow(row, TEST_RULES, { now: NOW })).enrolment.mobile;
}

describe("the sample registry", () => {
  it("is the same bytes from the same seed, and others from another", () => {
    expect(csv()).toBe(csv());
    expect(csv({ seed: 1 })).not.toBe(csv({ seed: 2 }));
  });

  // Fixed, because documents and demonstrations name its people.
  it("is the bytes it always was", () => {
    expect(createHash("sha256").update(csv()).digest("hex")).toBe(
      "9f4e02b6b4e4474d59f8b990407e9184b96d1f932177e341e59bfe1227e0375a",
    );
  });

  it("begins with the header, and has as many people as asked for", () => {
    expect(csv().split("\n")[0]).toBe(REGISTRY_COLUMNS.join(","));
    for (const count of [1, 6, 7, 100, 1_000, 5_000]) {
      expect(new Set([...sampleRows({ count })].map((row) => row.beneficiary_id)).size).toBe(count);
    }
  });

  it("is a longer file with the same beginning for a higher count", () => {
    const short = csv({ count: 200 }).split("\n");
    expect(csv({ count: 2_000 }).split("\n").slice(0, 190)).toEqual(short.slice(0, 190));
  });

  it("holds sound rows only", () => {
    for (const row of sampleRows({ count: 5_000 })) expectOk(enrolRow(row, TEST_RULES, { now: NOW }));
  });

  it("is marked as fictitious in every row, and by its name", () => {
    for (const row of rows) {
      expect(row.source).toBe("FICTITIOUS");
      expect(row.beneficiary_id).toMatch(/^FICT-\d{8}$/);
      expect(mobileOf(row).startsWith(SAMPLE_MOBILE_PREFIX)).toBe(true);
    }
  });

  it("has what real registries have", () => {
    const byMobile = Map.groupBy(rows, mobileOf);
    const sizes = new Set([...byMobile.values()].map((list) => new Set(list.map((row) => row.full_name)).size));
    for (let size = 1; size <= 6; size++) expect(sizes.has(size), `${size} on one number`).toBe(true);
    const count = (test: (row: RegistryRow) => boolean) => rows.filter(test).length;
    const share = (test: (row: RegistryRow) => boolean) => count(test) / rows.length;
    expect(share((row) => row.revision === "2")).toBeGreaterThan(0.01);
    expect(share((row) => row.deceased_on !== "")).toBeGreaterThan(0.005);
    expect(count((row) => row.dose2_product !== "" && row.dose2_product !== row.dose1_product)).toBeGreaterThan(5);
    for (const language of ["ben", "hin", ""])
      expect(count((row) => row.second_language === language)).toBeGreaterThan(50);
    for (const length of [0, 4, 10]) expect(count((row) => row.birth_date.length === length)).toBeGreaterThan(5);
    for (const doses of ["dose1_date", "dose2_date", "dose3_date"] as const)
      expect(count((row) => row[doses] !== "")).toBeGreaterThan(50);
    expect(count((row) => row.dose1_date === "")).toBeGreaterThan(50);
    expect(new Set(rows.map((row) => row.dose1_product)).size).toBeGreaterThanOrEqual(8);
    const people = rows.filter((row) => row.revision === "1").map((row) => `${row.full_name} ${mobileOf(row)}`);
    expect(people.length - new Set(people).size).toBeGreaterThan(5);
    expect(new Set(rows.map((row) => row.mobile.replace(/\d/g, "9"))).size).toBeGreaterThanOrEqual(6);
  });

  it("has every status among its people", () => {
    const statuses = rows.map((row) => {
      const { record } = expectOk(enrolRow(row, TEST_RULES, { now: NOW })).enrolment;
      const derived = deriveStatus(record, DEFAULT_SCHEDULE, { today: "2023-11-15" });
      return derived.kind === "status" ? derived.status : derived.kind;
    });
    const shares = Map.groupBy(statuses, (status) => status);
    for (const status of ["not", "partially", "fully"] as const) {
      expect((shares.get(status)?.length ?? 0) / rows.length, status).toBeGreaterThan(0.05);
    }
  });

  it("streams: a chunk is small, however many rows are asked for", () => {
    let chunks = 0;
    for (const chunk of sampleRegistryCsv({ count: 1_000_000_000 })) {
      expect(chunk.length).toBeLessThan(200_000);
      if (++chunks === 20) break;
    }
  });
});

describe("the demonstration's people", () => {
  it.each(DEMO_PEOPLE)("give the answer that is promised: $why", async ({ person, expect: expected }) => {
    const issuer = await createTestIssuer();
    await issuer.enrol(...rows.filter((row) => mobileOf(row) === DEMO_MOBILE));
    for (const [at, name] of [person.name.latin, person.name.bengali, person.name.devanagari].entries()) {
      const fresh = await createTestIssuer({ stores: issuer.stores, label: name });
      const answer = await fresh.obtain({ mobile: DEMO_MOBILE, name }, NOW + 4_000 * at);
      if (expected === "deceased") expect(answer).toMatchObject({ ok: false, code: "RECORD_DECEASED" });
      else
        expect(expectOk(answer).claims).toMatchObject({ status: expected, identity: { fullName: person.name.latin } });
    }
  });

  it("share one number, the first of all", () => {
    expect(rows.slice(0, 6).map(mobileOf)).toEqual(Array(6).fill(DEMO_MOBILE));
    expect(rows.slice(0, 6).map((row) => row.full_name)).toEqual(DEMO_PEOPLE.map(({ person }) => person.name.latin));
  });
});
