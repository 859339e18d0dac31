// The independent verifier in Python, written from docs/spec.md alone, agrees with every vector: outcomes, codes, steps, notices,
// claims, intermediates, trust taken in, packs and pictures.

import { fileURLToPath } from "node:url";
import { beforeAll, expect, it, vi } from "vitest";
import { osTool } from "../../test-support/os-tool.ts";
import { runProgram } from "../../test-support/run-program.ts";

// Each answer is waited for, and a machine may be busy.
vi.setConfig({ testTimeout: 600_000 });

const VECTORS = fileURLToPath(new URL("..", import.meta.url));
const PYTHON = fileURLToPath(new URL("python", import.meta.url));

beforeAll(async () => {
  for (const tool of ["python3-cbor2", "python3-cryptography", "zbarimg"] as const) await osTool(tool);
}, 600_000);

it("agrees with every vector", async () => {
  const command = `/usr/bin/python3 -B '${PYTHON}' conformance`;
  const { stdout, stderr, status } = await runProgram("verifier", ["replay", VECTORS, "--command", command]);
  const [count] = /(\d+) of \1 agree, 0 depart, 0 not supported\n$/.exec(stdout) ?? [];
  expect(count, stdout + stderr).toBeDefined();
  process.stdout.write(`independent verifier in Python: ${stdout.split(": ").at(-1)}`);
  expect(status).toBe(0);
});
