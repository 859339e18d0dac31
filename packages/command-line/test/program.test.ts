import { afterEach, expect, it, vi } from "vitest";
import { createCommand, createProgram, EXIT_STATUS, Failure, runProgram } from "../src/index.ts";

afterEach(() => {
  vi.restoreAllMocks();
  process.exitCode = undefined;
});

it("tells of a bug where it arose and never what its message quotes", async () => {
  const { stderr, status } = await run(() => {
    JSON.parse('{\n  "name": "Asha Rani Biswas",\n  "mobile": 9876543210,\n}');
  });
  expect(stderr).toMatch(/^internal error: SyntaxError\n {4}at /);
  expect(stderr).not.toMatch(/Asha|Biswas|9876543210|name|mobile/);
  expect(status).toBe(EXIT_STATUS.INTERNAL);
});

it("tells of something thrown that is no error", async () => {
  const { stderr, status } = await run(() => {
    throw "Asha Rani Biswas";
  });
  expect({ stderr, status }).toEqual({ stderr: "internal error: string\n", status: EXIT_STATUS.INTERNAL });
});

it("ends with a failure's own status and, with --json, its code on standard output", async () => {
  const { stdout, stderr, status } = await run(() => {
    throw new Failure("FILE_NOT_FOUND", "nowhere", { facts: { retryAfterSeconds: 3 } });
  }, ["--json"]);
  expect(JSON.parse(stdout)).toEqual({ code: "FILE_NOT_FOUND", retryAfterSeconds: 3 });
  expect(stderr).toContain("nowhere [FILE_NOT_FOUND]");
  expect(status).toBe(EXIT_STATUS.IO);
});

it("ends with 2 after a usage error", async () => {
  expect((await run(() => {}, ["--no-such-flag"])).status).toBe(EXIT_STATUS.USAGE);
});

async function run(action: () => void, flags: readonly string[] = []) {
  const written = { stdout: "", stderr: "" };
  for (const stream of ["stdout", "stderr"] as const) {
    vi.spyOn(process[stream], "write").mockImplementation((text) => {
      written[stream] += text;
      return true;
    });
  }
  const command = createCommand("program", "work", "does it").option("--json").action(action);
  await runProgram(createProgram("program", "a program").addCommand(command), ["work", ...flags]);
  return { ...written, status: process.exitCode };
}
