// README's own commands, run as they stand: what a newcomer copies must work.

import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, expect, it } from "vitest";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const README = readFileSync(join(ROOT, "README.md"), "utf8");
const directory = mkdtempSync(join(tmpdir(), "mohor-readme-"));

afterAll(() => rmSync(directory, { recursive: true }));

it("issues and verifies a certificate with the commands of README", () => {
  const block = /## Issue, scan, verify\n\n```sh\n(.*?)```/s.exec(README)?.[1] ?? "";
  // npm runs scripts from the root; here the same starter is called from an empty folder.
  const script = block.replace(/npm run -s (issuer|verifier) --/g, `node '${join(ROOT, "tools/program.mjs")}' $1`);
  expect(script.match(/program\.mjs/g)?.length).toBeGreaterThanOrEqual(8);
  const { stdout, stderr, status } = spawnSync("bash", ["-euo", "pipefail", "-c", script], {
    cwd: directory,
    encoding: "utf8",
    input: "",
    env: { PATH: `${join(ROOT, "node_modules/.bin")}:${process.env.PATH}`, LANG: "C.UTF-8", TZ: "UTC" },
  });
  expect(stderr).not.toContain("error");
  expect(stdout).toMatch(/^VALID {2}card\.png$/m);
  expect(status).toBe(0);
  expect(existsSync(join(directory, "card.png"))).toBe(true);
});

it("names every file and folder that it points to", () => {
  const paths = [...README.matchAll(/\]\(([^)#]+)\)|`((?:docs|packages|test-vectors|bench)[\w./-]*)`/g)];
  expect(paths.length).toBeGreaterThan(10);
  for (const [, link, code] of paths) expect(existsSync(join(ROOT, (link ?? code) as string)), link ?? code).toBe(true);
});
