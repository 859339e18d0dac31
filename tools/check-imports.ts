// Holds the sources against the arrows between folders that the compiler does not see: one importing file for each third-party
// package but the view framework, pure folders without a clock or chance, hand-listed exports. `node tools/check-imports.ts` prints each departure.

import { readFileSync } from "node:fs";
import { sourceFiles } from "./source-files.ts";

/** Sources by their path from the root. */
export type Sources = ReadonlyMap<string, string>;

type Arrow = { readonly from: RegExp; readonly mayImport: RegExp; readonly why: string };

// A file is held against the first arrow that names it; `node:` and third-party packages are looked at apart.
const ARROWS: readonly Arrow[] = [
  { from: /^packages\/schema\/src\//, mayImport: /^$/, why: "the wire format stands on nothing of ours" },
  {
    from: /^packages\/command-line\/src\//,
    mayImport: /^@mohor\/schema(\/texts)?$/,
    why: "the programs' manners know the codes only",
  },
  { from: /^packages\/offline-app\/src\//, mayImport: /^$/, why: "what apps share knows none of them" },
  { from: /^packages\/verifier\/src\/[^/]+$/, mayImport: /^@mohor\/schema$/, why: "the verifier's core is pure" },
  {
    from: /^packages\/verifier\/src\//,
    mayImport: /^@mohor\/(schema|verifier|command-line|offline-app)(\/|$)/,
    why: "the verifier never imports the issuer",
  },
  {
    from: /^packages\/issuer\/src\/(domain|sample)\//,
    mayImport: /^@mohor\/schema$/,
    why: "the issuer's domain is pure",
  },
  {
    from: /^packages\/issuer\/src\/adapters\//,
    mayImport: /^@mohor\/(schema|verifier)(\/|$)|^@mohor\/offline-app\/files$/,
    why: "adapters serve the domain",
  },
  { from: /^packages\/issuer\/src\/qr\//, mayImport: /^@mohor\/schema$/, why: "drawing knows the text only" },
  {
    from: /^packages\/issuer\/src\//,
    mayImport: /^@mohor\/(schema|verifier|issuer|command-line|offline-app)(\/|$)/,
    why: "the issuer is not built on tests or benchmarks",
  },
];

const PURE = /^packages\/(schema\/src\/|verifier\/src\/[^/]+$|issuer\/src\/(domain|sample)\/)/;
const IMPURE_CALLS =
  /\bDate\.now\(|\bnew Date\(\s*\)|\bMath\.random\(|\bperformance\.now\(|\bset(?:Timeout|Interval)\(/;
/** A view framework is the language of views, not a part behind one of our files. */
const VIEW_FRAMEWORKS: ReadonlySet<string> = new Set(["preact"]);
const PRODUCT = /^packages\/[^/]+\/src\//;
const IMPORT =
  /(?:^|\n)\s*(?:import|export)\s[^;"']*?from\s*["']([^"']+)["']|\bimport\(\s*["']([^"']+)["']\s*\)|(?:^|\n)\s*import\s+["']([^"']+)["']/g;

/** The departures, a line each; none where all holds. */
export function checkImports(sources: Sources): string[] {
  const departures: string[] = [];
  const importers = new Map<string, Set<string>>();
  for (const [path, source] of sources) {
    if (!PRODUCT.test(path)) continue;
    if (/^export \*/m.test(source)) departures.push(`${path}: exports are listed by hand, never with *`);
    if (PURE.test(path) && IMPURE_CALLS.test(source))
      departures.push(`${path}: a pure file reads no clock and draws no chance`);
    const arrow = ARROWS.find(({ from }) => from.test(path));
    if (arrow === undefined) departures.push(`${path}: no arrow says what this folder may import`);
    for (const specifier of importsOf(source)) {
      if (specifier.startsWith("@mohor/")) {
        if (arrow !== undefined && !arrow.mayImport.test(specifier))
          departures.push(`${path}: imports ${specifier}, but ${arrow.why}`);
      } else if (specifier.startsWith("node:")) {
        if (PURE.test(path)) departures.push(`${path}: imports ${specifier}, but this folder is pure`);
      } else if (!specifier.startsWith(".")) {
        const name = packageName(specifier);
        importers.set(name, (importers.get(name) ?? new Set()).add(path));
      }
    }
  }
  for (const [name, paths] of importers) {
    if (paths.size > 1 && !VIEW_FRAMEWORKS.has(name))
      departures.push(`${name}: imported by more than one file: ${[...paths].join(", ")}`);
  }
  return departures;
}

function importsOf(source: string): string[] {
  return [...source.matchAll(IMPORT)].map((match) => (match[1] ?? match[2] ?? match[3]) as string);
}

/** `@scope/name` or `name` of an import with a path behind it. */
function packageName(specifier: string): string {
  return specifier
    .split("/")
    .slice(0, specifier.startsWith("@") ? 2 : 1)
    .join("/");
}

if (import.meta.main) {
  const paths = sourceFiles("*.ts", "*.tsx");
  const departures = checkImports(new Map(paths.map((path) => [path, readFileSync(path, "utf8")])));
  for (const departure of departures) process.stderr.write(`${departure}\n`);
  process.exitCode = departures.length === 0 ? 0 : 1;
}
