// Holds the texts of the project against each other: a document that a comment or a document cites is in the repository, and so is
// the section. Standards (RFC 9052 §4.4, ISO/IEC 18004 §6.3.8) and sections without a document's name are not looked at.
// `node tools/check-citations.ts` prints each citation that leads nowhere.

import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { sourceFiles } from "./source-files.ts";

/** Texts by their path from the root. */
export type Texts = ReadonlyMap<string, string>;

/** `spec.md §6.7, §6.8`, `docs/operate.md` §1, `spec §3`: the document's name, and its sections where they are given. */
const DOCUMENT = /(?<name>[\w./-]*\w\.md|\bspec(?= §))`?(?<sections>(?:(?:, | (?:and|to) | )§[\d.]*\d)*)/g;
const DECISION = /\bdecisions\/(\d{4})/g;
/** A document by a name in capitals. Names of three letters are standards'. */
const CAPITALS = /\b([A-Z]{4,}) §/g;

/** The citations that lead nowhere, a line each; none where all lead somewhere. */
export function checkCitations(texts: Texts): string[] {
  const documents = new Map<string, string>();
  for (const [path, text] of texts) if (path.endsWith(".md")) documents.set(basename(path), text);
  const problems: string[] = [];
  for (const [path, text] of texts) {
    for (const { groups } of text.matchAll(DOCUMENT)) {
      const name = groups?.name === "spec" ? "spec.md" : basename(groups?.name ?? "");
      const document = documents.get(name);
      if (document === undefined) problems.push(`${path}: cites ${name}, which is not there`);
      for (const number of groups?.sections?.match(/[\d.]*\d/g) ?? []) {
        if (document !== undefined && !hasSection(document, number))
          problems.push(`${path}: cites ${name} §${number}, which is not there`);
      }
    }
    for (const [, number] of text.matchAll(DECISION)) {
      if (![...documents.keys()].some((name) => name.startsWith(`${number}-`)))
        problems.push(`${path}: cites decision ${number}, which is not there`);
    }
    for (const [, name] of text.matchAll(CAPITALS)) problems.push(`${path}: cites ${name}, which is not there`);
  }
  return problems;
}

/** Whether a heading of the document begins with this number. */
function hasSection(document: string, number: string): boolean {
  return document.split("\n").some((line) => /^#{2,3} ([\d.]*\d)\.? /.exec(line)?.[1] === number);
}

if (import.meta.main) {
  // The vectors' own files are data; the check's test cites what is not there on purpose.
  const paths = sourceFiles("*.ts", "*.md", "*.cddl", "*.sql", "*.mjs", ":!tools/test/check-citations.test.ts");
  const problems = checkCitations(new Map(paths.map((path) => [path, readFileSync(path, "utf8")])));
  for (const problem of problems) process.stderr.write(`${problem}\n`);
  process.exitCode = problems.length === 0 ? 0 : 1;
}
