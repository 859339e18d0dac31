import { createWriteStream, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { afterAll, afterEach, describe, expect, it } from "vitest";
import { EFFORT } from "../../../../test-support/effort.ts";
import { importRegistry, type RejectedRow } from "../../src/adapters/registry-csv.ts";
import { createMemoryStore } from "../../src/adapters/store-memory.ts";
import { createSqliteStore, openSqliteStore } from "../../src/adapters/store-sqlite.ts";
import { REGISTRY_COLUMNS, type RegistryRow } from "../../src/domain/enrolment.ts";
import type { Stores } from "../../src/domain/ports.ts";
import { PortError } from "../../src/domain/refusal.ts";
import { sampleRegistryCsv } from "../../src/sample/index.ts";
import { expectOk, mobileHashOf, NOW, registryRow, TEST_RULES, testCipher, testHash } from "../issuer-fixture.ts";

const folder = mkdtempSync(join(tmpdir(), "mohor-csv-"));
const HEADER = REGISTRY_COLUMNS.join(",");
let files = 0;
const opened: Stores[] = [];

afterEach(() => {
  for (const stores of opened.splice(0)) stores.close();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function fileWith(content: string | Uint8Array): string {
  const path = join(folder, `${files++}.csv`);
  writeFileSync(path, content);
  return path;
}

function line(fields: Partial<RegistryRow> = {}): string {
  const row = registryRow(fields);
  return REGISTRY_COLUMNS.map((column) => row[column]).join(",");
}

function sqlite(): Stores {
  const path = join(folder, `${files++}.sqlite`);
  createSqliteStore(path);
  const stores = openSqliteStore(path, testCipher);
  opened.push(stores);
  return stores;
}

async function imported(path: string, stores: Stores = createMemoryStore(), batchSize = 100) {
  const rejected: RejectedRow[] = [];
  const result = await importRegistry(
    path,
    { records: stores.records, hash: testHash },
    { now: NOW, rules: TEST_RULES, onRejected: (row) => rejected.push(row), batchSize },
  );
  return { result, rejected, stores };
}

describe("importRegistry", () => {
  it("puts sound rows into the store", async () => {
    const { result, stores } = await imported(
      fileWith(`${HEADER}\n${line()}\n${line({ beneficiary_id: "FICT-2" })}\n`),
    );
    expect(result).toEqual({
      ok: true,
      rows: 2,
      inserted: 2,
      updated: 0,
      unchanged: 0,
      outdated: 0,
      rejected: 0,
      revoked: 0,
    });
    const found = await stores.records.onMobile(await mobileHashOf("+916100000001"), 10);
    expect(found.map(({ record }) => record.fullName)).toEqual(["Asha Rani Biswas", "Asha Rani Biswas"]);
  });

  it("reads a byte order mark, CRLF and quoted line ends", async () => {
    const quoted = line().replace("Asha Rani Biswas", '"Asha Rani Biswas"');
    const broken = line({ beneficiary_id: "FICT-2" }).replace("Asha Rani Biswas", '"Asha\r\nBiswas"');
    const { result, rejected } = await imported(fileWith(`\ufeff${HEADER}\r\n${quoted}\r\n${broken}\r\n${line()}\r\n`));
    expect(expectOk(result)).toMatchObject({ rows: 3, inserted: 1, unchanged: 1, rejected: 1 });
    expect(rejected).toEqual([{ line: 3, code: "ROW_NAME_INVALID", column: "full_name" }]);
  });

  it("reports bad rows by line, code and column, and goes on", async () => {
    const rows = [
      line(),
      line({ beneficiary_id: "" }),
      line({ mobile: "12345" }),
      line({ dose1_date: "2021-07-01" }),
      `${line()},extra`,
      "too,few",
      line({ full_name: 'Asha "Rani' }),
      "x".repeat(3_000),
      "",
      line({ beneficiary_id: "FICT-2" }),
    ];
    const { result, rejected } = await imported(fileWith([HEADER, ...rows].join("\n")));
    expect(rejected).toEqual([
      { line: 3, code: "ROW_ID_INVALID", column: "beneficiary_id" },
      { line: 4, code: "MOBILE_MALFORMED", column: "mobile" },
      { line: 5, code: "ROW_DOSES_OUT_OF_ORDER", column: "dose2_date" },
      { line: 6, code: "ROW_COLUMN_COUNT" },
      { line: 7, code: "ROW_COLUMN_COUNT" },
      { line: 8, code: "ROW_QUOTE_BROKEN" },
      { line: 9, code: "ROW_TOO_LONG" },
    ]);
    expect(expectOk(result)).toEqual({
      ok: true,
      rows: 9,
      inserted: 2,
      updated: 0,
      unchanged: 0,
      outdated: 0,
      rejected: 7,
      revoked: 0,
    });
  });

  it("reports a row that is not UTF-8", async () => {
    const bytes = Buffer.from(`${HEADER}\n${line({ full_name: "Ash?" })}\n${line()}\n`);
    bytes[bytes.indexOf("?")] = 0xe0;
    const { result, rejected } = await imported(fileWith(bytes));
    expect(rejected).toEqual([{ line: 2, code: "ROW_ENCODING_INVALID" }]);
    expect(expectOk(result)).toMatchObject({ inserted: 1, rejected: 1 });
  });

  it("tells nothing of a row's content", async () => {
    const secret = line({ full_name: "Zubeida Quixote", mobile: "0332222333344" });
    const { rejected } = await imported(fileWith(`${HEADER}\n${secret}\n`));
    expect(JSON.stringify(rejected)).not.toMatch(/Zubeida|0332222/);
  });

  it.each([
    ["a column that is missing", HEADER.replace(",mobile", ""), ["mobile"], 0],
    ["a column too many", `${HEADER},aadhaar`, [], 1],
    ["a column of another name", HEADER.replace("mobile", "phone"), ["mobile"], 1],
    ["columns in another order", HEADER.replace("revision,full_name", "full_name,revision"), [], 0],
    ["other letters", HEADER.toUpperCase(), [...REGISTRY_COLUMNS], 17],
    ["semicolons", HEADER.replaceAll(",", ";"), [...REGISTRY_COLUMNS], 1],
    ["no header, but a person", line(), [...REGISTRY_COLUMNS], 17],
    ["no text", "\u0000\u0001", [...REGISTRY_COLUMNS], 1],
    ["a first line that is too long", "x".repeat(5_000), [...REGISTRY_COLUMNS], 0],
  ])("refuses a file with %s", async (_what, header, missing, unexpected) => {
    const { result, stores } = await imported(fileWith(`${header}\n${line()}\n`));
    expect(result).toEqual({ ok: false, code: "CSV_HEADER_WRONG", missing, unexpected });
    expect(await stores.records.onMobile(await mobileHashOf("+916100000001"), 1)).toEqual([]);
  });

  it.each(["", "\n\n", "\ufeff"])("refuses an empty file (%j)", async (content) => {
    expect((await imported(fileWith(content))).result).toEqual({ ok: false, code: "CSV_EMPTY" });
  });

  it("takes a header alone for a registry of nobody", async () => {
    expect(expectOk((await imported(fileWith(HEADER))).result).rows).toBe(0);
  });

  it.each([
    ["none.csv", "FILE_NOT_FOUND"],
    [".", "FILE_UNREADABLE"],
  ])("says why %s cannot be read: %s", async (name, code) => {
    await expect(imported(join(folder, name))).rejects.toMatchObject({ code });
  });

  it("is idempotent: the whole sample a second time changes nothing", async () => {
    const path = fileWith([...sampleRegistryCsv()].join(""));
    const stores = sqlite();
    const first = expectOk((await imported(path, stores)).result);
    expect(first).toMatchObject({ inserted: 1_000, unchanged: 0, outdated: 0, rejected: 0 });
    expect(first.updated).toBeGreaterThan(10);
    const second = expectOk((await imported(path, stores)).result);
    expect(second).toMatchObject({ rows: first.rows, inserted: 0, updated: 0, rejected: 0 });
    expect(second.unchanged + second.outdated).toBe(first.rows);
  });

  it("tells, by its line, a row that contradicts what came under the same revision, and goes on", async () => {
    const [header, ...rows] = [...sampleRegistryCsv({ count: 3 })].join("").trimEnd().split("\n");
    const changed = rows.map((row, at) => (at === 1 ? row.replace(/,FICTITIOUS\r?$/, ",OTHER_CENTRE") : row));
    const { stores } = await imported(fileWith([header, ...rows, ""].join("\n")));
    const { result, rejected } = await imported(fileWith([header, ...changed, ""].join("\n")), stores);
    expect(result).toMatchObject({ rows: 3, unchanged: 2, updated: 0, rejected: 1 });
    expect(rejected).toEqual([{ line: 3, code: "ROW_REVISION_CONFLICT", column: "revision" }]);
  });

  it("completes an interrupted run on the next one", async () => {
    const path = fileWith([...sampleRegistryCsv({ count: 300 })].join(""));
    const stores = sqlite();
    let batches = 0;
    const failing: Stores = {
      ...stores,
      records: {
        ...stores.records,
        upsert: (batch, change) =>
          ++batches === 3
            ? Promise.reject(new PortError("DISK_FULL", "no space"))
            : stores.records.upsert(batch, change),
      },
    };
    await expect(imported(path, failing, 100)).rejects.toMatchObject({ code: "DISK_FULL" });
    const again = expectOk((await imported(path, stores)).result);
    // Two batches of 100 rows were in, some of them of one person twice.
    expect(again.inserted).toBeGreaterThan(0);
    expect(again.inserted).toBeLessThanOrEqual(110);
    expect(expectOk((await imported(path, stores)).result)).toMatchObject({ inserted: 0, updated: 0, rejected: 0 });
  });

  it("tells how far it has come, in bytes that only rise, up to the whole file", async () => {
    const path = fileWith([...sampleRegistryCsv({ count: 2_000 })].join(""));
    const seen: number[] = [];
    let total = 0;
    await importRegistry(
      path,
      { records: createMemoryStore().records, hash: testHash },
      {
        now: NOW,
        rules: TEST_RULES,
        onRejected: () => {},
        onProgress: ({ bytesRead, bytesTotal }) => {
          seen.push(bytesRead);
          total = bytesTotal;
        },
      },
    );
    expect(seen.length).toBeGreaterThan(2);
    expect(seen).toEqual(seen.toSorted((a, b) => a - b));
    expect(seen.at(-1)).toBe(total);
  });

  const rows = Math.round(20_000 * EFFORT);
  it(`imports ${rows} rows in memory that does not grow with them`, { timeout: 60_000 + rows * 2 }, async () => {
    const path = join(folder, "large.csv");
    await pipeline(Readable.from(sampleRegistryCsv({ count: rows })), createWriteStream(path));
    const stores = sqlite();
    let highest = 0;
    let base = 0;
    const result = await importRegistry(
      path,
      { records: stores.records, hash: testHash },
      {
        now: NOW,
        rules: TEST_RULES,
        onRejected: () => {},
        onProgress: ({ rows: done }) => {
          const { heapUsed, external } = process.memoryUsage();
          // The first tenth warms up what is allocated once.
          if (done < rows / 10) base = Math.max(base, heapUsed + external);
          highest = Math.max(highest, heapUsed + external);
        },
      },
    );
    expect(expectOk(result)).toMatchObject({ inserted: rows, rejected: 0 });
    expect(highest - base).toBeLessThan(64 * 1024 * 1024);
  });
});
