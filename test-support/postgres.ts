// A real PostgreSQL for tests: a cluster of its own in a temporary folder, reached through a socket in it, stopped by pid. It does
// not wait for the disk (fsync=off): its data is thrown away, and a test of crashes kills our processes or the server's, not the
// machine.

import { type ChildProcess, execFile, spawn } from "node:child_process";
import { chownSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createConnection, createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { osTool } from "./os-tool.ts";

/** A running server. */
export type Postgres = {
  /** The address of a database in it, through the socket. */
  readonly url: (database: string) => string;
  /** Its address over TCP, for TLS and for pgbouncer; the port is free until `start` has taken it. */
  readonly tcpUrl: (database: string, query?: string) => string;
  /** Makes an empty database, or a copy of another that nobody is connected to. */
  readonly createDatabase: (name: string, template?: string) => Promise<void>;
  /** Runs a program of PostgreSQL (psql, pg_dump …) against it; its standard output. */
  readonly run: (program: string, ...args: string[]) => Promise<string>;
  /** The same, with something on its standard input. */
  readonly feed: (program: string, input: string, ...args: string[]) => Promise<void>;
  /** Recovers to a new timeline, as the promotion of a standby does. */
  readonly promote: () => Promise<void>;
  readonly start: () => Promise<void>;
  /** Ends the server: `fast` as an operator does, `immediate` as a crash does. Its data stays. */
  readonly halt: (how: "fast" | "immediate") => Promise<void>;
  /** A certificate file that the server's TLS certificate is verified by. */
  readonly certificate: string;
  /** Ends the server and deletes its data. */
  readonly stop: () => Promise<void>;
};

const START_TIMEOUT_MILLISECONDS = 30_000;
const SUPERUSER = "issuer";
/** `initdb` refuses root: then everything runs as the user `nobody` (its number on Debian and its kin). */
const NOBODY = 65_534;

const execute = promisify(execFile);

/** Makes a cluster and starts it: one second. `settings` are server parameters, such as max_connections. */
export async function startPostgres(settings: Readonly<Record<string, string>> = {}): Promise<Postgres> {
  const initdb = await osTool("initdb");
  const bin = dirname(initdb);
  const folder = mkdtempSync(join(tmpdir(), "mohor-pg-"));
  const data = join(folder, "data");
  const owner = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {};
  if (owner.uid !== undefined) chownSync(folder, NOBODY, NOBODY);
  const options = { ...owner, cwd: folder, maxBuffer: 1 << 28 };
  await execute(
    initdb,
    ["-D", data, "-U", SUPERUSER, "-A", "trust", "--no-sync", "-E", "UTF8", "--locale=C.UTF-8"],
    options,
  );
  const certificate = await makeCertificate(folder, options);
  const port = await freePort();
  const parameters = {
    listen_addresses: "127.0.0.1",
    port: String(port),
    unix_socket_directories: folder,
    fsync: "off",
    shared_buffers: "64MB",
    ssl: "on",
    ssl_cert_file: certificate,
    ssl_key_file: join(folder, "server.key"),
    ...settings,
  };
  const args = Object.entries(parameters).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  let server: ChildProcess | undefined;

  async function start(): Promise<void> {
    const log: Buffer[] = [];
    server = spawn(join(bin, "postgres"), ["-D", data, ...args], {
      ...owner,
      cwd: folder,
      stdio: ["ignore", "ignore", "pipe"],
    });
    server.stderr?.on("data", (chunk: Buffer) => log.push(chunk));
    await answering(
      () => isReady(run),
      () => server?.exitCode ?? null,
      log,
    );
  }

  async function halt(how: "fast" | "immediate"): Promise<void> {
    if (server === undefined || server.exitCode !== null || server.signalCode !== null) return;
    const ended = new Promise((resolve) => server?.once("exit", resolve));
    server.kill(how === "fast" ? "SIGINT" : "SIGQUIT");
    const impatience = setTimeout(() => server?.kill("SIGKILL"), 10_000);
    await ended;
    clearTimeout(impatience);
  }

  const environment = { PATH: process.env.PATH ?? "", PGHOST: folder, PGPORT: String(port), PGUSER: SUPERUSER };
  const run = async (program: string, ...rest: string[]) =>
    (await execute(join(bin, program), rest, { ...options, env: environment })).stdout;

  async function feed(program: string, input: string, ...rest: string[]): Promise<void> {
    const fed = execute(join(bin, program), rest, { ...options, env: environment });
    fed.child.stdin?.end(input);
    await fed;
  }

  async function promote(): Promise<void> {
    await halt("fast");
    writeFileSync(join(data, "standby.signal"), "", owner.uid === undefined ? {} : { mode: 0o644 });
    await start();
    await run("psql", "-qX", "-d", "postgres", "-c", "SELECT pg_promote()");
  }

  await start();
  return {
    url: (database) => `postgresql://${SUPERUSER}@/${database}?host=${encodeURIComponent(folder)}&port=${port}`,
    tcpUrl: (database, query = "") => `postgresql://${SUPERUSER}@127.0.0.1:${port}/${database}${query}`,
    async createDatabase(name, template = "template0") {
      await run("psql", "-qX", "-d", "postgres", "-c", `CREATE DATABASE ${name} TEMPLATE ${template}`);
    },
    run,
    feed,
    promote,
    start,
    halt,
    certificate,
    async stop() {
      await halt("immediate");
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A key and a self-signed certificate for 127.0.0.1. */
async function makeCertificate(folder: string, options: object): Promise<string> {
  const [key, certificate] = [join(folder, "server.key"), join(folder, "server.crt")];
  const request = ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"];
  const name = ["-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"];
  await execute(await osTool("openssl"), [...request, ...name, "-keyout", key, "-out", certificate], options);
  return certificate;
}

/** A pgbouncer in transaction mode before a server: clients come in at `url` and share `connections` to it. */
export async function startPgbouncer(
  postgres: Postgres,
  { connections }: { readonly connections: number },
): Promise<{ readonly url: (database: string) => string; readonly stop: () => Promise<void> }> {
  const pgbouncer = await osTool("pgbouncer");
  const folder = mkdtempSync(join(tmpdir(), "mohor-bouncer-"));
  const owner = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {};
  if (owner.uid !== undefined) chownSync(folder, NOBODY, NOBODY);
  const port = await freePort();
  const { port: serverPort } = new URL(postgres.tcpUrl("x"));
  writeFileSync(join(folder, "users.txt"), `"${SUPERUSER}" ""\n`);
  writeFileSync(
    join(folder, "pgbouncer.ini"),
    `[databases]
* = host=127.0.0.1 port=${serverPort} user=${SUPERUSER}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
auth_type = any
auth_file = ${join(folder, "users.txt")}
pool_mode = transaction
default_pool_size = ${connections}
max_client_conn = 200
`,
  );
  const child = spawn(pgbouncer, ["-q", join(folder, "pgbouncer.ini")], { ...owner, cwd: folder, stdio: "pipe" });
  const log: Buffer[] = [];
  child.stderr.on("data", (chunk: Buffer) => log.push(chunk));
  await answering(
    () => canConnect(port),
    () => child.exitCode,
    log,
  );
  return {
    url: (database) => `postgresql://${SUPERUSER}@127.0.0.1:${port}/${database}`,
    async stop() {
      const ended = new Promise((resolve) => child.once("exit", resolve));
      if (child.exitCode === null && child.kill("SIGQUIT")) await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Fulfilled when the server answers; rejected when its program has ended before. */
async function answering(
  answers: () => Promise<boolean>,
  exitCode: () => number | null,
  log: readonly Buffer[],
): Promise<void> {
  const deadline = Date.now() + START_TIMEOUT_MILLISECONDS;
  while (!(await answers())) {
    if (Date.now() > deadline || exitCode() !== null) {
      throw new Error(`the server does not answer: ${Buffer.concat(log).toString().slice(-2_000)}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** After a crash the server takes connections before it can use them. */
function isReady(run: Postgres["run"]): Promise<boolean> {
  return run("pg_isready", "-q").then(
    () => true,
    () => false,
  );
}

function canConnect(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection({ host: "127.0.0.1", port });
    socket.once("connect", () => {
      socket.destroy();
      resolve(true);
    });
    socket.once("error", () => resolve(false));
  });
}

async function freePort(): Promise<number> {
  const server = createServer();
  const port = await new Promise<number>((resolve) => {
    server.listen(0, "127.0.0.1", () => resolve((server.address() as { port: number }).port));
  });
  await new Promise((resolve) => server.close(resolve));
  return port;
}
