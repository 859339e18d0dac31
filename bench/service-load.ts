// The service under load, over a socket and with every promise kept (WAL and synchronous=FULL; fsync on): requests for codes,
// confirmations, certificates; on SQLite by one process and on PostgreSQL by two. Against a Hono handler that does nothing, and the
// bare signature, in the same run. Load and service share the machine's cores.

import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import {
  createPremises,
  otpRequestBody,
  type Premises,
  postJson,
  type Served,
} from "../packages/issuer/test/http/served.ts";
import { startPostgres } from "../test-support/postgres.ts";
import { CERTIFICATE_KEY } from "./subject.ts";

/** People, each once: a number may ask once a minute. */
const PEOPLE = Number(process.env.MOHOR_BENCH_PEOPLE ?? 1_500);
const CLIENTS = 16;
/** An organisation may ask a thousand times a second; four of them do not limit each other. */
const ORGANISATIONS = 4;
const NOOP = fileURLToPath(new URL("./noop-service.ts", import.meta.url));

/** DIVOC's own load test of 4 February 2021: certificates as JSON over 900 s, on some twenty containers. */
const DIVOC = { perSecond: 418, p95: 15 };

type Measured = { readonly name: string; readonly perSecond: number; readonly milliseconds: readonly number[] };

export async function benchServiceLoad(): Promise<void> {
  const results = [await benchNoop()];
  const sqlite = await createPremises({ count: PEOPLE });
  try {
    results.push(...(await benchFlow("SQLite", sqlite, 1)));
  } finally {
    await sqlite.remove();
  }
  const postgres = await startPostgres({ fsync: "on", shared_buffers: "256MB" });
  try {
    await postgres.createDatabase("issuer");
    const premises = await createPremises({ count: PEOPLE, postgresUrl: postgres.url("issuer") });
    try {
      results.push(...(await benchFlow("PostgreSQL, 2 processes", premises, 2)));
    } finally {
      await premises.remove();
    }
  } finally {
    await postgres.stop();
  }
  print(results);
}

async function benchNoop(): Promise<Measured> {
  const child = spawn(process.execPath, [NOOP], { stdio: ["ignore", "pipe", "inherit"] });
  try {
    const url = `http://127.0.0.1:${(await firstLine(child)).trim()}/`;
    const tasks = Array.from(
      { length: 2 * PEOPLE },
      () => async () => void (await (await postJson(url, { a: 1 })).text()),
    );
    await inParallel(tasks.slice(0, 200));
    return { name: "Hono handler that does nothing", ...(await inParallel(tasks)) };
  } finally {
    child.kill();
  }
}

function firstLine(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    child.stdout?.setEncoding("utf8").once("data", resolve);
    child.once("exit", () => reject(new Error("the reference does not start")));
  });
}

/** Each person asks, confirms and fetches; each step for all before the next begins, so that each can be timed by itself. */
async function benchFlow(store: string, premises: Premises, processes: number): Promise<readonly Measured[]> {
  const keys: string[] = [];
  for (let i = 0; i < ORGANISATIONS; i++) keys.push(await premises.registerEntity(`load-${i}.example.in`));
  const services = await Promise.all(Array.from({ length: processes }, () => premises.serve()));
  const people = peopleOf(premises).map((person, index) => ({
    ...person,
    url: (services[index % processes] as Served).url,
    headers: { "x-api-key": keys[index % ORGANISATIONS] as string },
    txnId: "",
    token: "",
  }));
  async function answered(response: Response, status: number): Promise<Record<string, string>> {
    const text = await response.text();
    if (response.status !== status) throw new Error(`${store}: ${response.status} ${text}`);
    return JSON.parse(text);
  }
  const request = await inParallel(
    people.map((person) => async () => {
      const { url, headers, mobile, name } = person;
      const answer = await postJson(`${url}/v1/otp-requests`, otpRequestBody(mobile, name), headers);
      person.txnId = (await answered(answer, 201)).txnId ?? "";
    }),
  );
  const codes = codesOf(premises);
  const confirm = await inParallel(
    people.map((person) => async () => {
      const { url, headers, txnId, mobile } = person;
      const answer = await postJson(`${url}/v1/otp-confirmations`, { txnId, code: codes.get(mobile) }, headers);
      person.token = (await answered(answer, 200)).accessToken ?? "";
    }),
  );
  const certificate = (again: string) => async () =>
    ({
      name: `${store}: ${again}`,
      ...(await inParallel(
        people.map(({ url, token }) => async () => {
          const answer = await fetch(`${url}/v1/certificate`, { headers: { authorization: `Bearer ${token}` } });
          await answered(answer, 200);
        }),
      )),
    }) satisfies Measured;
  const results: Measured[] = [
    { name: `${store}: a code asked for`, ...request },
    { name: `${store}: a code confirmed`, ...confirm },
    await certificate("a certificate issued")(),
    await certificate("the same fetched again")(),
  ];
  for (const service of services) service.signal("SIGTERM");
  await Promise.all(services.map(({ ended }) => ended));
  return results;
}

type Person = { readonly name: string; readonly mobile: string };

/** The registry's people, the first of each number. */
function peopleOf({ directory }: Premises): readonly Person[] {
  const [header = "", ...rows] = readFileSync(join(directory, "registry.csv"), "utf8").trimEnd().split(/\r?\n/);
  const columns = header.split(",");
  const byMobile = new Map<string, Person>();
  for (const row of rows) {
    const fields = row.split(",");
    const mobile = fields[columns.indexOf("mobile")] ?? "";
    const name = fields[columns.indexOf("full_name")] ?? "";
    const isAlive = (fields[columns.indexOf("deceased_on")] ?? "") === "";
    if (/^\+91\d{10}$/.test(mobile) && isAlive && !byMobile.has(mobile)) byMobile.set(mobile, { name, mobile });
  }
  return [...byMobile.values()];
}

function codesOf({ outbox }: Premises): ReadonlyMap<string, string> {
  const lines = readFileSync(outbox, "utf8").trimEnd().split("\n");
  return new Map(
    lines.map((line) => {
      const { to, text } = JSON.parse(line) as { to: string; text: string };
      return [to, /\d{6,12}/.exec(text)?.[0] ?? ""];
    }),
  );
}

/** Runs the tasks by so many clients at once, each beginning the next as soon as its last is answered. */
async function inParallel(tasks: readonly (() => Promise<void>)[]): Promise<Omit<Measured, "name">> {
  const milliseconds: number[] = [];
  let next = 0;
  const started = process.hrtime.bigint();
  const client = async () => {
    for (let task = tasks[next++]; task !== undefined; task = tasks[next++]) {
      const begun = process.hrtime.bigint();
      await task();
      milliseconds.push(Number(process.hrtime.bigint() - begun) / 1e6);
    }
  };
  await Promise.all(Array.from({ length: CLIENTS }, client));
  const seconds = Number(process.hrtime.bigint() - started) / 1e9;
  return { perSecond: tasks.length / seconds, milliseconds: milliseconds.toSorted((a, b) => a - b) };
}

/** Signatures a second of one core, for scale: what a certificate costs at least. */
function signaturesPerSecond(): number {
  const message = new Uint8Array(150);
  const started = process.hrtime.bigint();
  let count = 0;
  while (process.hrtime.bigint() - started < 500_000_000n) {
    CERTIFICATE_KEY.sign(message);
    count++;
  }
  return count / (Number(process.hrtime.bigint() - started) / 1e9);
}

function print(results: readonly Measured[]): void {
  const [reference] = results as [Measured];
  const width = Math.max(...results.map(({ name }) => name.length));
  const rows = results.map(({ name, perSecond, milliseconds }) => {
    const at = (share: number) => (milliseconds[Math.floor(milliseconds.length * share)] ?? Number.NaN).toFixed(1);
    const ratio = (perSecond / reference.perSecond).toFixed(2);
    return `  ${name.padEnd(width)}  ${perSecond.toFixed(0).padStart(6)}/s  ${ratio.padStart(5)}×  p50 ${at(0.5)} ms  p95 ${at(0.95)} ms  p99 ${at(0.99)} ms`;
  });
  process.stdout.write(
    `service, ${CLIENTS} clients, ${PEOPLE} people (× = requests a second relative to the first line)\n${rows.join("\n")}
  bare node:crypto signature: ${signaturesPerSecond().toFixed(0)}/s
  DIVOC, its own load test of 2021, certificates as JSON: ${DIVOC.perSecond}/s at p95 ${DIVOC.p95} ms\n\n`,
  );
}
