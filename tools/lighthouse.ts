// `npm run soak:lighthouse`: the gate's page under Lighthouse's slowed telephone, and the citizen's in each language under that and under
// a slow 3G line; below 0.98 it fails. Lighthouse is fetched for this run and is no dependency: its packages are 176 MB.

import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { encodePack } from "@mohor/schema";
import { LANGUAGES } from "@mohor/schema/texts";
import { serveGate } from "@mohor/verifier/gate";
import { readPageFiles } from "../packages/issuer/src/adapters/page-files.ts";
import { createApp } from "../packages/issuer/src/http/app.ts";
import { listen } from "../packages/issuer/src/http/listen.ts";
import { builtPages } from "../packages/issuer/src/web/server/build-pages.ts";
import { createTestService } from "../packages/issuer/test/http/service-fixture.ts";
import { builtGate } from "../packages/verifier/src/gate/server/build-gate.ts";
import { osTool } from "../test-support/os-tool.ts";
import { TRUST } from "../test-vectors/generate/trust.ts";

const VERSION = "13.5.0";
const LEAST = 0.98;
/**
 * Of so many runs, each of all pages, the one in the middle counts: whatever else a machine does at the moment, the browser's own other
 * processes too, is blocking time to Lighthouse.
 */
const RUNS = 5;

/** How the line and the processor are slowed, by Lighthouse's own simulation. */
const PROFILES = {
  /** Lighthouse's default: 1.6 Mbit/s, 150 ms a round trip, a processor four times slower. */
  telephone: [],
  /** What browsers' tools call slow 3G. */
  "slow 3G": ["--throttling.rttMs=400", "--throttling.throughputKbps=400", "--throttling.cpuSlowdownMultiplier=4"],
} as const;
type Profile = keyof typeof PROFILES;

const CATEGORIES = ["performance", "accessibility", "best-practices"] as const;
const TIMES = [
  "server-response-time",
  "first-contentful-paint",
  "largest-contentful-paint",
  "speed-index",
  "total-blocking-time",
] as const;

type Report = {
  readonly categories: Readonly<Record<string, { readonly score: number | null }>>;
  readonly audits: Readonly<Record<string, { readonly numericValue?: number }>>;
  /** Of the machine just then: a busy one makes the blocking time longer, whatever the page does. */
  readonly environment: { readonly benchmarkIndex: number };
};

const folder = mkdtempSync(join(tmpdir(), "mohor-lighthouse-"));
const CHROME_PATH = await osTool("chromium");
for (const font of ["lohit-bengali", "lohit-devanagari"] as const) await osTool(font);

/** A page that is looked at. `isReference`: it says what this machine can do just now, and is judged by nobody. */
type Page = {
  readonly what: string;
  readonly url: string;
  readonly profile: Profile;
  readonly isReference?: boolean;
  readonly reports: Report[];
};

/** Prints scores and times of a page's middle run, and fails the whole where a score is too low. */
function tell({ what, profile, isReference = false, reports }: Page): void {
  const byPerformance = reports.toSorted((a, b) => scoreOf(a, "performance") - scoreOf(b, "performance"));
  const middle = byPerformance[Math.floor(RUNS / 2)] as Report;
  const { audits, environment } = middle;
  const scores = CATEGORIES.map((name) => ({ name, score: scoreOf(middle, name) }));
  const times = TIMES.map((name) => `${name} ${Math.round(audits[name]?.numericValue ?? Number.NaN)} ms`);
  const shift = `cumulative-layout-shift ${audits["cumulative-layout-shift"]?.numericValue}`;
  const machine = `benchmark-index ${environment.benchmarkIndex}`;
  const all = `all runs ${byPerformance.map((report) => scoreOf(report, "performance")).join(" ")}`;
  const said = [...scores.map(({ name, score }) => `${name} ${score}`), ...times, shift, machine, all];
  process.stdout.write(`${what}, ${profile}: ${said.join(", ")}\n`);
  if (!isReference && scores.some(({ score }) => score < LEAST)) process.exitCode = 1;
}

function scoreOf({ categories }: Report, name: (typeof CATEGORIES)[number]): number {
  return categories[name]?.score ?? 0;
}

async function reportOn(url: string, profile: Profile): Promise<Report> {
  const path = join(folder, "report.json");
  const flags = "--headless=new --no-sandbox --use-fake-ui-for-media-stream --use-fake-device-for-media-stream";
  const options = [
    "--quiet",
    "--output=json",
    `--output-path=${path}`,
    `--chrome-flags=${flags}`,
    ...PROFILES[profile],
  ];
  const child = spawn("npx", ["--yes", `lighthouse@${VERSION}`, url, ...options], {
    stdio: ["ignore", "ignore", "inherit"],
    env: { ...process.env, CHROME_PATH },
  });
  const status = await new Promise<number | null>((resolve) => child.on("exit", resolve));
  if (status !== 0) throw new Error(`lighthouse ended with ${status}`);
  return JSON.parse(readFileSync(path, "utf8")) as Report;
}

/** A page of a heading and nothing else, with the policies of the page that it is held against. */
async function serveReference({ headers }: Response): Promise<{ readonly url: string; readonly close: () => void }> {
  const sent = ["content-security-policy", "content-type", "permissions-policy", "referrer-policy"];
  const server = createServer((_, response) => {
    for (const name of sent) response.setHeader(name, headers.get(name) ?? "");
    response.end(
      '<!doctype html><html lang="en"><meta name="viewport" content="width=device-width"><title>One</title><h1>One',
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, close: () => void server.close() };
}

const gate = await serveGate({
  folder: await builtGate(),
  address: { host: "127.0.0.1", port: 0 },
  judge: async () => [],
  trustFiles: new Map([["trust.mohor-trust", encodePack([TRUST])]]),
  publisher: null,
});
const { service } = await createTestService({ service: { pages: await readPageFiles(await builtPages()) } });
const citizen = await listen(createApp(service), {
  host: "127.0.0.1",
  port: 0,
  maxConnections: 64,
  headersSeconds: 10,
  requestSeconds: 10,
  keepAliveSeconds: 5,
  stopSeconds: 0,
});
const citizenUrl = `http://127.0.0.1:${citizen.port}/`;
const reference = await serveReference(await fetch(citizenUrl));
try {
  const pages: Page[] = [{ what: "gate", url: gate.url, profile: "telephone", reports: [] }];
  for (const profile of ["telephone", "slow 3G"] as const) {
    for (const language of LANGUAGES)
      pages.push({ what: `citizen in ${language}`, url: `${citizenUrl}?lang=${language}`, profile, reports: [] });
    pages.push({ what: "one heading", url: reference.url, profile, isReference: true, reports: [] });
  }
  // A server answers its first visitor more slowly than all others.
  for (const { url } of pages) await (await fetch(url)).arrayBuffer();
  for (let run = 1; run <= RUNS; run++) {
    process.stderr.write(`run ${run} of ${RUNS}\n`);
    for (const { url, profile, reports } of pages) reports.push(await reportOn(url, profile));
  }
  for (const page of pages) tell(page);
} finally {
  await gate.close();
  await citizen.stop();
  reference.close();
  rmSync(folder, { recursive: true });
}
