// `trust publish` where somebody else has a hand in it: at the same moment, or in the store.

import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { decodeSignedTrustBundle, kidOf, toHex } from "@mohor/schema";
import { afterAll, beforeAll, expect, it } from "vitest";
import { STRANGER_KEY } from "../../../../test-vectors/generate/test-keys.ts";
import { openSqliteDatabase } from "../../src/adapters/sqlite-database.ts";
import { createWorkplace, type Workplace } from "./issuer-in-use.ts";

let work: Workplace;

beforeAll(async () => {
  work = createWorkplace();
  await work.issuer(["init"]);
});

afterAll(() => work.remove());

it("gives each of several publications at once a version of its own", async () => {
  const outs = ["a", "b", "c", "d"];
  const results = await Promise.all(outs.map((out) => work.issuer(["trust", "publish", "--out", out, "--json"])));
  const versions = results.map(({ stdout }) => JSON.parse(stdout).version);
  expect(versions.toSorted()).toEqual([1, 2, 3, 4]);
  for (const [at, out] of outs.entries()) {
    const decoded = decodeSignedTrustBundle(readFileSync(join(work.directory, out, "trust-bundle.cose")));
    expect(decoded.ok && decoded.value.bundle.version).toBe(versions[at]);
  }
});

it("signs no key that was put into the store from outside, and says which", async () => {
  const kid = toHex(kidOf(STRANGER_KEY.publicKey));
  const database = openSqliteDatabase(join(work.directory, "mohor-issuer/store.sqlite"));
  const columns = Object.keys(database.get("SELECT * FROM signing_key") ?? {});
  const row = { ...database.get("SELECT * FROM signing_key"), kid, public_key: STRANGER_KEY.publicKey };
  database.run(
    `INSERT INTO signing_key (${columns.join(", ")}) VALUES (${columns.map((column) => `:${column}`).join(", ")})`,
    row,
  );
  const { stdout, stderr, status } = await work.issuer(["trust", "publish", "--out", "public"]);
  expect(stderr).toContain(kid);
  expect(stderr).toContain("[SIGNING_KEY_UNAVAILABLE]");
  expect({ stdout, status }).toEqual({ stdout: "", status: 4 });
  database.run("DELETE FROM signing_key WHERE kid = :kid", { kid });
  database.close();
  expect((await work.issuer(["trust", "publish", "--out", "public"])).status).toBe(0);
});

it("still issues where another key's file is damaged", async () => {
  writeFileSync(join(work.directory, "mohor-issuer/keys/00000000.json"), "");
  await work.issuer(["registry", "sample", "--count", "8", "--out", "registry.csv"]);
  await work.issuer(["registry", "import", "registry.csv"]);
  const request = await work.issuer(["otp", "request", "--mobile", "+916100000001", "--name", "Asha Rani Biswas"]);
  const issued = await work.issuer(["otp", "confirm", request.stdout.trim(), work.lastCode(), "--json"], 10);
  expect(JSON.parse(issued.stdout)).toMatchObject({ status: "fully", fullName: "Asha Rani Biswas" });
  rmSync(join(work.directory, "mohor-issuer/keys/00000000.json"));
});
