// The registry's CSV file into the record store: streamed, in batches of one transaction each, bad rows reported and left out.
// Running it again changes nothing that has not changed, and so completes a run that was interrupted. What is reported of a row
// is its line, a code and a column, never its content.

import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import type { Code } from "@mohor/schema";
import {
  type EnrolmentRules,
  enrolRow,
  REGISTRY_COLUMNS,
  type RegistryColumn,
  type RegistryRow,
  toEnrolledRecord,
} from "../domain/enrolment.ts";
import type { CertificateReview, KeyedHash, RecordStore } from "../domain/ports.ts";
import { PortError, type Refusal, refusal } from "../domain/refusal.ts";
import { reviewCertificate } from "../domain/stale-certificate.ts";
import type { EnrolledRecord } from "../domain/vaccination-record.ts";
import { type CsvRecord, readCsvRecords } from "./csv-records.ts";
import { readError } from "./durable-file.ts";

/** A row that was left out. A row that contradicts what was held under its revision is told when its batch is written. */
export type RejectedRow = {
  /** Line of the file, from 1. */
  readonly line: number;
  readonly code: Code;
  /** The column at fault, where it is one. */
  readonly column?: RegistryColumn;
};

/** How far an import has come. */
export type ImportProgress = { readonly bytesRead: number; readonly bytesTotal: number; readonly rows: number };

/** What an import did. `rows` is the sum of those that follow it, to `rejected`. */
export type ImportCounts = {
  readonly rows: number;
  readonly inserted: number;
  readonly updated: number;
  readonly unchanged: number;
  /** Of a lower revision than the one held. */
  readonly outdated: number;
  readonly rejected: number;
  /** Certificates that said more than the registry now holds. */
  readonly revoked: number;
};

/** A header that is not the expected one. */
export type WrongHeader = Refusal & {
  readonly code: "CSV_HEADER_WRONG";
  /** Expected columns that are not there. */
  readonly missing: readonly RegistryColumn[];
  /** Columns that are not expected: only how many, because a file without a header has a person in its first line. */
  readonly unexpected: number;
};

/** What an import needs and tells. */
export type ImportOptions = {
  readonly now: number;
  readonly rules: EnrolmentRules;
  readonly onRejected: (row: RejectedRow) => void;
  readonly onProgress?: (progress: ImportProgress) => void;
  readonly batchSize?: number;
};

/** Rows a transaction: a commit costs as much as some hundred rows, and a batch holds the write lock for some tens of ms. */
const DEFAULT_BATCH_SIZE = 1_000;

/** Characters of a row: two names of 128 and all other columns at their longest make 700; three times that. */
const MAX_ROW_LENGTH = 2_048;

const FAULT_CODES = {
  "quote-broken": "ROW_QUOTE_BROKEN",
  "too-long": "ROW_TOO_LONG",
  "not-utf-8": "ROW_ENCODING_INVALID",
} as const satisfies Record<string, Code>;

/**
 * Imports a file. Refusals: CSV_EMPTY, CSV_HEADER_WRONG. Rejects with PortError FILE_NOT_FOUND, FILE_UNREADABLE, and as the store does
 * (DISK_FULL): then every batch before is in, none of the failed one, and another run goes on. Memory does not grow with the file.
 */
export async function importRegistry(
  path: string,
  ports: { readonly records: RecordStore; readonly hash: KeyedHash },
  options: ImportOptions,
): Promise<({ readonly ok: true } & ImportCounts) | Refusal | WrongHeader> {
  const { now, rules, onRejected, onProgress, batchSize = DEFAULT_BATCH_SIZE } = options;
  const bytesTotal = await sizeOf(path);
  const counts = { rows: 0, inserted: 0, updated: 0, unchanged: 0, outdated: 0, rejected: 0, revoked: 0 };
  const review: CertificateReview = (certificate, records) => reviewCertificate(certificate, records, { now, rules });
  let bytesRead = 0;
  let batch: { readonly line: number; readonly enrolled: EnrolledRecord }[] = [];
  let hasHeader = false;

  async function* chunks(): AsyncGenerator<Uint8Array> {
    try {
      for await (const chunk of createReadStream(path)) {
        bytesRead += (chunk as Buffer).length;
        yield chunk as Buffer;
      }
    } catch (cause) {
      throw readError(cause, path);
    }
  }

  async function flush(): Promise<void> {
    const rowsOfBatch = batch.map(({ enrolled }) => enrolled);
    const done = await ports.records.upsert(rowsOfBatch, { now, actor: "operator", review });
    counts.inserted += done.inserted;
    counts.updated += done.updated;
    counts.unchanged += done.unchanged;
    counts.outdated += done.outdated;
    counts.revoked += done.revoked;
    for (const at of done.conflicting) {
      reject({ line: batch[at]?.line ?? 0, code: "ROW_REVISION_CONFLICT", column: "revision" });
    }
    batch = [];
  }

  function reject(row: RejectedRow): void {
    counts.rejected++;
    onRejected(row);
  }

  for await (const records of readCsvRecords(chunks(), {
    columns: REGISTRY_COLUMNS.length,
    maxRecordLength: MAX_ROW_LENGTH,
  })) {
    for (const record of records) {
      if (!hasHeader) {
        const wrong = wrongHeader(record);
        if (wrong !== null) return wrong;
        hasHeader = true;
        continue;
      }
      counts.rows++;
      const row = toRow(record);
      if (!row.ok) {
        reject({ line: record.line, code: row.code });
        continue;
      }
      const enrolled = enrolRow(row.row, rules, { now });
      if (!enrolled.ok) {
        reject({ line: record.line, code: enrolled.code, column: enrolled.column });
        continue;
      }
      batch.push({ line: record.line, enrolled: await toEnrolledRecord(enrolled.enrolment, ports.hash) });
      if (batch.length >= batchSize) await flush();
    }
    onProgress?.({ bytesRead, bytesTotal, rows: counts.rows });
  }
  if (!hasHeader) return refusal("CSV_EMPTY");
  if (batch.length > 0) await flush();
  return { ok: true, ...counts };
}

async function sizeOf(path: string): Promise<number> {
  try {
    const found = await stat(path);
    if (found.isFile()) return found.size;
  } catch (cause) {
    throw readError(cause, path);
  }
  throw new PortError("FILE_UNREADABLE", "this is no file", { path });
}

function wrongHeader(record: CsvRecord): WrongHeader | null {
  const found: readonly string[] = "fields" in record ? record.fields : [];
  if (found.join() === REGISTRY_COLUMNS.join()) return null;
  return {
    ok: false,
    code: "CSV_HEADER_WRONG",
    missing: REGISTRY_COLUMNS.filter((column) => !found.includes(column)),
    unexpected: found.filter((column) => !(REGISTRY_COLUMNS as readonly string[]).includes(column)).length,
  };
}

function toRow(
  record: CsvRecord,
): { readonly ok: true; readonly row: RegistryRow } | { readonly ok: false; readonly code: Code } {
  if (!("fields" in record)) return { ok: false, code: FAULT_CODES[record.fault] };
  if (record.fields.length !== REGISTRY_COLUMNS.length) return { ok: false, code: "ROW_COLUMN_COUNT" };
  const entries = REGISTRY_COLUMNS.map((column, index) => [column, record.fields[index]]);
  return { ok: true, row: Object.fromEntries(entries) as RegistryRow };
}
