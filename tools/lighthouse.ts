// `npm run soak:lighthouse`: the gate's page under Lighthouse's slowed telephone, three scores; below 0.98 it fails. Lighthouse is
// fetched for this run and is no dependency: its packages are 176 MB.

import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { encodePack } from "@mohor/schema";
import { serveGate } from "@mohor/verifier/gate";
import { builtGate } from "../packages/verifier/src/gate/server/build-gate.ts";
import { osTool } from "../test-support/os-tool.ts";
import { TRUST } from "../test-vectors/generate/trust.ts";

const VERSION = "13.5.0";
const LEAST = 0.98;

const folder = mkdtempSync(join(tmpdir(), "mohor-lighthouse-"));
const report = join(folder, "report.json");
const gate = await serveGate({
  folder: await builtGate(),
  address: { host: "127.0.0.1", port: 0 },
  judge: async () => [],
  trustFiles: new Map([["trust.mohor-trust", encodePack([TRUST])]]),
  publisher: null,
});
const CHROME_PATH = await osTool("chromium");
const flags = "--headless=new --no-sandbox --use-fake-ui-for-media-stream --use-fake-device-for-media-stream";
const options = ["--quiet", "--output=json", `--output-path=${report}`, `--chrome-flags=${flags}`];
const child = spawn("npx", ["--yes", `lighthouse@${VERSION}`, gate.url, ...options], {
  stdio: ["ignore", "ignore", "inherit"],
  env: { ...process.env, CHROME_PATH },
});
const status = await new Promise<number | null>((resolve) => child.on("exit", resolve));
await gate.close();
if (status !== 0) process.exit(status ?? 70);
const { categories } = JSON.parse(readFileSync(report, "utf8")) as {
  readonly categories: Readonly<Record<string, { readonly score: number }>>;
};
for (const name of ["performance", "accessibility", "best-practices"]) {
  const score = categories[name]?.score ?? 0;
  process.stdout.write(`${name} ${score}\n`);
  if (score < LEAST) process.exitCode = 1;
}
rmSync(folder, { recursive: true });
