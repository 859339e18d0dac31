// The service under load, over a socket and with every promise kept (WAL and synchronous=FULL; fsync on): requests for codes,
// confirmations, certificates; on SQLite by one process and on PostgreSQL by two. Against a Hono handler that does nothing, and the
// bare signature, in the same run. Load and service share the machine's cores.

import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { INDIA_ONLY, parseMobileNumber } from "../packages/issuer/src/domain/mobile-number.ts";
import { matchName } from "../packages/issuer/src/domain/name-match.ts";
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
const PEOPLE = Number(process.env.MOHOR_BENCH_PEOPLE ?? 3_000);
/** People served before the clock starts: a service runs for weeks, and its first seconds are the compiler's. */
const WARM_UP = 500;
/** Rows of the sample for each number on it, and some more: the dead, and namesakes in a household. */
const ROWS_PER_NUMBER = 5;
const ROWS = ROWS_PER_NUMBER * (WARM_UP + PEOPLE);
const CLIENTS = 16;
/** An organisation may ask a thousand times a second; four of them do not limit each other. */
const ORGANISATIONS = 4;
const NOOP = fileURLToPath(new URL("./noop-service.ts", import.meta.url));

/** DIVOC's own load test of 4 February 2021: certificates fetched as JSON over 900 s, from some twenty containers. */
const DIVOC = { perSecond: 418, p95: 15 };

type Measured = { readonly name: string; readonly perSecond: number; readonly milliseconds: readonly number[] };

export async function benchServiceLoad(): Promise<void> {
  const results = [await benchNoop()];
  const sqlite = await createPremises({ count: ROWS });
  try {
    results.push(...(await benchFlow("SQLite", sqlite, 1)));
  } finally {
    await sqlite.remove();
  }
  const postgres = await startPostgres({ fsync: "on", shared_buffers: "256MB" });
  try {
    await postgres.createDatabase("issuer");
    const premises = await createPremises({ count: ROWS, postgresUrl: postgres.url("issuer") });
    try {
      results.push(...(await benchFlow("PostgreSQL", premises, 2)));
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
  const people: readonly Caller[] = peopleOf(premises).map((person, index) => ({
    ...person,
    url: (services[index % processes] as Served).url,
    headers: { "x-api-key": keys[index % ORGANISATIONS] as string },
    txnId: "",
    token: "",
  }));
  const name = (step: string) => `${store}, ${processes === 1 ? "1 process" : `${processes} processes`}: ${step}`;
  const results: Measured[] = [];
  for (const [from, to] of [
    [0, WARM_UP],
    [WARM_UP, people.length],
  ]) {
    const served = people.slice(from, to);
    results.splice(0);
    results.push({ name: name("a code asked for"), ...(await inParallel(served.map((person) => () => ask(person)))) });
    const codes = codesOf(premises);
    const confirmations = served.map((person) => () => confirm(person, codes.get(person.mobile) ?? ""));
    results.push({ name: name("a code confirmed"), ...(await inParallel(confirmations)) });
    const fetches = served.map((person) => () => fetchCertificate(person));
    results.push({ name: name("a certificate issued"), ...(await inParallel(fetches)) });
    results.push({ name: name("the same fetched again"), ...(await inParallel(fetches)) });
    results.push({ name: name(`fetched at DIVOC's pace`), ...(await atPace(fetches, DIVOC.perSecond)) });
  }
  for (const service of services) service.signal("SIGTERM");
  await Promise.all(services.map(({ ended }) => ended));
  return results;
}

type Caller = Person & {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  txnId: string;
  token: string;
};

async function ask(caller: Caller): Promise<void> {
  const { url, headers, mobile, name } = caller;
  const answer = await postJson(`${url}/v1/otp-requests`, otpRequestBody(mobile, name), headers);
  caller.txnId = (await answered(answer, 201)).txnId ?? "";
}

async function confirm(caller: Caller, code: string): Promise<void> {
  const { url, headers, txnId } = caller;
  const answer = await postJson(`${url}/v1/otp-confirmations`, { txnId, code }, headers);
  caller.token = (await answered(answer, 200)).accessToken ?? "";
}

async function fetchCertificate({ url, token }: Caller): Promise<void> {
  await answered(await fetch(`${url}/v1/certificate`, { headers: { authorization: `Bearer ${token}` } }), 200);
}

async function answered(response: Response, status: number): Promise<Record<string, string>> {
  const text = await response.text();
  if (response.status !== status) throw new Error(`${response.status} ${text}`);
  return JSON.parse(text);
}

type Person = { readonly name: string; readonly mobile: string };

/** The first living person of each number whose name fits nobody else on it. */
function peopleOf({ directory }: Premises): readonly Person[] {
  const [header = "", ...rows] = readFileSync(join(directory, "registry.csv"), "utf8").trimEnd().split(/\r?\n/);
  const columns = header.split(",");
  const households = new Map<string, { readonly id: string; readonly name: string; readonly isAlive: boolean }[]>();
  for (const row of rows) {
    const field = (name: string) => row.split(",")[columns.indexOf(name)] ?? "";
    const mobile = parseMobileNumber(field("mobile"), INDIA_ONLY);
    if (!mobile.ok) throw new Error("a sample row has no number");
    const household = households.get(mobile.mobile) ?? [];
    household.push({ id: field("beneficiary_id"), name: field("full_name"), isAlive: field("deceased_on") === "" });
    households.set(mobile.mobile, household);
  }
  const people = [...households].flatMap(([mobile, household]) => {
    const person = household.find(
      ({ id, name, isAlive }) =>
        isAlive && !household.some((other) => other.id !== id && matchName(name, [other.name]) !== null),
    );
    return person === undefined ? [] : [{ name: person.name, mobile }];
  });
  if (people.length < WARM_UP + PEOPLE) throw new Error(`the sample has ${people.length} people with a number`);
  return people.slice(0, WARM_UP + PEOPLE);
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

/** Begins so many tasks a second, whether those before are answered or not, as people come who know nothing of each other. */
async function atPace(tasks: readonly (() => Promise<void>)[], perSecond: number): Promise<Omit<Measured, "name">> {
  const milliseconds: number[] = [];
  const started = process.hrtime.bigint();
  const running = tasks.map(async (task, index) => {
    const due = started + BigInt(Math.round((index * 1e9) / perSecond));
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, Number(due - process.hrtime.bigint()) / 1e6)));
    await task();
    // From when it was due: what a slow answer before it has held up counts.
    milliseconds.push(Number(process.hrtime.bigint() - due) / 1e6);
  });
  await Promise.all(running);
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
  DIVOC, its own load test of 2021, certificates fetched as JSON: ${DIVOC.perSecond}/s at p95 ${DIVOC.p95} ms\n\n`,
  );
}
