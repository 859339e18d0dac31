// `entity add|rotate|revoke|list` as an operator meets them.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createWorkplace, type Workplace } from "./issuer-in-use.ts";

let work: Workplace;
beforeAll(async () => {
  work = createWorkplace();
  expect((await work.issuer(["init"])).status).toBe(0);
});
afterAll(() => work.remove());

const ADD = ["entity", "add", "rail.example.in", "--name", "Railway", "--purpose", "booking a seat"];

it("registers an organisation, prints its key this once and keeps it nowhere", async () => {
  const added = await work.issuer([...ADD, "--origin", "https://rail.example.in"]);
  expect([added.status, added.stdout]).toEqual([0, expect.stringMatching(/^mohor_[0-9a-f]{16}_[0-9a-f]{64}\n$/)]);
  expect(added.stderr).toContain("shown once");
  const secret = added.stdout.trim().slice(-64);
  const folder = join(work.directory, "mohor-issuer");
  for (const name of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (name.isFile()) expect(readFileSync(join(name.parentPath, name.name)).includes(secret)).toBe(false);
  }

  const rotated = await work.issuer(["entity", "rotate", "rail.example.in", "--overlap", "60", "--json"], 100);
  const { apiKey } = JSON.parse(rotated.stdout);
  expect(apiKey.slice(-64)).not.toBe(secret);
  const listed = await work.issuer(["entity", "list", "--json"]);
  expect(listed.stdout).not.toMatch(/secretHash|[0-9a-f]{64}/);
  expect(JSON.parse(listed.stdout).entities).toMatchObject([
    {
      entityId: "rail.example.in",
      state: "active",
      kind: "verifying-entity",
      keys: [{ until: expect.any(Number) }, { until: null }],
    },
  ]);
  expect((await work.issuer(["entity", "revoke", "rail.example.in"], 200)).stdout).toBe("revoked: rail.example.in\n");
  expect((await work.issuer(["entity", "list"], 300)).stdout).toMatch(
    /^rail\.example\.in {2}verifying-entity {2}revoked {2}Railway/,
  );
});

it("says what is wrong", async () => {
  const refused = async (...args: string[]) => {
    const { stdout, stderr, status } = await work.issuer(args);
    expect(stdout).toBe("");
    return [status, /\[([A-Z_]+)\]/.exec(stderr)?.[1] ?? stderr.split("\n")[0]];
  };
  expect(await refused(...ADD)).toEqual([1, "ENTITY_EXISTS"]);
  expect(await refused("entity", "rotate", "nobody.example")).toEqual([1, "ENTITY_UNKNOWN"]);
  expect(await refused("entity", "revoke", "nobody.example")).toEqual([1, "ENTITY_UNKNOWN"]);
  expect(await refused("entity", "add", "Rail", "--name", "R", "--purpose", "p")).toEqual([2, "ENTITY_MALFORMED"]);
  expect(await refused("entity", "add", "x.example", "--name", "R", "--purpose", "p", "--origin", "rail")).toEqual([
    2,
    "ENTITY_MALFORMED",
  ]);
  expect((await refused("entity", "add", "x.example", "--name", "R"))[0]).toBe(2);
  expect((await refused("entity", "add", "x.example", "--name", "R", "--purpose", "p", "--kind", "shop"))[0]).toBe(2);
  expect((await refused("entity", "rotate", "rail.example.in", "--overlap", "a day"))[0]).toBe(2);
});
