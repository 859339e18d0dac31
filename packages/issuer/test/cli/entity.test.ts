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

it("registers a help desk with its place, changes its limits, and says what cannot be", async () => {
  const add = ["entity", "add", "kendra-17.example.in", "--kind", "help-desk", "--name", "Kendra 17"];
  const refused = async (...args: string[]) => {
    const { stderr, status } = await work.issuer(args);
    return [status, /\[([A-Z_]+)\]/.exec(stderr)?.[1]];
  };
  expect(await refused(...add)).toEqual([2, "ENTITY_MALFORMED"]);
  expect(await refused(...add, "--place", "Barasat", "--purpose", "p")).toEqual([2, "ENTITY_MALFORMED"]);
  const misplaced = ["entity", "add", "mall.example.in", "--name", "Mall", "--purpose", "p", "--place", "Barasat"];
  expect(await refused(...misplaced)).toEqual([2, "ENTITY_MALFORMED"]);

  const added = await work.issuer([...add, "--place", "Station Road, Barasat", "--codes-per-hour", "30"], 400);
  expect([added.status, added.stdout]).toEqual([0, expect.stringMatching(/^mohor_[0-9a-f]{16}_[0-9a-f]{64}\n$/)]);
  const limited = await work.issuer(["entity", "limit", "kendra-17.example.in", "--wrong-codes-per-day", "40"], 500);
  expect([limited.status, limited.stdout]).toEqual([0, "limited: kendra-17.example.in\n"]);
  const { entities } = JSON.parse((await work.issuer(["entity", "list", "--json"])).stdout);
  expect(entities).toContainEqual(
    expect.objectContaining({
      entityId: "kendra-17.example.in",
      kind: "help-desk",
      purpose: "",
      desk: { place: "Station Road, Barasat", codesPerHour: 30, wrongCodesPerDay: 40 },
    }),
  );
  expect((await work.issuer(["entity", "list"])).stdout).toContain("Kendra 17, Station Road, Barasat");

  expect(await refused("entity", "limit", "kendra-17.example.in")).toEqual([2, "ENTITY_MALFORMED"]);
  expect(await refused("entity", "limit", "kendra-17.example.in", "--codes-per-hour", "0")).toEqual([
    2,
    "ENTITY_MALFORMED",
  ]);
  expect(await refused("entity", "limit", "rail.example.in", "--codes-per-hour", "9")).toEqual([2, "ENTITY_MALFORMED"]);
  expect(await refused("entity", "limit", "nobody.example", "--codes-per-hour", "9")).toEqual([1, "ENTITY_UNKNOWN"]);
  expect((await work.issuer(["entity", "limit", "rail.example.in", "--requests-per-minute", "9"])).status).toBe(0);

  const trail = await work.issuer(["store", "trail", "--of", "operator"]);
  expect(trail.stdout).toMatch(/ {2}entity-added {2}kendra-17\.example\.in keyId=[0-9a-f]{16}\n/);
  expect(trail.stdout).toMatch(/ {2}entity-limited {2}kendra-17\.example\.in wrongCodesPerDay=40\n/);
  const others = JSON.parse((await work.issuer(["store", "trail", "--of", "nobody", "--json"])).stdout);
  expect(others).toMatchObject({ of: [], brokenAt: null });
});
