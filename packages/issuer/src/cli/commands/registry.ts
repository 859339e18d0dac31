// `registry import` and `registry sample`: people and doses into the store; fictitious ones to try with.

import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { finished } from "node:stream/promises";
import {
  type Command,
  EXIT_STATUS,
  Failure,
  fileFailure,
  InvalidArgumentError,
  languageOfFlags,
  nowOf,
  Option,
} from "@mohor/command-line";
import { type Language, TEXTS } from "@mohor/schema/texts";
import { type ImportProgress, importRegistry, type RejectedRow } from "../../adapters/registry-csv.ts";
import { DEFAULT_SAMPLE_COUNT, DEFAULT_SAMPLE_SEED, sampleRegistryCsv } from "../../sample/index.ts";
import { withIssuer } from "../data-directory.ts";
import { orFail } from "../failure-of.ts";
import {
  action,
  type CommonFlags,
  issuerCommand,
  issuerGroup,
  type OutputFlags,
  plainCommand,
  printResult,
} from "../flags.ts";
import { createProgressBar } from "../progress-bar.ts";
import { enrolmentRules } from "../settings.ts";

type SampleFlags = OutputFlags & { readonly count: number; readonly seed: number; readonly out?: string };

/** Refused rows that a JSON result names; all are told on standard error. */
const MAX_LISTED_ROWS = 1_000;

export function registryCommand(): Command {
  return issuerGroup("registry", "people and their doses", [
    issuerCommand("registry", "import", "import a CSV file; the same file again changes nothing")
      .argument("<file>", "CSV with the columns that docs/operate.md names")
      .action(action(importFile)),
    plainCommand("registry", "sample", "write a CSV file of fictitious people")
      .addOption(new Option("--count <n>", "people").argParser(parseWholeNumber).default(DEFAULT_SAMPLE_COUNT))
      .addOption(
        new Option("--seed <n>", "the same seed gives the same file")
          .argParser(parseWholeNumber)
          .default(DEFAULT_SAMPLE_SEED),
      )
      .option("--out <file>", "file to write (default: standard output)")
      .action(action(sample)),
  ]);
}

function parseWholeNumber(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new InvalidArgumentError("a whole number from 1 to 999,999,999 is needed.");
  return Number(text);
}

async function importFile(path: string, flags: CommonFlags): Promise<void> {
  const language = languageOfFlags(flags);
  const bar = createProgressBar(process.stderr);
  const listed: RejectedRow[] = [];
  const onRejected = (row: RejectedRow) => {
    bar.clear();
    process.stderr.write(rejectedLine(row, language));
    if (listed.length < MAX_LISTED_ROWS) listed.push(row);
  };
  const onProgress = ({ bytesRead, bytesTotal, rows }: ImportProgress) => bar.show(bytesRead, bytesTotal, `${rows}`);
  const imported = await withIssuer(flags.dir, ({ settings, stores, hash }) => {
    const options = { now: nowOf(flags), rules: enrolmentRules(settings), onRejected, onProgress };
    return importRegistry(path, { records: stores.records, hash }, options);
  });
  bar.clear();
  if (!imported.ok && "missing" in imported) throw new Failure(imported.code, headerFault(imported));
  const counts = orFail(imported);
  const { ok: _, ...result } = counts;
  printResult(flags, { ...result, rejectedRows: listed }, [
    `${result.rows} rows: ${result.inserted} new, ${result.updated} changed, ${result.unchanged} unchanged, ` +
      `${result.outdated} older than held, ${result.rejected} left out`,
    `${result.revoked} certificates revoked that said more than the registry now holds`,
  ]);
  // What was left out is missing from the registry: a script must be able to see that.
  if (result.rejected > 0) process.exitCode = EXIT_STATUS.INVALID;
}

/** Line, column and reason: never the row's content, which is a person's. */
function rejectedLine({ line, code, column }: RejectedRow, language: Language): string {
  const { text, hint } = TEXTS[language][code];
  return `${line}${column === undefined ? "" : ` ${column}`}: ${text} [${code}]; ${hint}\n`;
}

function headerFault({
  missing,
  unexpected,
}: {
  readonly missing: readonly string[];
  readonly unexpected: number;
}): string {
  if (missing.length === 0 && unexpected === 0) return "the columns stand in another order";
  return `missing: ${missing.join(", ") || "none"}; not expected: ${unexpected}`;
}

async function sample(flags: SampleFlags): Promise<void> {
  const { out } = flags;
  const csv = sampleRegistryCsv({ count: flags.count, seed: flags.seed });
  const target = out === undefined ? process.stdout : createWriteStream(out);
  try {
    for (const piece of csv) if (!target.write(piece)) await once(target, "drain");
    if (target !== process.stdout) {
      target.end();
      await finished(target);
    }
  } catch (error) {
    throw fileFailure(error, out ?? "-", "write");
  }
  if (out !== undefined)
    printResult(flags, { count: flags.count, seed: flags.seed, out }, [
      `${flags.count} fictitious people written to ${out}`,
    ]);
}
