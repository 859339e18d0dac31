// CSV (RFC 4180) as a stream of records, strict, bounded in memory, and able to go on after a bad record. A misplaced quotation
// mark costs the line it stands in and no other: where a record that spans lines is broken, has the wrong number of columns,
// is longer than the bound or never ends, its first line alone is refused and reading goes on with the second.

/** A record with the number of its first line, from 1; or a line that is none. */
export type CsvRecord =
  | { readonly line: number; readonly fields: readonly string[] }
  | { readonly line: number; readonly fault: "quote-broken" | "too-long" | "not-utf-8" };

/** UTF-16 units of one record. */
export type CsvBounds = { readonly columns: number; readonly maxRecordLength: number };

/** What a decoder leaves where bytes were not UTF-8. */
const REPLACEMENT_CHARACTER = "\uFFFD";

/**
 * The records of a byte stream, some at a time: at most what one chunk completes. LF or CRLF ends a line; a byte order mark and
 * empty lines are passed over. Records on one line come with whatever number of fields they have. Memory is bounded by a
 * chunk and a record; time is linear.
 */
export async function* readCsvRecords(
  chunks: AsyncIterable<Uint8Array>,
  bounds: CsvBounds,
): AsyncGenerator<readonly CsvRecord[], void, undefined> {
  const decoder = new TextDecoder("utf-8");
  const scanner = createScanner(bounds);
  for await (const chunk of chunks) yield scanner.push(decoder.decode(chunk, { stream: true }), false);
  yield scanner.push(decoder.decode(), true);
}

type Scanner = { push(text: string, isLast: boolean): readonly CsvRecord[] };

function createScanner({ columns, maxRecordLength }: CsvBounds): Scanner {
  let buffer = "";
  let line = 1;
  // Inside a line that is too long, until its end comes.
  let skipping = false;
  // The first quote at or after the place looked at last; searched for once, not once a line.
  let quoteAt = -1;

  function nextQuote(from: number): number {
    if (quoteAt < from) {
      const found = buffer.indexOf('"', from);
      quoteAt = found === -1 ? Number.POSITIVE_INFINITY : found;
    }
    return quoteAt;
  }

  /**
   * The end of the record that begins at `start`: the first line end with an even number of quotes before it, or an earlier one
   * where the record would be too long. -1: it has not come yet.
   */
  function endOfRecord(start: number): number {
    let quotes = 0;
    let from = start;
    for (;;) {
      const end = buffer.indexOf("\n", from);
      if (end === -1) return from > start && buffer.length - start > maxRecordLength ? from - 1 : -1;
      for (let at = nextQuote(from); at < end; at = nextQuote(at + 1)) quotes++;
      if (quotes % 2 === 0 || end - start > maxRecordLength) return end;
      from = end + 1;
    }
  }

  function take(start: number, end: number): { readonly record: CsvRecord | null; readonly next: number } {
    const text = buffer.slice(start, end).replace(/\r$/, "");
    const firstEnd = buffer.indexOf("\n", start);
    const spansLines = firstEnd < end;
    const fields = text.length > maxRecordLength ? null : splitFields(text);
    if (spansLines && fields?.length !== columns) {
      return { record: { line: line++, fault: "quote-broken" }, next: firstEnd + 1 };
    }
    const first = line;
    for (let at = firstEnd; at !== -1 && at <= end; at = buffer.indexOf("\n", at + 1)) line++;
    const next = end + 1;
    if (text === "") return { record: null, next };
    if (text.length > maxRecordLength) return { record: { line: first, fault: "too-long" }, next };
    if (fields === null) return { record: { line: first, fault: "quote-broken" }, next };
    if (text.includes(REPLACEMENT_CHARACTER)) return { record: { line: first, fault: "not-utf-8" }, next };
    return { record: { line: first, fields }, next };
  }

  /** Passes over the rest of a line that is too long. False where its end has not come yet. */
  function skip(): boolean {
    const end = buffer.indexOf("\n");
    buffer = end === -1 ? "" : buffer.slice(end + 1);
    if (end === -1) return false;
    line++;
    skipping = false;
    return true;
  }

  return {
    push(text, isLast) {
      buffer += text;
      if (isLast && buffer !== "" && !buffer.endsWith("\n")) buffer += "\n";
      const records: CsvRecord[] = [];
      if (skipping && !skip()) return records;
      quoteAt = -1;
      let start = 0;
      while (start < buffer.length) {
        let end = endOfRecord(start);
        // The last quotation never ends: the first line alone is at fault.
        if (end === -1 && isLast) end = buffer.length - 1;
        if (end === -1) break;
        const { record, next } = take(start, end);
        if (record !== null) records.push(record);
        start = next;
      }
      buffer = buffer.slice(start);
      if (buffer.length > maxRecordLength && !buffer.includes("\n")) {
        records.push({ line, fault: "too-long" });
        skipping = true;
        buffer = "";
      }
      return records;
    },
  };
}

/** The fields of a record without its line end, or null where a quotation mark is out of place (RFC 4180 §2). */
function splitFields(text: string): readonly string[] | null {
  if (!text.includes('"')) return text.split(",");
  const fields: string[] = [];
  let at = 0;
  for (;;) {
    if (text.charAt(at) !== '"') {
      const comma = text.indexOf(",", at);
      const field = comma === -1 ? text.slice(at) : text.slice(at, comma);
      if (field.includes('"')) return null;
      fields.push(field);
      if (comma === -1) return fields;
      at = comma + 1;
      continue;
    }
    const close = closingQuote(text, at + 1);
    if (close === -1) return null;
    fields.push(text.slice(at + 1, close).replaceAll('""', '"'));
    if (close + 1 === text.length) return fields;
    if (text.charAt(close + 1) !== ",") return null;
    at = close + 2;
  }
}

/** The first quotation mark from `from` on that is not doubled, or -1. */
function closingQuote(text: string, from: number): number {
  let at = text.indexOf('"', from);
  while (at !== -1 && text.charAt(at + 1) === '"') at = text.indexOf('"', at + 2);
  return at;
}
