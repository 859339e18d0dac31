// `npm run soak:mutation [-- group …]`: Stryker changes the code that decides a verdict, one place at a time, and the tests must notice.
// Prints the score of each file and the mutants that no test noticed; fails below LEAST, or where docs/mutation.md does not argue one of
// them, or argues one that a test notices. A group whose sources and tests are as they were is not run again, so that an interrupted run goes on where it was.

import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, resolve } from "node:path";
import { GROUPS, type MutationGroup } from "./mutation/groups.ts";
import {
  arguedInVain,
  argumentsOf,
  type FileReport,
  isArgued,
  placesOfStatic,
  scoreOf,
  survivorsOf,
  withStatic,
} from "./mutation/survivors.ts";
import { sourceFiles } from "./source-files.ts";

const LEAST = 0.9;
const CACHE = ".cache/mutation";
const TOOL = "tools/mutation";
/** Types and hand-listed exports only. */
const WITHOUT_LOGIC = [
  "packages/schema/src/globals.d.ts",
  "packages/schema/src/index.ts",
  "packages/verifier/src/index.ts",
];

mkdirSync(CACHE, { recursive: true });
checkThatEveryFileIsInAGroup();
const wanted = process.argv.slice(2);
if (!existsSync(`${TOOL}/node_modules`)) run("npm", ["ci", "--no-audit", "--no-fund", "--prefix", TOOL]);

const reports: FileReport[] = [];
for (const group of GROUPS) {
  if (wanted.length > 0 && !wanted.includes(group.name)) continue;
  reports.push(...reportOf(group));
}
print(reports);

function checkThatEveryFileIsInAGroup(): void {
  const grouped = new Set(GROUPS.flatMap(({ files }) => files));
  const all = sourceFiles("packages/schema/src/*.ts", "packages/verifier/src/*.ts").filter(
    (path) => path.split("/").length === 4 && !WITHOUT_LOGIC.includes(path),
  );
  const missing = all.filter((path) => !grouped.has(path));
  if (missing.length > 0) throw new Error(`in no group of ${TOOL}/groups.ts: ${missing.join(", ")}`);
}

function reportOf(group: MutationGroup): FileReport[] {
  const name = `${CACHE}/${group.name}.${digestOf(group)}`;
  const running = runOf(group, group.files, `${name}.json`, true);
  const places = running.flatMap(placesOfStatic);
  return places.length === 0 ? running : withStatic(running, runOf(group, places, `${name}.static.json`, false));
}

/** The report of one run, kept under `path`. What only acts while a module is loaded has a run of its own, in which all is loaded anew. */
function runOf(group: MutationGroup, mutate: readonly string[], path: string, ignoresStatic: boolean): FileReport[] {
  if (!existsSync(path)) {
    process.stderr.write(`${group.name}: ${mutate.length} places against ${group.tests.length} files of tests\n`);
    const settings = path.replace(/json$/, "settings.json");
    const fresh = `${path}.running`;
    writeFileSync(settings, JSON.stringify(settingsOf(fresh, ignoresStatic)));
    const core = createRequire(resolve(TOOL, "package.json")).resolve("@stryker-mutator/core/package.json");
    const stryker = core.replace("package.json", "bin/stryker.js");
    run(process.execPath, [stryker, "run", settings, "--mutate", mutate.join(",")], {
      MUTATION_TESTS: group.tests.join(","),
    });
    renameSync(fresh, path);
  }
  const { files } = JSON.parse(readFileSync(path, "utf8")) as {
    readonly files: Readonly<Record<string, Omit<FileReport, "path">>>;
  };
  return Object.entries(files).map(([path, file]) => ({ path, ...file }));
}

/** Of all that the answer of a group depends on but the runner: who changes that removes what is kept. */
function digestOf({ files, tests }: MutationGroup): string {
  const hash = createHash("sha256").update(files.join()).update(tests.join());
  const sources = sourceFiles("packages/schema/src/*.ts", "packages/verifier/src/*.ts");
  for (const path of [...sources, ...tests]) hash.update(readFileSync(path));
  return hash.digest("hex").slice(0, 16);
}

function settingsOf(fileName: string, ignoreStatic: boolean) {
  return {
    plugins: [resolve(TOOL, "in-process-runner.ts"), resolve(TOOL, "ignore-messages.ts")],
    testRunner: "in-process",
    ignorers: ["messages"],
    coverageAnalysis: "perTest",
    ignoreStatic,
    warnings: { slow: false },
    concurrency: 2,
    // Loops without an end are known by their visits; a shared machine is no reason to call a test too slow.
    timeoutMS: 300_000,
    timeoutFactor: 5,
    dryRunTimeoutMinutes: 30,
    // TypeScript 7 has no interface that Stryker could read settings by, and nothing here needs them read.
    tsconfigFile: "none.json",
    tempDirName: ".cache/stryker",
    ignorePatterns: [".cache", "dist", "docs", "bench", "deploy"],
    reporters: ["json", "progress-append-only"],
    jsonReporter: { fileName },
  };
}

function print(files: readonly FileReport[]): void {
  for (const file of files) {
    const { detected, valid } = scoreOf([file]);
    if (valid > 0) process.stdout.write(`${file.path} ${detected}/${valid} ${percent(detected / valid)}\n`);
  }
  const survivors = files.flatMap(survivorsOf);
  const argued = argumentsOf(readFileSync("docs/mutation.md", "utf8"));
  const open = survivors.filter((survivor) => !isArgued(argued, survivor));
  for (const { path, line, before, after } of open) {
    process.stdout.write(`\n${path}:${line} survives and docs/mutation.md does not say why\n- ${before}\n+ ${after}\n`);
  }
  const vain = arguedInVain(argued, survivors, files);
  for (const name of vain) process.stdout.write(`\ndocs/mutation.md argues what does not survive: ${name}\n`);
  const { detected, valid, ignored } = scoreOf(files);
  process.stdout.write(
    `\nscore ${percent(detected / valid)}: ${detected} of ${valid} noticed, ${survivors.length} survive, ${open.length} of them not argued; ${ignored} not tried\n`,
  );
  if (open.length > 0 || vain.length > 0 || detected / valid < LEAST) process.exitCode = 1;
}

function percent(share: number): string {
  return `${(100 * share).toFixed(2)} %`;
}

function run(program: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): void {
  const { status } = spawnSync(program, args, {
    stdio: ["ignore", process.stderr.fd, "inherit"],
    env: { ...process.env, ...env },
  });
  if (status !== 0) {
    process.stderr.write(`${basename(program)} ended with ${status}\n`);
    process.exit(status ?? 70);
  }
}
