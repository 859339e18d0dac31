// The service as an operator runs it: a process of its own over a data directory of its own, at the real time.

import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Finished, runProgram } from "../../../../test-support/run-program.ts";
import { PASSPHRASE } from "../cli/issuer-in-use.ts";

const MAIN = fileURLToPath(new URL("../../src/cli/main.ts", import.meta.url));
const START_MILLISECONDS = 60_000;

/** What a small machine with much else to do needs for the commands that make an issuer; a quiet one takes four seconds. */
export const SET_UP_MILLISECONDS = 240_000;

/** A data directory, and what is run over it. */
export type Premises = {
  readonly directory: string;
  readonly outbox: string;
  readonly issuer: (...args: string[]) => Promise<Finished>;
  readonly verifier: (...args: string[]) => Promise<Finished>;
  /** Starts the service; it listens when the promise is fulfilled. Rejects with what it said where it ends before. */
  readonly serve: (environment?: Readonly<Record<string, string>>) => Promise<Served>;
  /** Registers an organisation that may ask as often as it likes; its key. */
  readonly registerEntity: (entityId: string) => Promise<string>;
  /** Registers a help desk; its key. */
  readonly registerDesk: (deskId: string) => Promise<string>;
  /** Writes wallets.json, for services that start later. */
  readonly offerWallets: (wallets: object) => void;
  /** The code of the newest message to this number. */
  readonly codeFor: (mobile: string) => string;
  /** Ends what still runs and deletes the directory. */
  readonly remove: () => Promise<void>;
};

/** A running service. */
export type Served = {
  readonly url: string;
  readonly pid: number;
  /** What it has written so far. */
  readonly stdout: () => string;
  readonly stderr: () => string;
  readonly signal: (name: NodeJS.Signals) => void;
  readonly ended: Promise<number | null>;
};

/** Makes an issuer with `count` sample people, keys published. */
export async function createPremises(
  options: { readonly count?: number; readonly postgresUrl?: string } = {},
): Promise<Premises> {
  const { count = 60, postgresUrl } = options;
  const store = postgresUrl === undefined ? [] : ["--postgres-url-env", "TEST_DATABASE"];
  const directory = mkdtempSync(join(tmpdir(), "mohor-served-"));
  const outbox = join(directory, "outbox.jsonl");
  const environment = {
    MOHOR_PASSPHRASE: PASSPHRASE,
    MOHOR_SMS_OUTBOX: outbox,
    ...(postgresUrl === undefined ? {} : { TEST_DATABASE: postgresUrl }),
  };
  const running = new Set<ChildProcess>();
  const premises: Premises = {
    directory,
    outbox,
    issuer: (...args) => runProgram("issuer", args, { directory, environment }),
    verifier: (...args) => runProgram("verifier", args, { directory }),
    async serve(more = {}) {
      const { PATH, TMPDIR } = process.env;
      const child = spawn(process.execPath, [MAIN, "serve", "--dir", "issuer"], {
        cwd: directory,
        stdio: ["ignore", "pipe", "pipe"],
        env: {
          PATH,
          ...(TMPDIR === undefined ? {} : { TMPDIR }),
          LANG: "C.UTF-8",
          TZ: "UTC",
          MOHOR_SERVICE_PORT: "0",
          MOHOR_SERVICE_PUBLIC_FOLDER: "public",
          ...environment,
          ...more,
        },
      });
      running.add(child);
      let stdout = "";
      let stderr = "";
      child.stdout.setEncoding("utf8").on("data", (text: string) => {
        stdout += text;
      });
      child.stderr.setEncoding("utf8").on("data", (text: string) => {
        stderr += text;
      });
      const ended = new Promise<number | null>((resolve) => child.on("close", resolve));
      void ended.then(() => running.delete(child));
      const port = await new Promise<number>((resolve, reject) => {
        const give = () => reject(new Error(`the service does not listen: ${stdout}${stderr}`));
        const timer = setTimeout(give, START_MILLISECONDS);
        void ended.then(give);
        child.stdout.on("data", () => {
          const found = /"event":"listening".*"port":(\d+)/.exec(stdout)?.[1];
          if (found === undefined) return;
          clearTimeout(timer);
          resolve(Number(found));
        });
      });
      return {
        url: `http://127.0.0.1:${port}`,
        pid: child.pid as number,
        stdout: () => stdout,
        stderr: () => stderr,
        signal: (name) => void child.kill(name),
        ended,
      };
    },
    async registerEntity(entityId) {
      const about = ["--name", "An organisation", "--purpose", "a test", "--requests-per-minute", "60000"];
      const { stdout } = await premises.issuer("entity", "add", entityId, ...about, "--dir", "issuer");
      return stdout.trim();
    },
    async registerDesk(deskId) {
      const about = ["--kind", "help-desk", "--name", "Kendra 17", "--place", "Station Road, Barasat"];
      const { stdout } = await premises.issuer("entity", "add", deskId, ...about, "--dir", "issuer");
      return stdout.trim();
    },
    offerWallets: (wallets) => writeFileSync(join(directory, "issuer", "wallets.json"), JSON.stringify(wallets)),
    codeFor(mobile) {
      const lines = existsSync(outbox) ? readFileSync(outbox, "utf8").trimEnd().split("\n") : [];
      const message = lines.map((line) => JSON.parse(line)).findLast(({ to }) => to === mobile);
      return /\d{6,12}/.exec(message?.text ?? "")?.[0] ?? "";
    },
    async remove() {
      const ends = [...running].map((child) => new Promise((resolve) => child.on("close", resolve)));
      for (const child of running) child.kill("SIGKILL");
      await Promise.all(ends);
      rmSync(directory, { recursive: true, force: true });
    },
  };
  for (const args of [
    ["init", "--dir", "issuer", ...store],
    ["registry", "sample", "--count", String(count), "--out", "registry.csv"],
    ["registry", "import", "registry.csv", "--dir", "issuer"],
    ["trust", "publish", "--out", "public", "--dir", "issuer"],
  ]) {
    const { status, stderr } = await premises.issuer(...args);
    if (status !== 0) throw new Error(`${args.join(" ")}: ${stderr}`);
  }
  return premises;
}

/** Asks for a code by JSON. */
export function postJson(url: string, body: object, headers: Readonly<Record<string, string>> = {}): Promise<Response> {
  return fetch(url, {
    method: "POST",
    body: JSON.stringify(body),
    headers: { "content-type": "application/json", ...headers },
  });
}

export function otpRequestBody(mobile: string, fullName: string): object {
  return { mobile, fullName, language: "en", notice: { version: "1", language: "en" } };
}
