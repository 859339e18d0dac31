// Reads Stryker's report, and the document in which survivors are argued: a `diff` block under the heading of its file, and below it why.

/** A file of Stryker's report (mutation-testing-report-schema). */
export type FileReport = { readonly path: string; readonly source: string; readonly mutants: readonly Mutant[] };

type Place = { readonly line: number; readonly column: number };

type Mutant = {
  readonly status: "Killed" | "Timeout" | "Survived" | "NoCoverage" | "Ignored" | "RuntimeError" | "CompileError";
  readonly statusReason?: string;
  readonly mutatorName: string;
  readonly replacement: string;
  readonly location: { readonly start: Place; readonly end: Place };
};

/** A mutant that no test noticed, with the lines it is in before and after it, spaces joined, at most WIDTH characters of each. */
export type Survivor = {
  readonly path: string;
  readonly line: number;
  readonly before: string;
  readonly after: string;
};

const WIDTH = 130;

/** Mutants noticed, those that count, and those that were not tried. What cannot even be loaded counts as neither. */
export function scoreOf(files: readonly FileReport[]): {
  readonly detected: number;
  readonly valid: number;
  readonly ignored: number;
} {
  const all = files.flatMap(({ mutants }) => mutants);
  const count = (...statuses: Mutant["status"][]) => all.filter(({ status }) => statuses.includes(status)).length;
  const detected = count("Killed", "Timeout");
  return { detected, valid: detected + count("Survived", "NoCoverage"), ignored: count("Ignored") };
}

const isStaticIgnored = ({ status, statusReason }: Mutant): boolean =>
  status === "Ignored" && statusReason?.startsWith("Static") === true;

/** Where mutants were left out because they only act while a module is loaded, each place once, as Stryker is told of places. */
export function placesOfStatic({ path, mutants }: FileReport): string[] {
  const places = mutants
    .filter(isStaticIgnored)
    .map(({ location: { start, end } }) => `${path}:${start.line}:${start.column - 1}-${end.line}:${end.column - 1}`);
  return [...new Set(places)];
}

/** The reports, with the answers of a second run in place of those that were left out. */
export function withStatic(files: readonly FileReport[], second: readonly FileReport[]): FileReport[] {
  const nameOf = ({ mutatorName, replacement, location }: Mutant) =>
    JSON.stringify([mutatorName, replacement, location]);
  return files.map((file) => {
    const others = second.find(({ path }) => path === file.path)?.mutants ?? [];
    const answers = new Map(others.map((mutant) => [nameOf(mutant), mutant]));
    const mutants = file.mutants.map((mutant) =>
      isStaticIgnored(mutant) ? (answers.get(nameOf(mutant)) ?? mutant) : mutant,
    );
    return { ...file, mutants };
  });
}

/** Those of a file, in the order of its lines. */
export function survivorsOf({ path, source, mutants }: FileReport): Survivor[] {
  const lines = source.split("\n");
  return mutants
    .filter(({ status }) => status === "Survived" || status === "NoCoverage")
    .map(({ replacement, location: { start, end } }) => {
      const first = lines[start.line - 1] as string;
      const last = lines[end.line - 1] as string;
      return {
        path,
        line: start.line,
        before: joined(lines.slice(start.line - 1, end.line).join(" ")),
        after: joined(first.slice(0, start.column - 1) + replacement + last.slice(end.column - 1)),
      };
    })
    .sort((a, b) => a.line - b.line);
}

function joined(text: string): string {
  const line = text.replaceAll(/\s+/g, " ").trim();
  return line.length > WIDTH ? `${line.slice(0, WIDTH)}…` : line;
}

/** What the document argues: path, line before and line after of each survivor, joined by newlines. Throws where a block has no reason below it. */
export function argumentsOf(document: string): ReadonlySet<string> {
  const argued = new Set<string>();
  for (const section of document.split(/^### /m).slice(1)) {
    const path = section.slice(0, section.indexOf("\n")).trim();
    for (const [, block = "", below = ""] of section.matchAll(/^```diff\n(.*?)^```\n+([^\n]*)/gms)) {
      if (below === "" || below.startsWith("```")) throw new Error(`docs/mutation.md: no reason below ${block}`);
      const lines = block.trimEnd().split("\n");
      for (const [i, before] of lines.entries()) {
        const after = lines[i + 1] ?? "";
        if (before.startsWith("- ") && after.startsWith("+"))
          argued.add([path, before.slice(2), after.slice(2)].join("\n"));
      }
    }
  }
  return argued;
}

/** Whether the document says why this one survives. */
export function isArgued(argued: ReadonlySet<string>, survivor: Survivor): boolean {
  return argued.has(nameOf(survivor));
}

/** What the document argues of these files though it is noticed by now, or is no line of theirs any more. */
export function arguedInVain(
  argued: ReadonlySet<string>,
  survivors: readonly Survivor[],
  files: readonly FileReport[],
): string[] {
  const found = new Set(survivors.map(nameOf));
  const tried = new Set(files.map(({ path }) => path));
  return [...argued].filter((name) => tried.has(name.split("\n")[0] as string) && !found.has(name));
}

function nameOf({ path, before, after }: Survivor): string {
  return [path, before, after].join("\n");
}
