import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { runs } from "../../../../test-support/effort.ts";
import { type CsvRecord, readCsvRecords } from "../../src/adapters/csv-records.ts";

const BOUNDS = { columns: 3, maxRecordLength: 64 };

/** The text's records, read in chunks of this many bytes. */
async function read(text: string | Uint8Array, chunkSize = 7, bounds = BOUNDS): Promise<CsvRecord[]> {
  const bytes = typeof text === "string" ? new TextEncoder().encode(text) : text;
  async function* chunks(): AsyncGenerator<Uint8Array> {
    for (let at = 0; at < bytes.length; at += chunkSize) yield bytes.subarray(at, at + chunkSize);
  }
  const records: CsvRecord[] = [];
  for await (const some of readCsvRecords(chunks(), bounds)) records.push(...some);
  return records;
}

function row(line: number, ...fields: string[]): CsvRecord {
  return { line, fields };
}

describe("readCsvRecords", () => {
  it.each(["\n", "\r\n"])("reads lines that end with %j, the last with or without", async (end) => {
    for (const last of ["", end]) {
      expect(await read(`a,b,c${end}1,,3${last}`)).toEqual([row(1, "a", "b", "c"), row(2, "1", "", "3")]);
    }
  });

  it("passes over a byte order mark and empty lines, and still counts them", async () => {
    expect(await read("\ufeffa,b,c\n\n\r\n1,2,3\n\n")).toEqual([row(1, "a", "b", "c"), row(4, "1", "2", "3")]);
  });

  it("reads quoted fields with commas, doubled quotes and line ends", async () => {
    expect(await read('"a","b,""b""","c\nd\r\ne"\n1,2,3\n')).toEqual([
      row(1, "a", 'b,"b"', "c\nd\r\ne"),
      row(4, "1", "2", "3"),
    ]);
    expect(await read('"","",""\n')).toEqual([row(1, "", "", "")]);
    expect(await read("a,b,\n")).toEqual([row(1, "a", "b", "")]);
    expect(await read('a,b,""')).toEqual([row(1, "a", "b", "")]);
  });

  it("gives rows on one line with whatever number of fields they have", async () => {
    expect(await read("a\n1,2,3,4\n")).toEqual([row(1, "a"), row(2, "1", "2", "3", "4")]);
  });

  it.each([
    ["a quote inside a field", 'x,y"y,z'],
    ["text after a closing quote", 'x,"y"y,z'],
    ["a quote that never closes", 'x,"y,z'],
    ["a lone quote at the end", 'x,y,"'],
    ["three quotes", 'x,""",z'],
  ])("refuses one line, and no other, for %s", async (_what, broken) => {
    const good = Array.from({ length: 30 }, (_, at) => `${at},b,c`);
    const text = ["a,b,c", ...good.slice(0, 3), broken, ...good.slice(3)].join("\n");
    const records = await read(text);
    expect(records).toHaveLength(32);
    expect(records.filter((record) => "fault" in record)).toEqual([{ line: 5, fault: "quote-broken" }]);
    expect(records.at(-1)).toEqual(row(32, "29", "b", "c"));
  });

  it("loses only the broken line when a later one has quotes of its own", async () => {
    const text = 'a,b,c\n1,"open,3\n4,"5,5",6\n7,8,9\n';
    expect(await read(text)).toEqual([
      row(1, "a", "b", "c"),
      { line: 2, fault: "quote-broken" },
      row(3, "4", "5,5", "6"),
      row(4, "7", "8", "9"),
    ]);
  });

  it("refuses a line above the bound, and no other, in bounded memory", async () => {
    for (const length of [60, 65, 500, 10_000]) {
      const long = `x,${"y".repeat(length)},z`;
      const records = await read(`a,b,c\n${long}\n1,2,3\n`);
      const second: CsvRecord =
        long.length > 64 ? { line: 2, fault: "too-long" } : row(2, "x", "y".repeat(length), "z");
      expect(records).toEqual([row(1, "a", "b", "c"), second, row(3, "1", "2", "3")]);
    }
  });

  it("refuses what is above the bound with quotes in it", async () => {
    const long = `"x","${"y".repeat(100)}","z"`;
    expect(await read(`${long}\n1,2,3\n`)).toEqual([{ line: 1, fault: "too-long" }, row(2, "1", "2", "3")]);
    const open = `"x,${"y".repeat(10_000)}`;
    expect(await read(`1,2,3\n"a\n${open}\n4,5,6\n`)).toEqual([
      row(1, "1", "2", "3"),
      { line: 2, fault: "quote-broken" },
      { line: 3, fault: "too-long" },
      row(4, "4", "5", "6"),
    ]);
  });

  it("refuses a last line that is too long and has no end", async () => {
    expect(await read(`1,2,3\n${"x".repeat(1_000)}`)).toEqual([row(1, "1", "2", "3"), { line: 2, fault: "too-long" }]);
  });

  it("refuses a line that is not UTF-8, and no other", async () => {
    const bytes = Buffer.from("a,b,c\n1,?,3\n4,5,6\n");
    bytes[8] = 0xff;
    expect(await read(bytes)).toEqual([row(1, "a", "b", "c"), { line: 2, fault: "not-utf-8" }, row(3, "4", "5", "6")]);
    const cut = Buffer.from("a,b,c\n1,2,আ");
    expect((await read(cut.subarray(0, -1))).at(-1)).toEqual({ line: 2, fault: "not-utf-8" });
  });

  it("reads nothing from nothing", async () => {
    expect(await read("")).toEqual([]);
    expect(await read("\ufeff")).toEqual([]);
    expect(await read("\n\n")).toEqual([]);
  });

  const piece = fc.constantFrom('"', '""', ",", "\n", "\r\n", "a", "bc", "আ", "1,2,3\n", '"x,y"', " ");
  const texts = fc.array(piece, { maxLength: 60 }).map((pieces) => pieces.join(""));

  it("reads the same in chunks of any size", async () => {
    await fc.assert(
      fc.asyncProperty(texts, fc.integer({ min: 1, max: 50 }), async (text, chunkSize) => {
        expect(await read(text, chunkSize)).toEqual(await read(text, 1_000_000));
      }),
      runs(500),
    );
  });

  it("reads well-formed files as csv-parse does", async () => {
    const field = fc.oneof(fc.stringMatching(/^[a-zআ 0-9]{0,8}$/), fc.stringMatching(/^[a-z",\n]{0,8}$/));
    const rows = fc.array(fc.tuple(field, field, field), { minLength: 1, maxLength: 8 });
    const wide = { columns: 3, maxRecordLength: 10_000 };
    await fc.assert(
      fc.asyncProperty(rows, async (table) => {
        const quoted = (text: string) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
        const text = `${table.map((fields) => fields.map(quoted).join(",")).join("\n")}\n`;
        const ours = (await read(text, 11, wide)).map((record) => ("fields" in record ? record.fields : record));
        expect(ours).toEqual(parse(text));
      }),
      runs(500),
    );
  });

  it("accounts for every line of any text: each is in a record, refused, or empty", async () => {
    await fc.assert(
      fc.asyncProperty(texts, async (text) => {
        const records = await read(text);
        const lines = records.map(({ line }) => line);
        expect(lines).toEqual([...new Set(lines)].toSorted((a, b) => a - b));
        const starts = new Set(lines);
        // A line that begins no record lies inside the quotes of the one before it, or is empty.
        for (const [at, line] of text.split("\n").entries()) {
          if (starts.has(at + 1) || line.replace(/\r$/, "") === "") continue;
          const before = records.findLast((record) => record.line <= at);
          expect(before !== undefined && "fields" in before && before.fields.some((held) => held.includes("\n"))).toBe(
            true,
          );
        }
      }),
      runs(500),
    );
  });
});
