// From the authority's folder over a plain web server into a verifier: what `trust publish` and `status-list publish` write is what
// `trust update` reads.

import { readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createWorkplace, type Workplace } from "./issuer-in-use.ts";

let place: Workplace;
let server: Server;
let asked: string[] = [];

beforeAll(async () => {
  place = createWorkplace();
  server = createServer((request, response) => {
    const name = (request.url ?? "").slice(1);
    asked.push(name);
    try {
      response.end(readFileSync(join(place.directory, "out", name)));
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});
afterAll(() => {
  server.close();
  place.remove();
});

async function run(after: number, ...args: string[]): Promise<void> {
  const finished = await place.issuer([...args, "--dir", "issuer"], after);
  expect(finished, finished.stderr).toMatchObject({ status: 0 });
}

async function update(after: number, ...args: string[]): Promise<{ outcome: string; version: number }> {
  asked = [];
  const from = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const finished = await place.verifier(
    ["trust", "update", "--from", from, "--state", "gate.state", "--json", ...args],
    after,
  );
  expect(finished, finished.stderr).toMatchObject({ status: 0, stderr: "" });
  return JSON.parse(finished.stdout);
}

/** A dozen commands, each with a key derivation: on a busy machine a few seconds each. */
const LONG = { timeout: 240_000 };

describe("what an authority publishes", () => {
  it("sets a verifier up and keeps it up to date, each time with no more than is new", LONG, async () => {
    await run(0, "init", "--issuer", "Health Department");
    await run(60, "trust", "publish", "--out", "out");
    await run(60, "status-list", "publish", "--out", "out");
    expect(await update(120, "--trust-on-first-use")).toMatchObject({ outcome: "updated", version: 1 });
    expect(asked[0]).toBe("index.json");
    expect(asked.some((name) => name.startsWith("status/"))).toBe(true);

    expect(await update(130)).toMatchObject({ outcome: "unchanged" });
    expect(asked).toEqual(["index.json"]);

    await run(86_400, "status-list", "publish", "--out", "out");
    expect(await update(86_460)).toMatchObject({ outcome: "updated", version: 1 });
    expect(asked).not.toContain("trust-bundle.cose");
    await run(86_500, "trust", "publish", "--out", "out");
    expect(await update(86_560)).toMatchObject({ outcome: "updated", version: 2 });
    expect(asked).toContain("trust-bundle.cose");
    expect(await update(86_570)).toMatchObject({ outcome: "unchanged" });
  });
});
