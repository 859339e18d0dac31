// The verifier in Perl, written by test-vectors/README.md as a new user would, agrees with every vector about a QR text that needs no
// status update and no issued set, and says of all others that it does not support them.

import { fileURLToPath } from "node:url";
import { beforeAll, expect, it, vi } from "vitest";
import { osTool } from "../../test-support/os-tool.ts";
import { runProgram } from "../../test-support/run-program.ts";

vi.setConfig({ testTimeout: 600_000 });

const VECTORS = fileURLToPath(new URL("..", import.meta.url));
const PERL = fileURLToPath(new URL("perl/mohor-verifier.pl", import.meta.url));

beforeAll(async () => {
  await osTool("libcryptx-perl");
}, 600_000);

it("departs from no vector and agrees with every one of the base case", async () => {
  const command = `/usr/bin/perl '${PERL}' conformance`;
  const { stdout, stderr, status } = await runProgram("verifier", ["replay", VECTORS, "--command", command]);
  const [, agree, all, unsupported] = /(\d+) of (\d+) agree, 0 depart, (\d+) not supported\n$/.exec(stdout) ?? [];
  expect(agree, stdout + stderr).toBeDefined();
  process.stdout.write(`verifier in Perl: ${stdout.split(": ").at(-1)}`);
  expect(Number(agree) + Number(unsupported)).toBe(Number(all));
  expect(Number(agree)).toBeGreaterThan(300);
  // 3: none departs, and some were not supported (docs/conformance.md §3).
  expect(status).toBe(3);
});
