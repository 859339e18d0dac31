// What README and the packages' READMEs show is run as it stands, and what they name is there: what a newcomer copies must work.

import { spawnSync } from "node:child_process";
import { existsSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { toHex } from "@mohor/schema";
import { afterAll, expect, it, vi } from "vitest";
import { certificate } from "../../test-vectors/generate/chain.ts";
import { NOW } from "../../test-vectors/generate/timeline.ts";
import { TRUST } from "../../test-vectors/generate/trust.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const README = readFileSync(join(ROOT, "README.md"), "utf8");
const directory = mkdtempSync(join(tmpdir(), "mohor-readme-"));

// Inside the checkout, so that packages are found by their names.
mkdirSync(join(ROOT, ".cache"), { recursive: true });
const programs = mkdtempSync(join(ROOT, ".cache/readme-"));

// A section of README starts a dozen programs, which take their time where much else runs.
vi.setConfig({ testTimeout: 240_000 });

afterAll(() => {
  for (const folder of [directory, programs]) rmSync(folder, { recursive: true });
});

/** The commands of a section, run in `directory` as they stand. */
function runSection(title: string, leastCommands: number) {
  const section = README.split(/^## /m).find((part) => part.startsWith(`${title}\n`)) ?? "";
  const block = /^```sh\n(.*?)^```$/ms.exec(section)?.[1] ?? "";
  // npm runs scripts from the root; here the same starter is called from another folder.
  const script = block.replace(/npm run -s (issuer|verifier) --/g, `node '${join(ROOT, "tools/program.mjs")}' $1`);
  expect(script.match(/program\.mjs/g)?.length).toBeGreaterThanOrEqual(leastCommands);
  // What a failure leaves running ends with the shell.
  const tidy = "trap 'jobs -p | xargs -r kill' EXIT\n";
  return spawnSync("bash", ["-euo", "pipefail", "-c", tidy + script], {
    cwd: directory,
    encoding: "utf8",
    input: "",
    env: { PATH: `${join(ROOT, "node_modules/.bin")}:${process.env.PATH}`, LANG: "C.UTF-8", TZ: "UTC" },
  });
}

it("issues and verifies a certificate with the commands of README", () => {
  const { stdout, stderr, status } = runSection("Issue, scan, verify", 8);
  expect(stderr).not.toContain("error");
  expect(stdout).toMatch(/^VALID {2}card\.png$/m);
  expect(status).toBe(0);
  expect(existsSync(join(directory, "card.png"))).toBe(true);
});

it("does the same over HTTP with the commands of README", () => {
  const { stdout, stderr, status } = runSection("As a service", 2);
  expect([status, stderr]).toEqual([0, expect.not.stringContaining("error")]);
  expect(stdout).toContain('{"status":"ready"}');
  expect(stdout).toMatch(/\{"status":"(not|partially|fully)"\}/);
  expect(stdout).toMatch(/^VALID {2}served\.png$/m);
  // Ended in order by the last line.
  expect(readFileSync(join(directory, "service.log"), "utf8")).toContain('"event":"stopped","unfinished":0');
});

it("names every file and folder that it points to", () => {
  const paths = [...README.matchAll(/\]\(([^)#]+)\)|`((?:docs|packages|test-vectors|bench)[\w./-]*)`/g)];
  expect(paths.length).toBeGreaterThan(10);
  for (const [, link, code] of paths) expect(existsSync(join(ROOT, (link ?? code) as string)), link ?? code).toBe(true);
});

/** A README's program: what it takes as given, its arguments, and what it must come to. */
type Shown = {
  readonly given?: string;
  readonly args?: readonly string[];
  readonly result?: string;
  readonly stdout: RegExp;
};

const QR_TEXT = `const qrText = ${JSON.stringify(certificate().qrText)};`;
const BUNDLE = `const trustBundleBytes = Uint8Array.fromHex("${toHex(TRUST)}");`;

const SHOWN: Readonly<Record<string, Shown>> = {
  "README.md": {
    // The vectors' certificate has dates of its own.
    given: `${QR_TEXT}\n${BUNDLE}\nDate.now = () => ${NOW} * 1000;`,
    result: "verdict",
    stdout: /^\{"outcome":"valid",.*"status":"fully"/,
  },
  "packages/schema/README.md": { given: QR_TEXT, result: "claims", stdout: /^\{"ok":true,"value":.*"status":"fully"/ },
  "packages/verifier/README.md": {
    given: `${QR_TEXT}\n${BUNDLE}\nconst now = ${NOW};`,
    result: "[verdict.outcome, admission]",
    stdout: /^\["valid",\{"outcome":"admitted"\}\]$/,
  },
  "packages/command-line/README.md": {
    args: ["show", "--now", "2026-11-23T10:00:00Z"],
    stdout: /^2026-11-23T10:00:00Z\n$/,
  },
};

it("shows programs that type-check and run", () => {
  const files: string[] = [];
  for (const readme of ["README.md", ...globSync("packages/*/README.md", { cwd: ROOT })]) {
    const fences = [...readFileSync(join(ROOT, readme), "utf8").matchAll(/^```ts\n(.*?)^```$/gms)];
    expect([readme, fences.length]).toEqual([readme, SHOWN[readme] === undefined ? 0 : 1]);
    if (fences[0]?.[1] === undefined) continue;
    const { given = "", result } = SHOWN[readme] as Shown;
    const epilogue = result === undefined ? "" : `process.stdout.write(JSON.stringify(${result}));\n`;
    files.push(`${readme.replaceAll("/", "-")}.ts`);
    writeFileSync(join(programs, files.at(-1) as string), `${given}\n${fences[0][1]}${epilogue}`);
  }
  expect(files).toHaveLength(Object.keys(SHOWN).length);

  const options = { composite: false, declaration: false, emitDeclarationOnly: false, isolatedDeclarations: false };
  writeFileSync(
    join(programs, "tsconfig.json"),
    JSON.stringify({
      extends: "../../tsconfig.base.json",
      compilerOptions: { ...options, noEmit: true, lib: ["esnext"], types: ["node"] },
      files,
    }),
  );
  const types = spawnSync(join(ROOT, "node_modules/.bin/tsc"), ["-p", programs], { encoding: "utf8" });
  expect([types.stdout, types.status]).toEqual(["", 0]);

  for (const [readme, { args = [], stdout }] of Object.entries(SHOWN)) {
    const program = join(programs, `${readme.replaceAll("/", "-")}.ts`);
    const finished = spawnSync(process.execPath, [program, ...args], { encoding: "utf8" });
    expect([readme, finished.stderr, finished.status]).toEqual([readme, "", 0]);
    expect(finished.stdout).toMatch(stdout);
  }
});

it("names every third-party package of the programs, and how many there are", () => {
  const packages = new Set<string>();
  for (const path of globSync("packages/*/package.json", { cwd: ROOT })) {
    const { dependencies = {} } = JSON.parse(readFileSync(join(ROOT, path), "utf8"));
    for (const name of Object.keys(dependencies)) if (!name.startsWith("@mohor/")) packages.add(name);
  }
  const section = /## Dependencies at run time\n(.*)/s.exec(README)?.[1] ?? "";
  const rows = section.split("\n").filter((line) => line.startsWith("| `"));
  const named = rows.flatMap((row) => [...(row.split("|")[1] ?? "").matchAll(/`([^`]+)`/g)].map(([, name]) => name));
  expect(named.toSorted()).toEqual([...packages].toSorted());
  expect(section).toContain(`${packages.size} third-party packages`);
});
