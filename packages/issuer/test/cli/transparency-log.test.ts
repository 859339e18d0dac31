// The transparency log as an issuer publishes it and an auditor meets it: commands, files, witnesses, and every kind of tampering.

import { type ChildProcess, spawn } from "node:child_process";
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { type Finished, runProgram } from "../../../../test-support/run-program.ts";
import { openSqliteDatabase } from "../../src/adapters/sqlite-database.ts";
import { createWorkplace, PASSPHRASE, START, type Workplace } from "./issuer-in-use.ts";

// Many programs are started one after the other: on a busy machine a test takes longer than others.
vi.setConfig({ testTimeout: 240_000 });

let work: Workplace;
let key: string;
const certificates: string[] = [];

beforeAll(async () => {
  work = createWorkplace();
  await work.issuer(["init"]);
  const made = await work.issuer(["log", "init", "--name", "log.example/mohor", "--json"]);
  ({ key } = JSON.parse(made.stdout));
  await work.issuer(["registry", "sample", "--count", "8", "--out", "registry.csv"]);
  await work.issuer(["registry", "import", "registry.csv"]);
  await issue(0);
  await work.issuer(["trust", "publish", "--out", "public"], 10);
}, 240_000);

afterAll(() => work.remove());

async function issue(after: number): Promise<void> {
  const person = ["--mobile", "+916100000001", "--name", "Asha Rani Biswas"];
  const request = await work.issuer(["otp", "request", ...person], after);
  const issued = await work.issuer(["otp", "confirm", request.stdout.trim(), work.lastCode(), "--json"], after + 5);
  certificates.push(JSON.parse(issued.stdout).qrText);
}

/** Runs with the log's tables changed by these statements, and puts their rows back. */
async function withChangedStore(statements: readonly string[], test: () => Promise<void>): Promise<void> {
  const store = join(work.directory, "mohor-issuer/store.sqlite");
  const before = openSqliteDatabase(store);
  const entries = before.all("SELECT entry_id, digest, place FROM log_entry");
  const heads = before.all("SELECT size, root FROM log_head");
  for (const statement of statements) before.run(statement, {});
  before.close();
  await test();
  const after = openSqliteDatabase(store);
  for (const table of ["log_entry", "log_head"]) after.run(`DELETE FROM ${table}`, {});
  for (const row of entries) {
    after.run("INSERT INTO log_entry (entry_id, digest, place) VALUES (:entry_id, :digest, :place)", row);
  }
  for (const row of heads) after.run("INSERT INTO log_head (size, root) VALUES (:size, :root)", row);
  after.close();
}

/** An auditor's command, in the same folder, without the issuer's secrets. */
function auditor(...args: string[]): Promise<Finished> {
  return runProgram("issuer", ["auditor", ...args, ...(args[0] === "witness" ? [] : ["--log-key", key])], {
    directory: work.directory,
  });
}

function copyLog(name: string): string {
  const path = join(work.directory, name);
  rmSync(path, { recursive: true, force: true });
  cpSync(join(work.directory, "log"), path, { recursive: true });
  return path;
}

describe("publishing", () => {
  it("writes what was issued and published, and goes on where it was", async () => {
    const first = await work.issuer(["log", "publish", "--out", "log", "--json"], 20);
    expect(first.stderr).toBe("");
    // One certificate and one trust bundle.
    expect(JSON.parse(first.stdout)).toMatchObject({ size: 2, published: 2, witnesses: [] });
    cpSync(join(work.directory, "log/checkpoint"), join(work.directory, "older"));
    const again = await work.issuer(["log", "publish", "--out", "log", "--json"], 30);
    expect(JSON.parse(again.stdout)).toMatchObject({ size: 2, published: 0 });
    expect(readFileSync(join(work.directory, "log/checkpoint"))).toEqual(readFileSync(join(work.directory, "older")));
    await work.issuer(["trust", "publish", "--out", "public"], 40);
    const third = await work.issuer(["log", "publish", "--out", "log", "--json"], 50);
    expect(JSON.parse(third.stdout)).toMatchObject({ size: 3, published: 1 });
    expect(readdirSync(join(work.directory, "log/tile/0")).length).toBeGreaterThan(0);
  });

  it("writes the same files in another folder", async () => {
    await work.issuer(["log", "publish", "--out", "mirror"], 60);
    for (const path of ["checkpoint", "tile/0/000.p/3", "tile/entries/000.p/3"]) {
      expect(readFileSync(join(work.directory, "mirror", path))).toEqual(
        readFileSync(join(work.directory, "log", path)),
      );
    }
  });

  it("refuses to go on from a folder that was changed, by the place", async () => {
    const path = copyLog("bent");
    const file = join(path, "tile/0/000.p/3");
    writeFileSync(file, readFileSync(file).fill(0, 0, 1));
    const { stderr, status } = await work.issuer(["log", "publish", "--out", "bent"], 70);
    expect(stderr).toContain("tile/entries/000.p/3#0 [LOG_FILE_WRONG]");
    expect(status).toBe(1);
  });

  it("signs no second tree of a size, where the store was changed", async () => {
    await withChangedStore([`UPDATE log_entry SET digest = '${"00".repeat(32)}' WHERE place = 1`], async () => {
      const { stderr, status } = await work.issuer(["log", "publish", "--out", "fresh"], 80);
      expect(stderr).toContain("[LOG_INCONSISTENT]");
      expect(status).toBe(1);
    });
  });

  it("does not go on with a store that has lost entries, by a backup put back", async () => {
    await withChangedStore(
      ["DELETE FROM log_head", "DELETE FROM log_entry WHERE place = 0", "UPDATE log_entry SET place = place - 1"],
      async () => {
        const { stderr, status } = await work.issuer(["log", "publish", "--out", "log"], 90);
        expect(stderr).toContain("log [LOG_INCONSISTENT]");
        expect(status).toBe(1);
      },
    );
  });

  it("needs a log, one log, and a name", async () => {
    expect((await work.issuer(["log", "init", "--name", "log.example/mohor"])).stderr).toContain("[LOG_EXISTS]");
    expect((await work.issuer(["log", "init", "--name", "a b", "--dir", "mohor-issuer"])).status).toBe(2);
    expect((await work.issuer(["log", "publish", "--out", "x", "--witness", "nonsense"])).status).toBe(2);
    expect((await work.issuer(["log", "publish", "--out", "x", "--quorum", "-1"])).status).toBe(2);
    expect(JSON.parse((await work.issuer(["log", "show", "--json"])).stdout)).toEqual({
      name: "log.example/mohor",
      key,
    });
  });
});

describe("an auditor", () => {
  it("verifies the whole log with its key alone", async () => {
    const { stdout, stderr, status } = await auditor("verify", "log");
    expect(stdout).toMatch(/^log log\.example\/mohor: 3 entries, whole up to the signed root [0-9a-f]{64}\n$/);
    expect({ stderr, status }).toEqual({ stderr: "", status: 0 });
  });

  it("proves that a certificate and a trust bundle are in it, and checks the proof offline", async () => {
    writeFileSync(join(work.directory, "card.txt"), `${certificates[0]}\n`);
    const bundle = ["--document", "public/trust-bundle.cose"];
    for (const [name, subject] of [
      ["a", ["--certificate", "card.txt"]],
      ["b", bundle],
    ] as const) {
      const made = await auditor("prove", "log", ...subject, "--out", `${name}.tlog-proof`);
      expect(made.stderr).toBe("");
      expect(readFileSync(join(work.directory, `${name}.tlog-proof`), "utf8")).toMatch(
        /^c2sp\.org\/tlog-proof@v1\nindex \d\n/,
      );
      expect((await auditor("check", `${name}.tlog-proof`, ...subject)).status).toBe(0);
    }
    const crossed = await auditor("check", "a.tlog-proof", ...bundle);
    expect(crossed.stderr).toContain("[LOG_PROOF_WRONG]");
    expect(crossed.status).toBe(1);
    expect((await auditor("prove", "log", "--out", "c")).stderr).toContain("[LOG_SUBJECT_MISSING]");
    expect((await auditor("prove", "log", "--document", "card.txt", "--out", "c")).stderr).toContain(
      "[LOG_ENTRY_MISSING]",
    );
  });

  it("shows that a later checkpoint continues an earlier one, given in either order", async () => {
    const { stdout, status } = await auditor("compare", "log/checkpoint", "older", "--log", "log");
    expect(stdout).toBe("the checkpoint of 3 entries continues that of 2\n");
    expect(status).toBe(0);
  });

  it("finds a log that took back what it had signed", async () => {
    // Another log by the same key: as if the authority had begun again with other entries.
    await withChangedStore(
      ["DELETE FROM log_head", "DELETE FROM log_entry WHERE place = 0", "UPDATE log_entry SET place = place - 1"],
      async () => {
        await issue(100);
        const rewritten = await work.issuer(["log", "publish", "--out", "rewritten"], 160);
        expect(rewritten.stderr).toBe("");
      },
    );
    const { stderr, status } = await auditor("compare", "older", "rewritten/checkpoint", "--log", "rewritten");
    expect(stderr).toMatch(/checkpoints of 2 and \d entries \[LOG_INCONSISTENT\]/);
    expect(status).toBe(1);
  });

  it("names the place of any change", async () => {
    const files = ["tile/entries/000.p/3", "tile/0/000.p/3"];
    for (const file of files) {
      const path = copyLog("tampered");
      const bytes = readFileSync(join(path, file));
      writeFileSync(join(path, file), bytes.fill((bytes[40] as number) ^ 1, 40, 41));
      const { stderr, status } = await auditor("verify", "tampered");
      expect(stderr).toContain("tile/entries/000.p/3#1 [LOG_FILE_WRONG]");
      expect(status).toBe(1);
      rmSync(join(path, file));
      expect((await auditor("verify", "tampered")).stderr).toContain(`${file} [LOG_FILE_MISSING]`);
    }
    const path = copyLog("tampered");
    const checkpoint = readFileSync(join(path, "checkpoint"), "utf8");
    writeFileSync(join(path, "checkpoint"), checkpoint.replace("\n3\n", "\n2\n"));
    expect((await auditor("verify", "tampered")).stderr).toContain("[LOG_CHECKPOINT_UNTRUSTED]");
    writeFileSync(join(path, "checkpoint"), "3\n");
    expect((await auditor("verify", "tampered")).stderr).toContain("[LOG_CHECKPOINT_MALFORMED]");
    rmSync(join(path, "checkpoint"));
    expect((await auditor("verify", "tampered")).stderr).toContain("[FILE_NOT_FOUND]");
  });

  it("finds a number that two certificates have, one that was never logged, and what is no certificate", async () => {
    const forged = await import("../../../../test-vectors/generate/chain.ts");
    const same = forged.certificate();
    const twin = forged.certificate({ claims: { ...forged.CLAIMS, status: "not" } });
    writeFileSync(join(work.directory, "seen.txt"), `${certificates[0]}\n${same.qrText}\r\n\n${twin.qrText}\nHELLO\n`);
    const { stdout, status } = await auditor("find-duplicates", "seen.txt", "--log", "log");
    expect(stdout).toMatch(
      /number [0-9a-f]{8}-00a7c5 stands in different certificates: seen\.txt line 2, seen\.txt line 4 \[LOG_INDEX_TWICE\]/,
    );
    expect(stdout).toContain("seen.txt line 2: not in the log [LOG_ENTRY_MISSING]");
    expect(stdout).toContain("seen.txt line 5: no certificate");
    expect(stdout).toContain("3 certificates, 1 numbers twice, 2 not in the log of 3 entries");
    expect(status).toBe(1);
    const withTrust = await auditor(
      "find-duplicates",
      "seen.txt",
      "--log",
      "log",
      "--trust",
      "public/trust-bundle.cose",
      "--json",
    );
    expect(JSON.parse(withTrust.stdout)).toMatchObject({
      seen: 3,
      strangers: ["seen.txt line 2", "seen.txt line 4"],
      twice: [],
      missing: [],
    });
    expect(withTrust.status).toBe(0);
  });

  it("is told of a wrong key before anything is read", async () => {
    const wrong = await runProgram("issuer", ["auditor", "verify", "log", "--log-key", `${key}x`], {
      directory: work.directory,
    });
    expect(wrong.status).toBe(2);
  });
});

describe("a witness", () => {
  let witness: ChildProcess;
  let place: string;
  let witnessKey: string;

  beforeAll(async () => {
    const environment = { MOHOR_PASSPHRASE: PASSPHRASE };
    const at = ["--now", new Date(START * 1000).toISOString()];
    const init = ["auditor", "witness", "init", "--dir", "witness", "--name", "witness.example/w1", "--json", ...at];
    mkdirSync(join(work.directory, "witness"), { recursive: true });
    const made = await runProgram("issuer", init, { directory: work.directory, environment });
    witnessKey = JSON.parse(made.stdout).key;
    const main = fileURLToPath(new URL("../../src/cli/main.ts", import.meta.url));
    const args = [
      "auditor",
      "witness",
      "serve",
      "--dir",
      "witness",
      "--log-key",
      key,
      "--listen",
      "127.0.0.1:0",
      ...at,
    ];
    witness = spawn(process.execPath, [main, ...args], {
      cwd: work.directory,
      env: { PATH: process.env.PATH, ...environment },
      stdio: ["ignore", "pipe", "inherit"],
    });
    const line = await new Promise<string>((resolve) => witness.stdout?.once("data", (text) => resolve(String(text))));
    place = `${witnessKey}@${/http:\S+/.exec(line)?.[0]}`;
  }, 60_000);

  afterAll(() => witness.kill());

  it("cosigns what continues the log, again and again, and an auditor may demand it", async () => {
    const demand = ["--witness", witnessKey, "--quorum", "1"];
    expect((await auditor("verify", "log", ...demand)).stderr).toContain("[LOG_WITNESS_MISSING]");
    for (const after of [300, 400]) {
      await issue(after);
      const { stdout, stderr } = await work.issuer(
        ["log", "publish", "--out", "log", "--witness", place, "--json"],
        after + 50,
      );
      expect(stderr).toBe("");
      expect(JSON.parse(stdout).witnesses).toEqual([{ name: "witness.example/w1", status: 200 }]);
    }
    const { stdout, status } = await auditor("verify", "log", ...demand);
    expect(stdout).toContain("cosigned by witness.example/w1 at 2026-09-21T14:13:20.000Z");
    expect(status).toBe(0);
  });

  it("that does not answer is told, and with a quorum no checkpoint is published", async () => {
    const gone = `${witnessKey}@http://127.0.0.1:9`;
    const told = await work.issuer(["log", "publish", "--out", "log", "--witness", gone], 500);
    expect(told.stdout).toContain("witness witness.example/w1: refused (0)");
    expect(told.status).toBe(0);
    const refused = await work.issuer(["log", "publish", "--out", "other", "--witness", gone, "--quorum", "1"], 510);
    expect(refused.stderr).toContain("witness.example/w1: 0 [LOG_WITNESS_REFUSED]");
    expect(readdirSync(join(work.directory, "other"))).not.toContain("checkpoint");
  });

  it("answers nothing but requests of its log", async () => {
    const url = place.split("@")[1] as string;
    expect((await fetch(url)).status).toBe(404);
    expect((await fetch(`${url}/add-checkpoint`)).status).toBe(405);
    const post = (body: string) => fetch(`${url}/add-checkpoint`, { method: "POST", body });
    expect((await post("nonsense")).status).toBe(400);
    expect((await post("x".repeat(100_000))).status).toBe(413);
  });
});
