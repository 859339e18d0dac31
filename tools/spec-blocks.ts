// The generated parts of docs/spec.md: the example of §1, the table of bounds and the table of codes. Each stands between
// `<!-- begin generated: NAME -->` and `<!-- end generated: NAME -->`; check-spec.ts compares or rewrites it.

import { CODES, type Code, type CodeOutcome, coseKeyThumbprint, encodeCbor, encodeCoseKey, toHex } from "@mohor/schema";
import { diagnosticNotation } from "../test-vectors/generate/diagnostic-notation.ts";
import { annotatedHex, type Note } from "./annotated-hex.ts";
import type { Limit } from "./limits-table.ts";
import { specExample } from "./spec-example.ts";

const HEX_DIGITS_PER_LINE = 64;

const alg: Note = { say: "EdDSA" };
const utc: Note = { say: (seconds) => instant(seconds) };

const PROTECTED_HEADER: Note = {
  say: "protected header",
  embedded: {
    entries: new Map([
      [1, { name: "alg", ...alg }],
      [4, { name: "kid" }],
    ]),
  },
};

const PAYLOAD: Note = {
  say: "payload",
  embedded: {
    entries: new Map<number, Note & { name: string }>([
      [4, { name: "exp", ...utc }],
      [6, { name: "iat", ...utc }],
      [7, { name: "cti" }],
      [169, { name: "identity data", entries: new Map([[4, { name: "full name" }]]) }],
      [-65537, { name: "vaccination status", say: "fully vaccinated" }],
    ]),
  },
};

const TOKEN: Note = {
  say: "COSE_Sign1",
  tagged: { elements: [PROTECTED_HEADER, { say: "unprotected header" }, PAYLOAD, { say: "signature" }] },
};

const COSE_KEY: Note & { name: string } = {
  name: "COSE_Key",
  entries: new Map<number, Note & { name: string }>([
    [1, { name: "kty", say: "OKP" }],
    [2, { name: "kid" }],
    [3, { name: "alg", ...alg }],
    [-1, { name: "crv", say: "Ed25519" }],
    [-2, { name: "x", say: "public key" }],
  ]),
};

const TRUSTED_KEY: Note = {
  entries: new Map<number, Note & { name: string }>([
    [1, COSE_KEY],
    [2, { name: "purpose", say: "certificate" }],
    [3, { name: "use from", ...utc }],
    [4, { name: "sign until", ...utc }],
    [5, { name: "accept until", ...utc }],
    [6, { name: "state", say: "active" }],
  ]),
};

const BUNDLE_PAYLOAD: Note = {
  say: "payload",
  embedded: {
    entries: new Map<number, Note & { name: string }>([
      [0, { name: "format" }],
      [1, { name: "version" }],
      [2, { name: "issuer" }],
      [3, { name: "issued", ...utc }],
      [4, { name: "expires", ...utc }],
      [5, { name: "staleness", elements: [{ say: "ageing after seconds" }, { say: "stale after seconds" }] }],
      [6, { name: "root", elements: [{ say: "threshold" }, { say: "root keys", eachElement: COSE_KEY }] }],
      [7, { name: "keys", eachElement: TRUSTED_KEY }],
      [8, { name: "companions" }],
    ]),
  },
};

const BUNDLE: Note = {
  say: "COSE_Sign",
  tagged: {
    elements: [
      { say: "body protected header", embedded: { entries: new Map([[16, { name: "typ" }]]) } },
      { say: "unprotected header" },
      BUNDLE_PAYLOAD,
      {
        say: "signatures",
        eachElement: {
          say: "one root key's signature",
          elements: [PROTECTED_HEADER, { say: "unprotected header" }, { say: "signature" }],
        },
      },
    ],
  },
};

/** The text of every generated block, by name. */
export function generatedBlocks(limits: readonly Limit[]): ReadonlyMap<string, string> {
  const example = specExample();
  const { certificateKey, rootKey, now, verdict } = example;
  return new Map([
    [
      "example-keys",
      fenced(
        "text",
        [certificateKey, rootKey].flatMap(({ purpose, label, seed, publicKey, kid }) => [
          `${purpose} key`,
          `  seed        SHA-256("${label}")`,
          `            = ${toHex(seed)}`,
          `  public key  ${toHex(publicKey)}`,
          `  COSE_Key    ${toHex(encodeCbor(encodeCoseKey(publicKey)))}`,
          `  thumbprint  ${toHex(coseKeyThumbprint(publicKey))}`,
          `  kid         ${toHex(kid)}`,
        ]),
      ),
    ],
    ["example-header", fenced("cbor-diag", [diagnosticNotation(example.protectedHeader) ?? ""])],
    ["example-payload", fenced("cbor-diag", [diagnosticNotation(example.payload) ?? ""])],
    ["example-to-be-signed", fenced("text", hexRows(example.toBeSigned))],
    ["example-token", fenced("text", [annotatedHex(example.token, TOKEN)])],
    ["example-token-hex", fenced("text", hexRows(example.token))],
    ["example-qr-text", fenced("text", [example.qrText])],
    ["example-bundle", fenced("text", [annotatedHex(example.signedBundle, BUNDLE)])],
    ["example-bundle-to-be-signed", fenced("text", hexRows(example.bundleToBeSigned))],
    ["example-verdict", fenced("text", [JSON.stringify({ now, verdict }, null, 2)])],
    ["bounds", boundsTable(limits)],
    ["codes", verdictCodesTable()],
    ["problem-codes", problemCodesTable()],
  ]);
}

/** A number as the document writes it: 65,536. */
export function written(value: number): string {
  return value.toLocaleString("en-US");
}

function boundsTable(limits: readonly Limit[]): string {
  const rows = limits.map(({ name, value, derivation }) => [`\`${name}\``, written(value), derivation]);
  return table(["bound", "value:", "what it bounds, and why so much"], rows);
}

/** The codes of verdicts, admissions and notices: what a verifier answers. */
function verdictCodesTable(): string {
  const rows = codesWhere((outcome) => outcome !== "problem").map((code) => {
    const { outcome, spec, exitStatus, httpStatus } = CODES[code];
    return [`\`${code}\``, outcome, spec, String(exitStatus), String(httpStatus)];
  });
  return table(["code", "outcome", "section", "exit status:", "HTTP status:"], rows);
}

function problemCodesTable(): string {
  const rows = codesWhere((outcome) => outcome === "problem").map((code) => {
    const { layer, spec, exitStatus, httpStatus } = CODES[code];
    return [`\`${code}\``, layer, spec, String(exitStatus), String(httpStatus)];
  });
  return table(["code", "part", "section", "exit status:", "HTTP status:"], rows);
}

function codesWhere(isWanted: (outcome: CodeOutcome) => boolean): Code[] {
  return (Object.keys(CODES) as Code[]).filter((code) => isWanted(CODES[code].outcome));
}

/** A table in Markdown as the formatter leaves it, columns of equal width; a title that ends with a colon is set right. */
function table(titles: readonly string[], rows: readonly (readonly string[])[]): string {
  const names = titles.map((title) => title.replace(/:$/, ""));
  const isRight = titles.map((title) => title.endsWith(":"));
  const widths = names.map((name, column) => Math.max(name.length, ...rows.map((row) => (row[column] ?? "").length)));
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, i) => (isRight[i] ? cell.padStart(widths[i] ?? 0) : cell.padEnd(widths[i] ?? 0))).join(" | ")} |`;
  const rule = widths.map((width, i) => (isRight[i] ? `${"-".repeat(width - 1)}:` : "-".repeat(width)));
  return [line(names), line(rule), ...rows.map(line)].join("\n");
}

function fenced(language: string, lines: readonly string[]): string {
  return ["```".concat(language), ...lines, "```"].join("\n");
}

function hexRows(bytes: Uint8Array): string[] {
  return toHex(bytes).match(new RegExp(`.{1,${HEX_DIGITS_PER_LINE}}`, "g")) ?? [];
}

function instant(seconds: number): string {
  return new Date(seconds * 1000).toISOString().replace(".000Z", "Z");
}
