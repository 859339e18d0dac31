// Starts one of the two programs from the root, on the workspace's own Node. On a fresh clone it installs the workspace
// first. Plain JavaScript without dependencies, because the system's Node, of any version from 20 on, runs it.

import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import module from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const [program, ...argv] = process.argv.slice(2);
const main = join(root, "packages", program, "src/cli/main.ts");
const node = join(root, "node_modules/.bin/node");
// Types are stripped and modules compiled once: every later start takes a third of the time.
const compileCache = join(root, ".cache/compile");

// npm changes to the root; file names on the command line are meant from where the person stands.
const startedIn = process.env.INIT_CWD;
if (startedIn !== undefined && existsSync(startedIn)) process.chdir(startedIn);

if (!existsSync(node)) {
  const install = [
    "--yes",
    "--prefer-offline",
    "-p",
    "pnpm@12.21.0",
    "-c",
    "pnpm install --frozen-lockfile --prefer-offline",
  ];
  // Standard output belongs to the program's result; its secrets are none of the installer's business.
  const { MOHOR_PASSPHRASE, MOHOR_PASSPHRASE_FILE, ...env } = process.env;
  const installed = spawnSync("npx", install, { cwd: root, stdio: ["ignore", 2, 2], env });
  if (installed.status !== 0) process.exit(4);
}
if (Number(process.versions.node.split(".")[0]) >= 26) {
  process.argv = [process.execPath, main, ...argv];
  module.enableCompileCache(compileCache);
  await import(pathToFileURL(main).href);
} else {
  const env = { NODE_COMPILE_CACHE: compileCache, ...process.env };
  process.exitCode = spawnSync(node, [main, ...argv], { stdio: "inherit", env }).status ?? 70;
}
