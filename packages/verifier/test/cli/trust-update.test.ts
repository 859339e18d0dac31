// `trust update` as an operator's timer runs it, against our test server and against nginx.

import { spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { formatFingerprint, rootSetFingerprint, sha256 } from "@mohor/schema";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { osTool } from "../../../../test-support/os-tool.ts";
import { type Finished, runProgram } from "../../../../test-support/run-program.ts";
import { BUNDLE, KEYS, NOW, signedBundle } from "../test-issuer.ts";
import { issuedSetOf, listOf, updateTo } from "../trust-documents.ts";
import { type Folder, folderOf, type Publisher, startPublisher } from "../updater/publisher.ts";

const folder = mkdtempSync(join(tmpdir(), "mohor-update-"));
const state = join(folder, "trust.state");
const FINGERPRINT = formatFingerprint(rootSetFingerprint(BUNDLE));
const FIRST = listOf(1, { revoked: [5] });
const SECOND = listOf(2, { revoked: [5, 9] });
const OLD = folderOf({ bundles: [signedBundle(BUNDLE)], updates: [updateTo(FIRST)] });
const NEW = folderOf({
  bundles: [signedBundle(BUNDLE), signedBundle({ ...BUNDLE, version: 8 })],
  updates: [updateTo(SECOND, { bundleVersion: 8 }), updateTo(SECOND, { from: FIRST, bundleVersion: 8 })],
});

let publisher: Publisher;
beforeAll(async () => {
  publisher = await startPublisher();
});
beforeEach(() => {
  for (const name of readdirSync(folder)) rmSync(join(folder, name), { recursive: true, force: true });
});
afterAll(async () => {
  await publisher.close();
  rmSync(folder, { recursive: true, force: true });
});

function update(...args: string[]): Promise<Finished> {
  const from = args.includes("--from") ? [] : ["--from", publisher.address];
  const now = new Date(NOW * 1_000).toISOString();
  return runProgram("verifier", ["trust", "update", "--state", state, "--now", now, ...from, ...args]);
}

async function setUp(): Promise<void> {
  publisher.serve(OLD);
  expect(await update("--fingerprint", FINGERPRINT)).toMatchObject({ status: 0, stderr: "" });
}

describe("trust update", () => {
  it("takes the first bundle on the word of a person only", async () => {
    publisher.serve(OLD);
    const alone = await update();
    expect(alone).toMatchObject({ status: 3 });
    expect(alone.stderr).toContain("[KEYSET_ROOT_UNCONFIRMED]");
    const other = await update(
      "--fingerprint",
      FINGERPRINT.replace(/^./, (digit) => (digit === "0" ? "1" : "0")),
    );
    expect(other.stderr).toContain("[KEYSET_FINGERPRINT_MISMATCH]");
    expect(existsSync(state)).toBe(false);
    const first = await update("--fingerprint", FINGERPRINT);
    expect(first).toMatchObject({ status: 0, stderr: "" });
    expect(first.stdout).toContain("trust bundle 7");
    expect(first.stdout).toContain(FINGERPRINT);
    expect(existsSync(state)).toBe(true);
  });

  it("changes nothing on the disk where nothing is new", async () => {
    await setUp();
    const before = readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), "utf8")]);
    const again = await update("--json");
    expect(again).toMatchObject({ status: 0, stderr: "" });
    expect(JSON.parse(again.stdout)).toEqual({
      outcome: "unchanged",
      version: 7,
      documents: [],
      bytesReceived: 0,
    });
    expect(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), "utf8")])).toEqual(before);
  });

  it("leaves the state as it is where the server fails, says why, and goes on the next time", async () => {
    await setUp();
    const before = readFileSync(state);
    publisher.serve(NEW, (_name, response) => {
      response.writeHead(500).end();
      return true;
    });
    const failed = await update("--json");
    expect(failed).toMatchObject({ status: 4 });
    expect(JSON.parse(failed.stdout)).toMatchObject({ outcome: "failed", code: "UPDATE_REFUSED", name: "index.json" });
    expect(failed.stderr).toContain("[UPDATE_REFUSED]");
    expect(readFileSync(state)).toEqual(before);
    publisher.serve(NEW);
    expect((await update()).stdout).toContain("trust bundle 8");
    expect(readFileSync(state)).not.toEqual(before);
  });

  it("run several times at once ends with the newest, whole", async () => {
    await setUp();
    publisher.serve(NEW);
    const finished = await Promise.all(Array.from({ length: 4 }, () => update()));
    for (const { status, stderr } of finished) expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(JSON.parse((await update("--json")).stdout)).toMatchObject({ outcome: "unchanged", version: 8 });
    expect(readdirSync(folder).toSorted()).toEqual(["trust.state", "trust.state.update.json"]);
  });

  it("keeps issued sets beside the state, and only those that the bundle names", async () => {
    const set = issuedSetOf(KEYS.revoked, [Uint8Array.of(1)]);
    const companion = { keyIndex: 3, kind: "issued-set", version: 1, digest: sha256(set) } as const;
    await setUp();
    const eight = { ...BUNDLE, version: 8, companions: [companion] };
    publisher.serve(folderOf({ bundles: [signedBundle(eight)], updates: [updateTo(FIRST)], issuedSets: [set] }));
    expect(await update()).toMatchObject({ status: 0, stderr: "" });
    expect(readdirSync(`${state}.issued-sets`)).toHaveLength(1);
    const nine = { ...BUNDLE, version: 9 };
    publisher.serve(folderOf({ bundles: [signedBundle(nine)], updates: [updateTo(FIRST)] }));
    expect(await update()).toMatchObject({ status: 0, stderr: "" });
    expect(readdirSync(`${state}.issued-sets`)).toHaveLength(0);
  });

  it("says what is wrong with the state that it finds, and leaves it for a person to look at", async () => {
    writeFileSync(state, "no state");
    publisher.serve(OLD);
    const damaged = await update("--trust-on-first-use");
    expect(damaged.stderr).toContain("[TRUST_STATE_MALFORMED]");
    expect(readFileSync(state, "utf8")).toBe("no state");
  });

  it.each([
    [["--from", "mohor.example"], "UPDATE_ADDRESS_INVALID", 2],
    [["--from", "http://127.0.0.1:1/"], "UPDATE_UNREACHABLE", 4],
    [["--fingerprint", "abc"], "--fingerprint", 2],
    [["--fingerprint", FINGERPRINT, "--trust-on-first-use"], "--trust-on-first-use", 2],
  ] as const)("is told apart: %j", async (args, said, status) => {
    publisher.serve(OLD);
    const finished = await update(...args);
    expect(finished.status).toBe(status);
    expect(finished.stderr).toContain(said);
    expect(existsSync(state)).toBe(false);
  });

  it("forgets a memory that somebody has written into", async () => {
    await setUp();
    for (const text of [
      "",
      "{",
      "[]",
      "null",
      '{"from":1}',
      `{"from":"${publisher.address}","etag":"a\\nb","statusUpdates":{}}`,
    ]) {
      writeFileSync(`${state}.update.json`, text);
      expect(await update(), text).toMatchObject({ status: 0, stderr: "" });
    }
  });
});

/** A free port, as far as anybody can know. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}

function writeFolder(root: string, files: Folder): void {
  for (const [name, bytes] of files) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), bytes);
  }
}

it("needs no more than a web server for static files: nginx as it comes", async () => {
  const nginx = await osTool("nginx");
  const port = await freePort();
  const root = join(folder, "www");
  writeFolder(root, OLD);
  const settings = join(folder, "nginx.conf");
  const places = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map(
    (name) => `${name}_temp_path ${folder}/${name};`,
  );
  writeFileSync(
    settings,
    `daemon off; master_process off; pid ${folder}/nginx.pid; error_log stderr; events {}
http { access_log off; gzip on; gzip_types application/json; ${places.join(" ")}
  server { listen 127.0.0.1:${port}; root ${root}; } }\n`,
  );
  const server = spawn(nginx, ["-c", settings, "-p", folder], { stdio: "ignore" });
  try {
    const from = ["--from", `http://127.0.0.1:${port}/`];
    for (let tries = 0; tries < 100; tries++) {
      const answered = await fetch(`http://127.0.0.1:${port}/index.json`).catch(() => null);
      if (answered?.ok) break;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    expect(await update(...from, "--fingerprint", FINGERPRINT)).toMatchObject({ status: 0, stderr: "" });
    expect(JSON.parse((await update(...from, "--json")).stdout)).toMatchObject({
      outcome: "unchanged",
      bytesReceived: 0,
    });
    writeFolder(root, NEW);
    expect(JSON.parse((await update(...from, "--json")).stdout)).toMatchObject({ outcome: "updated", version: 8 });
  } finally {
    server.kill("SIGKILL");
  }
});
