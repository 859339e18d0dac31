// Holds docs/spec.md against the code, so that neither can change alone: the steps of verify.ts, the reason codes, the bounds,
// the example, the code points of names, the points of small order, and the grammar status.cddl. `node tools/check-spec.ts`
// prints each difference; `--write` rewrites the generated blocks and checks what is left.

import { readFileSync, writeFileSync } from "node:fs";
import { CODES, type Code, isLatinName, isSecondScriptName } from "@mohor/schema";
import { STEPS } from "@mohor/verifier";
import { type Limit, limitsOf } from "./limits-table.ts";
import { matchesCddl } from "./match-cddl.ts";
import { readCddl } from "./read-cddl.ts";
import { generatedBlocks, written } from "./spec-blocks.ts";
import { specExample } from "./spec-example.ts";

/** What the check reads. */
export type SpecSources = {
  /** docs/spec.md */
  readonly spec: string;
  /** packages/schema/src/limits.ts */
  readonly limits: string;
  /** packages/verifier/src/verify.ts */
  readonly verify: string;
  /** packages/verifier/src/ed25519.ts */
  readonly ed25519: string;
  /** packages/schema/status.cddl */
  readonly cddl: string;
};

const SPEC = "docs/spec.md";

/** The sources as they are. */
export function specSources(): SpecSources {
  return {
    spec: read(SPEC),
    limits: read("packages/schema/src/limits.ts"),
    verify: read("packages/verifier/src/verify.ts"),
    ed25519: read("packages/verifier/src/ed25519.ts"),
    cddl: read("packages/schema/status.cddl"),
  };
}

/** The differences between the specification and the code, a line each; none where they agree. */
export function checkSpec(sources: SpecSources = specSources()): string[] {
  const limits = limitsOf(sources.limits);
  const sections = sectionsOf(sources.spec);
  return [
    ...checkBlocks(sources.spec, limits),
    ...checkSteps(sections, sources.verify),
    ...checkCodes(sections),
    ...checkBounds(sources.spec, limits),
    ...checkNames(sections),
    ...checkSmallOrder(sections, sources.ed25519),
    ...checkReferences(sources.spec, sections),
    ...checkGrammar(sources.cddl),
  ];
}

/** The specification with its generated blocks made anew. */
export function writeBlocks(spec: string, limits: string): string {
  let text = spec;
  for (const [name, block] of generatedBlocks(limitsOf(limits))) {
    text = text.replace(
      blockPattern(name),
      (_, begin: string, _old: string, end: string) => `${begin}${block}\n${end}`,
    );
  }
  return text;
}

/** Title and text of each numbered section; a section's text ends where the next heading begins. */
type Sections = ReadonlyMap<string, { readonly title: string; readonly text: string }>;

function sectionsOf(spec: string): Sections {
  const sections = new Map<string, { title: string; text: string }>();
  for (const part of spec.split(/^(?=#{2,3} \d)/m)) {
    const heading = /^#{2,3} (\d+(?:\.\d+)?) (.+)\n/.exec(part);
    if (heading?.[1] !== undefined && heading[2] !== undefined) {
      sections.set(heading[1], { title: heading[2], text: part.slice(heading[0].length) });
    }
  }
  return sections;
}

function blockPattern(name: string): RegExp {
  return new RegExp(`(<!-- begin generated: ${name} -->\n)([^]*?)(<!-- end generated: ${name} -->)`);
}

function checkBlocks(spec: string, limits: readonly Limit[]): string[] {
  const problems: string[] = [];
  for (const [name, block] of generatedBlocks(limits)) {
    const found = blockPattern(name).exec(spec);
    if (found === null) problems.push(`the generated block ${name} is missing`);
    else if (found[2] !== `${block}\n`) problems.push(`the generated block ${name} differs from what the code makes`);
  }
  return problems;
}

/** Step n of verify.ts and of STEPS is section 6.n, by number, title and name. */
function checkSteps(sections: Sections, verify: string): string[] {
  const inCode = [...verify.matchAll(/^ {2}\/\/ (\d+)\. ([^:.\n]+)[:.]/gm)].map(
    ([, number, title]) => `6.${number} ${title}`,
  );
  const inSpec = [...sections]
    .filter(([number]) => number.startsWith("6."))
    .map(([number, { title }]) => `${number} ${title}`);
  const problems: string[] = [];
  if (inCode.join("\n") !== inSpec.join("\n")) {
    problems.push(`steps differ: verify.ts has ${inCode.join(", ")}; the specification has ${inSpec.join(", ")}`);
  }
  for (const [index, step] of STEPS.entries()) {
    const text = sections.get(`6.${index + 1}`)?.text ?? "";
    if (!text.trimStart().startsWith(`Step \`${step}\``))
      problems.push(`§6.${index + 1} does not begin with its step ${step}`);
  }
  return problems;
}

/** Each code stands in the section that the table names. A section of its subsections counts as one. */
function checkCodes(sections: Sections): string[] {
  const problems: string[] = [];
  for (const code of Object.keys(CODES) as Code[]) {
    const number = CODES[code].spec;
    const inSection = [...sections].filter(([other]) => other === number || other.startsWith(`${number}.`));
    if (inSection.length === 0) problems.push(`${code} names §${number}, which is not there`);
    else if (!inSection.some(([, { text }]) => text.includes(`\`${code}\``)))
      problems.push(`§${number} does not mention ${code}`);
  }
  const known = new Set<string>(Object.keys(CODES));
  const prefixes = [...new Set([...known].map((code) => code.slice(0, code.indexOf("_"))))].join("|");
  for (const { text } of sections.values()) {
    for (const [, code = ""] of text.matchAll(new RegExp(`\`((?:${prefixes})_[A-Z_0-9]+)\``, "g"))) {
      if (!known.has(code) && !/^(?:MAX|MIN|KID|CLOCK)_/.test(code)) problems.push(`${code} is no code`);
    }
  }
  return problems;
}

/** Each bound is mentioned outside the table, and everywhere with its value: `NAME` (1,024). */
function checkBounds(spec: string, limits: readonly Limit[]): string[] {
  const problems: string[] = [];
  const values = new Map(limits.map(({ name, value }) => [name, written(value)]));
  const mentioned = new Set<string>();
  const prose = spec.replace(blockPattern("bounds"), "");
  for (const [, name = "", value] of prose.matchAll(
    /`((?:MAX|MIN)_[A-Z_]+|KID_BYTES|CLOCK_TOLERANCE_SECONDS)`(?: \(([\d,]+)\))?/g,
  )) {
    if (!values.has(name)) problems.push(`${name} is no bound`);
    // A bound named a second time in a sentence may stand without its value.
    else if (value !== undefined && value !== values.get(name))
      problems.push(`${name} is ${values.get(name)}, not ${value}`);
    if (value !== undefined) mentioned.add(name);
  }
  for (const { name } of limits)
    if (!mentioned.has(name)) problems.push(`the text does not mention ${name} with its value`);
  return problems;
}

/** The code points of names, over the whole Basic Multilingual Plane. */
function checkNames(sections: Sections): string[] {
  const text = sections.get("3.6")?.text ?? "";
  return [
    ...checkRepertoire(text, "Latin", "A", isLatinName),
    ...checkRepertoire(text, "second-script", "\u0985", isSecondScriptName),
  ];
}

function checkRepertoire(text: string, kind: string, letter: string, isName: (text: string) => boolean): string[] {
  const letters = codePointsAfter(text, `letters of a ${kind} name:`);
  const joiners = codePointsAfter(text, `joiners of a ${kind} name:`);
  const disagreed: number[] = [];
  for (let point = 0; point <= 0xffff; point++) {
    const character = String.fromCodePoint(point);
    // Only what is in Normalization Form C in this surrounding can show whether a code point is in the list.
    const isTestable = !/[\uD800-\uDFFF]/.test(character);
    const between = `${letter}${character}${letter}`;
    if (!isTestable || between.normalize("NFC") !== between) continue;
    if (isName(between) !== (letters.has(point) || joiners.has(point))) disagreed.push(point);
    // A joiner alone is no name.
    else if (joiners.has(point) && isName(character)) disagreed.push(point);
    else if (letters.has(point) && character.normalize("NFC") === character && !isName(character))
      disagreed.push(point);
  }
  return disagreed.map(
    (point) => `§3.6: the code disagrees about U+${point.toString(16).toUpperCase()} in a ${kind} name`,
  );
}

/** The code points that a line such as `label U+0041-005A U+2019` lists, with the lines that continue it. */
function codePointsAfter(text: string, label: string): ReadonlySet<number> {
  const list = new RegExp(`^${label}((?:\\s+U\\+[0-9A-F]{4}(?:-[0-9A-F]{4})?)+)`, "m").exec(text)?.[1] ?? "";
  const points = new Set<number>();
  for (const [, first = "", last = first] of list.matchAll(/U\+([0-9A-F]{4})(?:-([0-9A-F]{4}))?/g)) {
    for (let point = Number.parseInt(first, 16); point <= Number.parseInt(last, 16); point++) points.add(point);
  }
  return points;
}

/** The points of small order in §8.2 are those of the code. */
function checkSmallOrder(sections: Sections, ed25519: string): string[] {
  const inSpec = sections.get("8.2")?.text.match(/\b[0-9a-f]{64}\b/g) ?? [];
  const inCode = ed25519.match(/\b[0-9a-f]{64}\b/g) ?? [];
  return inSpec.join() === inCode.join() ? [] : ["§8.2: the points of small order differ from ed25519.ts"];
}

/** A section of this document that the text refers to is there; RFCs' sections are others' business. */
function checkReferences(spec: string, sections: Sections): string[] {
  const problems: string[] = [];
  // One or more sections after another, as in "RFC 3986 §3.1, §3.2.2".
  for (const [whole, rfc] of spec.matchAll(/(RFC \d+ )?§[\d.]*\d(?:, §[\d.]*\d)*/g)) {
    if (rfc !== undefined) continue;
    for (const number of whole.match(/[\d.]*\d/g) ?? []) {
      if (!sections.has(number)) problems.push(`§${number} is not there`);
    }
  }
  return problems;
}

/** The example fits the grammar. */
function checkGrammar(cddl: string): string[] {
  const rules = readCddl(cddl);
  const example = specExample();
  const parts = {
    token: example.token,
    "protected-header": example.protectedHeader,
    claims: example.payload,
    "token-sig-structure": example.toBeSigned,
    "signed-trust-bundle": example.signedBundle,
    "trust-bundle-sig-structure": example.bundleToBeSigned,
  };
  return Object.entries(parts)
    .filter(([rule, bytes]) => !matchesCddl(rules, rule, bytes))
    .map(([rule]) => `status.cddl: the example does not fit ${rule}`);
}

function read(path: string): string {
  return readFileSync(new URL(`../${path}`, import.meta.url), "utf8");
}

if (import.meta.main) {
  if (process.argv.includes("--write")) {
    const { spec, limits } = specSources();
    writeFileSync(new URL(`../${SPEC}`, import.meta.url), writeBlocks(spec, limits));
  }
  const problems = checkSpec();
  for (const problem of problems) process.stderr.write(`${SPEC}: ${problem}\n`);
  process.exitCode = problems.length === 0 ? 0 : 1;
}
