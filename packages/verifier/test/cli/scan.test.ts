// `verifier scan` as a scanner that types meets it: lines in, JSON lines out, at once and for ever.

import { spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, it } from "vitest";
import { runProgram } from "../../../../test-support/run-program.ts";
import { CLAIMS, certificate } from "../../../../test-vectors/generate/chain.ts";
import { NOW } from "../../../../test-vectors/generate/timeline.ts";
import { TRUST } from "../../../../test-vectors/generate/trust.ts";

const { qrText } = certificate();
const AT = new Date(NOW * 1000).toISOString();
let directory: string;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "mohor-scan-"));
  await writeFile(join(directory, "trust.cose"), TRUST);
});

afterAll(() => rm(directory, { recursive: true }));

it("answers each line in order, whatever ends it, and skips empty ones", async () => {
  const stdin = `${qrText}\r\n\nHC1:6BF\n${"A".repeat(5_000_000)}\n${qrText}`;
  const { stdout, stderr, status } = await scan(stdin);
  const verdicts = stdout
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
  expect(verdicts.map(({ input, outcome, code }) => [input, outcome, code])).toEqual([
    ["line 1", "valid", undefined],
    ["line 2", "invalid", "QR_PREFIX_UNKNOWN"],
    ["line 3", "invalid", "QR_TOO_LONG"],
    ["line 4", "valid", undefined],
  ]);
  expect(verdicts[0].claims).toEqual(CLAIMS);
  expect({ stderr, status }).toEqual({ stderr: "", status: 0 });
});

it("answers any bytes with a verdict and never with an error", async () => {
  const bytes = Uint8Array.from({ length: 4096 }, (_, i) => (i * 197) % 256);
  const { stdout, stderr, status } = await scan(bytes);
  for (const line of stdout.trimEnd().split("\n")) expect(JSON.parse(line).outcome).toBe("invalid");
  expect({ stderr, status }).toEqual({ stderr: "", status: 0 });
});

it("reads files of lines and QR texts that are named instead of standard input", async () => {
  await writeFile(join(directory, "lines.txt"), `${qrText}\nHC1:6BF\n`);
  const args = ["scan", "lines.txt", qrText, "--trust", "trust.cose", "--now", AT];
  const { stdout, status } = await runProgram("verifier", args, { directory });
  const verdicts = stdout
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
  expect(verdicts.map(({ input, outcome }) => [input, outcome])).toEqual([
    ["lines.txt line 1", "valid"],
    ["lines.txt line 2", "invalid"],
    ["argument", "valid"],
  ]);
  expect(status).toBe(0);
  expect((await runProgram("verifier", ["scan", "nowhere.txt"], { directory })).status).toBe(4);
});

it("answers a line before the next one comes", async () => {
  const main = fileURLToPath(new URL("../../src/cli/main.ts", import.meta.url));
  const child = spawn(process.execPath, [main, "scan", "--trust", "trust.cose", "--now", AT], { cwd: directory });
  const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  for (let turn = 1; turn <= 3; turn++) {
    child.stdin.write(`${qrText}\n`);
    expect(JSON.parse((await answers.next()).value ?? "")).toMatchObject({ input: `line ${turn}`, outcome: "valid" });
  }
  child.stdin.end();
  expect((await answers.next()).done).toBe(true);
});

it("ends quietly when its reader goes away", async () => {
  const main = fileURLToPath(new URL("../../src/cli/main.ts", import.meta.url));
  const child = spawn(process.execPath, [main, "scan"], { cwd: directory });
  child.stdin.on("error", () => {});
  child.stdout.destroy();
  let stderr = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
  });
  child.stdin.end(`${qrText}\n`.repeat(2000));
  const status = await new Promise((resolve) => child.on("close", resolve));
  expect({ stderr, status }).toEqual({ stderr: "", status: 0 });
});

function scan(stdin: string | Uint8Array) {
  return runProgram("verifier", ["scan", "--trust", "trust.cose", "--now", AT], { stdin, directory });
}
