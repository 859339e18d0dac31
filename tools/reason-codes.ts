// Writes docs/reason-codes.md from the table CODES and the English texts: what each code means, what it does to an outcome and
// what the person who reads it can do. `node tools/reason-codes.ts` writes the file, `--check` only compares.

import { readFileSync, writeFileSync } from "node:fs";
import { CODES, type Code } from "@mohor/schema";
import { TEXTS } from "@mohor/schema/texts";

const DOCUMENT = new URL("../docs/reason-codes.md", import.meta.url);
const SPEC = new URL("../docs/spec.md", import.meta.url);

/** The document's text. `spec` is the text of docs/spec.md, for the titles that its anchors are made of. */
export function reasonCodes(spec: string): string {
  const codes = Object.keys(CODES) as Code[];
  const layers = [...new Set(codes.map((code) => CODES[code].layer))];
  const lines = [
    "# Reason codes",
    "",
    "Made by `node tools/reason-codes.ts` from `packages/schema/src/codes.ts` and the English texts. Programs read the code, which never",
    "changes; the sentences may. When a code stands for what, the [specification](spec.md#13-reason-codes) says.",
  ];
  for (const layer of layers) {
    lines.push("", `## ${layer}`);
    for (const code of codes) if (CODES[code].layer === layer) lines.push("", ...entry(code, spec));
  }
  return `${lines.join("\n")}\n`;
}

function entry(code: Code, spec: string): string[] {
  const { outcome, spec: section, exitStatus, httpStatus } = CODES[code];
  const { text, hint } = TEXTS.en[code];
  return [
    `### ${code}`,
    "",
    `${outcome} · [§${section}](spec.md#${anchorOf(section, spec)}) · exit status ${exitStatus} · HTTP ${httpStatus}`,
    "",
    `> ${text}`,
    ">",
    `> hint: ${hint}`,
  ];
}

/** The anchor of a numbered heading: lower case, spaces to hyphens, other punctuation away. */
function anchorOf(section: string, spec: string): string {
  const heading = new RegExp(`^#{2,3} (${section.replace(".", "\\.")} .+)$`, "m").exec(spec)?.[1];
  if (heading === undefined) throw new TypeError(`docs/spec.md has no section ${section}`);
  return heading
    .toLowerCase()
    .replace(/[^a-z0-9 _-]/g, "")
    .replaceAll(" ", "-");
}

if (import.meta.main) {
  const made = reasonCodes(readFileSync(SPEC, "utf8"));
  if (!process.argv.includes("--check")) writeFileSync(DOCUMENT, made);
  else if (readFileSync(DOCUMENT, "utf8") !== made) {
    process.stderr.write("docs/reason-codes.md: differs from the table; run: node tools/reason-codes.ts\n");
    process.exitCode = 1;
  }
}
