// Stryker's test runner for the two pure packages: imports the test files once into its process and runs the tests again for each
// mutant, a hundredth of what vitest needs to start anew. Stryker's own vitest runner takes half a second of a core for every mutant.

import { realpathSync } from "node:fs";
import { registerHooks } from "node:module";
import { performance } from "node:perf_hooks";
import { pathToFileURL } from "node:url";
import { beginFile, type CollectedTest, takeCollected } from "./collected-tests.ts";

type TestResult = {
  readonly id: string;
  readonly name: string;
  readonly fileName: string;
  readonly timeSpentMs: number;
  readonly status: 0 | 1;
  readonly failureMessage?: string;
};

type DryRunResult = {
  readonly status: "complete";
  readonly tests: readonly TestResult[];
  readonly mutantCoverage: unknown;
};

type MutantRunResult =
  | { readonly status: "survived"; readonly nrOfTests: number }
  | {
      readonly status: "killed";
      readonly killedBy: readonly string[];
      readonly failureMessage: string;
      readonly nrOfTests: number;
    }
  | { readonly status: "timeout"; readonly reason: string }
  | { readonly status: "error"; readonly errorMessage: string };

type MutantRun = {
  /** `static` where the mutant only acts while a module is loaded. */
  readonly mutantActivation: "runtime" | "static";
  readonly activeMutant: { readonly id: string };
  readonly testFilter?: readonly string[];
  readonly hitLimit?: number;
};

/** What the code that Stryker has changed reads and counts. */
type Instruments = {
  activeMutant?: string;
  currentTestId?: string;
  hitCount?: number;
  hitLimit?: number;
  mutantCoverage?: unknown;
};

const instruments: Instruments = {};
Object.assign(globalThis, { __stryker__: instruments });
const files = (process.env.MUTATION_TESTS ?? "").split(",");

/** The address of the folder that Stryker has changed: it goes there only after this file is read. */
let copy = "";

/** Part of the address of every module of the copy: with another one, all are loaded anew. */
let generation = "";

/** Packages lead to the copy that Stryker has changed, and "vitest" to what collects. */
function redirectImports(): void {
  const original = pathToFileURL(realpathSync("node_modules")).href.replace(/node_modules$/, "");
  const collector = new URL("./collected-tests.ts", import.meta.url).href;
  registerHooks({
    resolve(specifier, context, nextResolve) {
      if (specifier === "vitest" && context.parentURL !== collector) return { url: collector, shortCircuit: true };
      const resolved = nextResolve(specifier, context);
      // The copy lies inside the original, and a package finds itself in the copy.
      const isOurs = specifier.startsWith("@mohor/") && !resolved.url.startsWith(copy);
      const url = isOurs ? resolved.url.replace(original, copy) : resolved.url;
      return { ...resolved, url: url.startsWith(copy) && !url.includes("node_modules") ? url + generation : url };
    },
  });
}

/** The tests of all files, of modules that are loaded now. */
async function load(): Promise<readonly CollectedTest[]> {
  await import(`${copy}test-support/effort.ts`);
  for (const file of files) {
    beginFile(file);
    await import(copy + file);
  }
  return takeCollected();
}

/** Tests that have run without a mutant: whatever they make once and keep is made of sound code. */
const primed = new Set<string>();

async function prime({ name, run }: CollectedTest): Promise<void> {
  const mutant = instruments.activeMutant;
  delete instruments.activeMutant;
  await run();
  primed.add(name);
  if (mutant !== undefined) instruments.activeMutant = mutant;
}

async function runTests(
  tests: readonly CollectedTest[],
  names: ReadonlySet<string> | null,
  options: { readonly isBailing: boolean; readonly isPriming: boolean },
): Promise<TestResult[]> {
  const results: TestResult[] = [];
  for (const test of tests) {
    const { name, run } = test;
    if (names !== null && !names.has(name)) continue;
    if (options.isPriming && !primed.has(name)) await prime(test);
    const start = performance.now();
    instruments.currentTestId = name;
    let failureMessage: string | undefined;
    try {
      await run();
    } catch (error) {
      failureMessage = error instanceof Error ? error.message : String(error);
    }
    delete instruments.currentTestId;
    results.push({
      id: name,
      name,
      fileName: name.split(" > ")[0] as string,
      timeSpentMs: performance.now() - start,
      status: failureMessage === undefined ? 0 : 1,
      ...(failureMessage === undefined ? {} : { failureMessage }),
    });
    if (failureMessage !== undefined && options.isBailing) break;
  }
  return results;
}

/** Stryker allows a mutant a hundred times the visits that its place had in sound code. A loop without an end is known much sooner. */
function visitsAllowed(hitLimit: number | undefined): number {
  if (hitLimit === undefined) return Number.POSITIVE_INFINITY;
  const sound = hitLimit / 100;
  return 1_000 + Math.min(10 * sound, 3 * sound + 1_000_000);
}

class InProcessRunner {
  #tests: readonly CollectedTest[] = [];

  /**
   * For a mutant that also acts while modules are loaded Stryker wants them loaded anew. For those that act in tests as well this one keeps
   * what was loaded without them: what tests make at the top of a file is sound, and the mutant acts in the tests alone.
   */
  capabilities() {
    return { reloadEnvironment: true };
  }

  /** Here, because Stryker counts the time of what follows. */
  async init(): Promise<void> {
    copy = `${pathToFileURL(process.cwd()).href}/`;
    process.env.MOHOR_TEST_EFFORT = "0.05";
    redirectImports();
    this.#tests = await load();
  }

  async dryRun(): Promise<DryRunResult> {
    const tests = await runTests(this.#tests, null, { isBailing: false, isPriming: false });
    for (const { id } of tests) primed.add(id);
    return { status: "complete", tests, mutantCoverage: instruments.mutantCoverage };
  }

  async mutantRun(run: MutantRun): Promise<MutantRunResult> {
    instruments.activeMutant = run.activeMutant.id;
    instruments.hitCount = 0;
    instruments.hitLimit = visitsAllowed(run.hitLimit);
    const answer = run.mutantActivation === "static" ? await this.#loadedAnew(run) : await this.#running(run);
    delete instruments.activeMutant;
    return instruments.hitCount > instruments.hitLimit
      ? { status: "timeout", reason: `reached a place ${instruments.hitCount} times` }
      : answer;
  }

  async #running({ testFilter }: MutantRun): Promise<MutantRunResult> {
    const names = testFilter === undefined ? null : new Set(testFilter);
    return answerOf(await runTests(this.#tests, names, { isBailing: true, isPriming: true }));
  }

  async #loadedAnew({ activeMutant }: MutantRun): Promise<MutantRunResult> {
    generation = `?mutant=${activeMutant.id}`;
    try {
      return answerOf(await runTests(await load(), null, { isBailing: true, isPriming: false }));
    } catch (error) {
      // Whatever cannot be loaded is noticed by every test, and counted by nobody.
      takeCollected();
      return { status: "error", errorMessage: String(error) };
    } finally {
      generation = "";
    }
  }
}

function answerOf(results: readonly TestResult[]): MutantRunResult {
  const killer = results.find(({ status }) => status === 1);
  const nrOfTests = results.length;
  return killer === undefined
    ? { status: "survived", nrOfTests }
    : { status: "killed", killedBy: [killer.id], failureMessage: killer.failureMessage ?? "", nrOfTests };
}

/** Stryker's form of a plugin. */
export const strykerPlugins: readonly object[] = [
  { kind: "TestRunner", name: "in-process", injectableClass: InProcessRunner },
];
