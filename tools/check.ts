// Everything a machine can check, in one command: format and lint, types, arrows, generated documents and vectors, tests.
// Every step runs even after one has failed, so that one run shows all; the closing line counts steps and tests together.

import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

type Step = { readonly title: string; readonly command: readonly string[] };

const STEPS: readonly Step[] = [
  { title: "format and lint", command: ["biome", "check", "--error-on-warnings"] },
  { title: "types, with the arrows between packages", command: ["tsc", "-b"] },
  { title: "arrows that types do not show", command: ["node", "tools/check-imports.ts"] },
  { title: "what is cited is in the repository", command: ["node", "tools/check-citations.ts"] },
  { title: "vectors regenerate byte for byte", command: ["node", "test-vectors/generate.ts", "--check"] },
  { title: "specification agrees with the code", command: ["node", "tools/check-spec.ts"] },
  { title: "reason codes are documented", command: ["node", "tools/reason-codes.ts", "--check"] },
];

const directory = mkdtempSync(join(tmpdir(), "mohor-check-"));
const report = join(directory, "tests.json");
let passed = 0;
let failed = 0;

for (const { title, command } of STEPS) count(title, run(command));
const testsPassed = run([
  "vitest",
  "run",
  "--coverage",
  "--reporter=default",
  "--reporter=json",
  `--outputFile.json=${report}`,
]);
const tests = readReport();
passed += tests.passed;
failed += tests.failed;
// A run can fail with every test passed: coverage below its threshold, or an error outside the tests.
if (!testsPassed && tests.failed === 0) failed++;
if (tests.passed === 0) failed++;
rmSync(directory, { recursive: true });

process.stdout.write(`\n${passed} passed, ${failed} failed\n`);
process.exitCode = failed === 0 ? 0 : 1;

function run([program, ...args]: readonly string[]): boolean {
  return spawnSync(program as string, args, { stdio: "inherit" }).status === 0;
}

function count(title: string, isPassed: boolean): void {
  if (isPassed) passed++;
  else failed++;
  process.stdout.write(`${isPassed ? "ok" : "FAILED"}: ${title}\n`);
}

function readReport(): { passed: number; failed: number } {
  try {
    const { numPassedTests, numFailedTests, numFailedTestSuites } = JSON.parse(readFileSync(report, "utf8"));
    // A file that cannot be loaded fails as a suite without a failed test.
    return {
      passed: numPassedTests,
      failed: numFailedTests === 0 && numFailedTestSuites > 0 ? numFailedTestSuites : numFailedTests,
    };
  } catch {
    return { passed: 0, failed: 1 };
  }
}
