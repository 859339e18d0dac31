// `verifier gate` as a kiosk's program and a person at the machine meet it.

import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { request } from "node:http";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, it, test } from "vitest";
import { runProgram } from "../../../../test-support/run-program.ts";
import { CLAIMS, certificate } from "../../../../test-vectors/generate/chain.ts";
import { NOW } from "../../../../test-vectors/generate/timeline.ts";
import { TRUST } from "../../../../test-vectors/generate/trust.ts";
import { encodeGreyPng } from "../image/encode-png.ts";
import { paintSymbol } from "../image/paint.ts";

const { qrText } = certificate();
const AT = new Date(NOW * 1000).toISOString();
const MAIN = fileURLToPath(new URL("../../src/cli/main.ts", import.meta.url));
let directory: string;
let gate: ChildProcess;
let url: string;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "mohor-gate-cli-"));
  await writeFile(join(directory, "trust.cose"), TRUST);
  await writeFile(join(directory, "gate.json"), '{"statuses":["fully"]}');
  const flags = ["--listen", "127.0.0.1:0", "--trust", "trust.cose", "--policy", "gate.json", "--now", AT];
  gate = spawn(process.execPath, [MAIN, "gate", ...flags], { cwd: directory, stdio: ["ignore", "pipe", "inherit"] });
  const lines = createInterface({ input: gate.stdout as NodeJS.ReadableStream });
  url = (await once(lines, "line"))[0];
});
afterAll(async () => {
  if (gate.exitCode === null) gate.kill("SIGKILL");
  await rm(directory, { recursive: true });
});

const verify = (body: string | Uint8Array<ArrayBuffer>, type: string, headers: Record<string, string> = {}) =>
  fetch(`${url}verify`, { method: "POST", body, headers: { "content-type": type, ...headers } });

const json = async (response: Response): Promise<Record<string, unknown>[]> =>
  (await response.text())
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));

it("answers a text with one JSON line, the same that scan writes", async () => {
  const response = await verify(qrText, "text/plain");
  expect(response.headers.get("cache-control")).toBe("no-store");
  const [answer] = await json(response);
  expect(answer).toMatchObject({ outcome: "valid", claims: CLAIMS, admission: { outcome: "admitted" } });
  const [refused] = await json(await verify("HC1:6BF", "text/plain; charset=utf-8"));
  expect(refused).toMatchObject({ outcome: "invalid", code: "QR_PREFIX_UNKNOWN" });
});

it("answers a picture with a line for each code, and says when there is none", async () => {
  const picture = Uint8Array.from(encodeGreyPng(paintSymbol(qrText, 5)));
  expect(await json(await verify(picture, "image/png"))).toMatchObject([{ outcome: "valid" }]);
  const empty = Uint8Array.from(encodeGreyPng({ width: 40, height: 40, luma: new Uint8Array(1_600).fill(255) }));
  expect(await json(await verify(empty, "image/png"))).toMatchObject([{ outcome: "invalid", code: "QR_NOT_FOUND" }]);
  expect(await json(await verify(new Uint8Array([1, 2, 3]), "image/jpeg"))).toMatchObject([
    { code: "PICTURE_FORMAT_UNKNOWN" },
  ]);
});

test.each([
  ["another method", { method: "GET" }, 405],
  ["a form of a web page", { headers: { "content-type": "application/x-www-form-urlencoded" } }, 415],
  ["no type at all", { body: new Uint8Array([77, 81]) }, 415],
  ["a page of another site", { headers: { "content-type": "text/plain", origin: "https://evil.example" } }, 403],
  ["a text without end", { headers: { "content-type": "text/plain" }, body: "A".repeat(9_000) }, 413],
])("refuses %s", async (_what, change, status) => {
  const body = "method" in change ? {} : { body: qrText };
  expect((await fetch(`${url}verify`, { method: "POST", ...body, ...change })).status).toBe(status);
});

it("refuses a name that only leads here, whatever is asked for", async () => {
  for (const path of ["/verify", "/", "/worker.js"]) {
    const asked = request(`${url}${path.slice(1)}`, { method: "POST", headers: { host: "gate.evil.example" } });
    asked.end(qrText);
    const [response] = await once(asked, "response");
    expect(response.statusCode).toBe(403);
    response.resume();
  }
});

it("stays up under bytes that are no HTTP, and a client that goes away in the middle", async () => {
  const { port } = new URL(url);
  for (const bytes of [
    "\0\0\0\0\r\n\r\n",
    `POST /verify HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\ncontent-type: text/plain\r\ncontent-length: 500\r\n\r\nMQ1:`,
  ]) {
    const socket = connect(Number(port), "127.0.0.1");
    await once(socket, "connect");
    socket.write(bytes);
    socket.destroy();
  }
  expect((await verify(qrText, "text/plain")).status).toBe(200);
});

it("serves the page with its policy, the trust file, and nothing else of the machine", async () => {
  const page = await fetch(url);
  expect(page.headers.get("content-type")).toBe("text/html; charset=utf-8");
  expect(page.headers.get("content-security-policy")).toContain("default-src 'none'");
  expect(page.headers.get("x-content-type-options")).toBe("nosniff");
  expect(new Uint8Array(await (await fetch(`${url}trust/trust.mohor-trust`)).arrayBuffer())).toEqual(
    Uint8Array.from(TRUST),
  );
  for (const path of ["gate.json", "../package.json", "..%2f..%2fpackage.json", "trust/../gate.json", "trust/"])
    expect((await fetch(url + path)).status).toBe(404);
  const packed = await fetch(`${url}worker.js`, { headers: { "accept-encoding": "gzip" } });
  const plain = await fetch(`${url}worker.js`, { headers: { "accept-encoding": "identity" } });
  expect([packed.headers.get("content-encoding"), plain.headers.get("content-encoding")]).toEqual(["gzip", null]);
  expect(await packed.text()).toBe(await plain.text());
  expect((await fetch(url, { method: "HEAD" })).status).toBe(200);
  expect((await fetch(url, { method: "DELETE" })).status).toBe(405);
});

it("ends with status 0 when it is told to", async () => {
  const second = spawn(process.execPath, [MAIN, "gate", "--listen", "0"], {
    cwd: directory,
    stdio: ["ignore", "pipe", "inherit"],
  });
  await once(createInterface({ input: second.stdout as NodeJS.ReadableStream }), "line");
  second.kill("SIGTERM");
  expect((await once(second, "exit"))[0]).toBe(0);
});

it("writes its files for a web server, and refuses what it cannot do with a hint", async () => {
  const run = (...args: string[]) => runProgram("verifier", ["gate", ...args], { directory });
  const written = await run("--out", "public");
  expect(written).toMatchObject({ stdout: "public\n", status: 0 });
  expect(await readdir(join(directory, "public"))).toEqual(
    expect.arrayContaining(["index.html", "sw.js", "worker.js"]),
  );
  expect((await run("--out", "public")).status).toBe(0);
  // A folder with anything else in it is not emptied.
  expect(await run("--out", ".")).toMatchObject({ stdout: "", status: 4 });
  expect(await readdir(directory)).toContain("trust.cose");
  const busy = await run("--listen", new URL(url).host);
  expect(busy.status).toBe(4);
  expect(busy.stderr).toContain("SERVICE_ADDRESS_UNAVAILABLE");
  for (const args of [
    ["--listen", "0.0.0.0:8080"],
    ["--publisher", "http://health.example.in"],
    ["--publisher", "https://a.in/x"],
  ]) {
    const { status, stderr } = await run(...args);
    expect([status, stderr.includes("hint:")]).toEqual([2, true]);
  }
  expect((await run("--listen", "0", "--trust", "nowhere.cose")).status).toBe(4);
});
