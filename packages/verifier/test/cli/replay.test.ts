// `verifier replay` as an auditor meets it: our own engines, another program, programs that misbehave, folders that are wrong.

import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Finished, runProgram } from "../../../../test-support/run-program.ts";

const VECTORS = fileURLToPath(new URL("../../../../test-vectors", import.meta.url));
const MAIN = fileURLToPath(new URL("../../src/cli/main.ts", import.meta.url));
const NODE = JSON.stringify(process.execPath);
let directory: string;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "mohor-replay-"));
});

afterAll(() => rm(directory, { recursive: true }));

const replay = (...args: string[]): Promise<Finished> => runProgram("verifier", ["replay", ...args], { directory });

describe("replaying with this program", () => {
  it("agrees with every vector of the layers asked for, with each engine", async () => {
    const { stdout, stderr, status } = await replay(
      VECTORS,
      ...["--layer", "status", "clock", "--engine", "reference", "tables", "node:crypto"],
    );
    expect(stdout).toMatch(
      /^mohor-verifier with reference: (\d+) of \1 agree, 0 depart, 0 not supported\nmohor-verifier with tables: .*\nmohor-verifier with node:crypto: .*\n$/,
    );
    expect({ stderr, status }).toEqual({ stderr: "", status: 0 });
  });

  it("names each place where a vector is not met, and ends with 1", async () => {
    await copyVector("qr-text/certificate", "set/qr-text/wrong", (vector) => ({ ...vector, kid: "00000000" }));
    const { stdout, status } = await replay("set", "--engine", "reference");
    expect(stdout).toMatch(
      /^qr-text\/wrong: .*\n {2}verdict\.kid: expected "00000000", got "[0-9a-f]{8}"\nmohor-verifier with reference: 0 of 1 agree, 1 depart/,
    );
    expect(status).toBe(1);
  });

  it("writes a report in each form, and nothing else, to standard output", async () => {
    const starts = { junit: "<?xml", tap: "TAP version 14\n", json: "[{" };
    for (const [form, start] of Object.entries(starts)) {
      const { stdout } = await replay(VECTORS, "--layer", "status", "--engine", "reference", "--report", form);
      expect(stdout.startsWith(start)).toBe(true);
    }
  });
});

describe("replaying with another program", () => {
  it("drives this program's own conformance command to full agreement, pictures too", async () => {
    const command = `${NODE} ${shellWord(MAIN)} conformance`;
    const { stdout, status } = await replay(VECTORS, "--layer", "status", "policy", "picture", "--command", command);
    expect(stdout).toMatch(/: (\d+) of \1 agree, 0 depart, 0 not supported\n$/);
    expect(status).toBe(0);
  });

  it("cannot tell where the program does not support what it is asked", async () => {
    const command = `${NODE} -e ${shellWord(scriptThatWrites("{ id, unsupported: true }"))}`;
    const { stdout, status } = await replay(VECTORS, "--layer", "status", "--command", command);
    expect(stdout).toMatch(/: 0 of 6 agree, 0 depart, 6 not supported\n$/);
    expect(status).toBe(3);
  });

  const misbehaviour: readonly (readonly [title: string, script: string, told: string])[] = [
    ["writes no JSON", scriptThatWrites("undefined"), "no JSON"],
    ["answers another question", scriptThatWrites("{ id: 'x' }"), "does not repeat the question's id"],
    ["answers with nothing in it", scriptThatWrites("{ id }"), "verdict: expected"],
    ["says that it failed", scriptThatWrites("{ id, error: 'no' }"), 'error: expected nothing, got "no"'],
    ["ends before it answers", "process.exit(5)", "the program has ended (status 5)"],
    ["is killed", "process.kill(process.pid, 'SIGKILL')", "the program has ended ("],
    ["writes without end", "for (;;) process.stdout.write('x'.repeat(65536))", "no answer within 1000 ms"],
    ["is asleep", "setInterval(() => {}, 1000)", "no answer within 1000 ms"],
  ];
  it.each(misbehaviour)("goes on to the end where it %s", async (_title, script, told) => {
    for (const name of ["one", "two"]) await copyVector("status/three", `pair/status/${name}`, (vector) => vector);
    const command = `${NODE} -e ${shellWord(script)}`;
    const { stdout, status } = await replay("pair", "--command", command, "--answer-seconds", "1");
    expect(stdout).toContain(told);
    expect(stdout).toMatch(/: 0 of 2 agree, 2 depart, 0 not supported\n$/);
    expect(status).toBe(1);
  });
});

describe("the conformance command", () => {
  it("answers what is no question with its error, and goes on", async () => {
    const stdin = '{\n{"id":"a","ask":"time"}\n{"id":"b","ask":"texts","picture":""}\n';
    const { stdout, stderr, status } = await runProgram("verifier", ["conformance"], { stdin });
    expect(stdout.split("\n")).toEqual([
      '{"id":null,"error":"the line is no JSON"}',
      '{"id":"a","error":"no such question"}',
      '{"id":"b","code":"PICTURE_EMPTY"}',
      "",
    ]);
    expect({ stderr, status }).toEqual({ stderr: "", status: 0 });
  });
});

describe("a folder", () => {
  it.each([
    ["that is not there", "nowhere", "FILE_NOT_FOUND", 4],
    ["without vectors", ".", "VECTORS_MISSING", 4],
  ])("%s is refused", async (_title, folder, code, status) => {
    await mkdir(join(directory, "empty"), { recursive: true });
    const finished = await runProgram("verifier", ["replay", folder], { directory: join(directory, "empty") });
    expect(finished.stderr).toContain(`[${code}]`);
    expect(finished.status).toBe(status);
  });

  it.each([
    ["no JSON", "{"],
    ["no object", "7"],
    ["nothing", "null"],
    ["no title", '{"expect":"valid"}'],
    [
      "a code that this version does not know",
      '{"title":"a","expect":"QR_ROUND","qrText":"","now":0,"trust":null,"intermediates":{}}',
    ],
    [
      "a trust bundle that is no hex",
      '{"title":"a","expect":"valid","qrText":"","now":0,"trust":"xy","intermediates":{}}',
    ],
    ["a picture in another folder", '{"title":"a","expect":"read","picture":"../../secret.png"}'],
  ])("with a file that holds %s is refused by the file's name", async (_title, content) => {
    await mkdir(join(directory, "bad/qr-text"), { recursive: true });
    await writeFile(join(directory, "bad/qr-text/file.json"), content);
    const { stderr, status } = await replay("bad");
    expect(stderr).toMatch(/bad\/qr-text\/file\.json \[VECTOR_MALFORMED\]/);
    expect(status).toBe(4);
  });

  it.each([
    ["--engine", "openssl"],
    ["--report", "xml"],
    ["--answer-seconds", "0"],
    ["--command", "true", "--engine", "reference"],
  ])("is not looked at where flags are wrong: %s %s", async (...flags) => {
    expect((await replay(VECTORS, ...flags)).status).toBe(2);
  });
});

function scriptThatWrites(value: string): string {
  return `require("node:readline").createInterface({ input: process.stdin }).on("line", (line) => {
    const { id } = JSON.parse(line);
    process.stdout.write(JSON.stringify(${value}) + "\\n");
  });`;
}

function shellWord(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

async function copyVector(from: string, to: string, change: (vector: object) => object): Promise<void> {
  const vector = JSON.parse(await readFile(join(VECTORS, `${from}.json`), "utf8"));
  await mkdir(join(directory, to, ".."), { recursive: true });
  await writeFile(join(directory, `${to}.json`), JSON.stringify(change(vector)));
}
