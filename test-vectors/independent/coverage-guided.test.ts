// The coverage-guided fuzzer in its short form, as a process of its own: coverage is counted for a whole process, and the test runner
// counts its own. `npm run soak:fuzz` runs it for an hour.

import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, it, vi } from "vitest";

vi.setConfig({ testTimeout: 600_000 });

const PROGRAM = fileURLToPath(new URL("coverage-guided.ts", import.meta.url));

it("finds questions that reach what no vector before them did, and both verifiers answer them alike", async () => {
  const { stdout } = await promisify(execFile)(process.execPath, [PROGRAM, "--executions", "60", "--vectors", "60"]);
  process.stdout.write(stdout);
  const [, kept, byNone, disagreements] =
    /60 executions.* (\d+) kept beside .* (\d+) of them by no vector.* (\d+) disagreements/.exec(stdout) ?? [];
  expect(Number(kept)).toBeGreaterThan(0);
  expect(Number(byNone)).toBeGreaterThan(0);
  expect(disagreements).toBe("0");
});
