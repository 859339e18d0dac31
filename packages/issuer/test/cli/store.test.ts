// The database at the command line: copied while in use, restored, settled; and the whole path over a PostgreSQL.

import { copyFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Postgres, startPostgres } from "../../../../test-support/postgres.ts";
import { sampleRegistryCsv } from "../../src/sample/index.ts";
import { createWorkplace, type Workplace } from "./issuer-in-use.ts";

const TIMEOUT = 120_000;

let work: Workplace;
let postgres: Postgres;
beforeAll(async () => {
  work = createWorkplace();
  postgres = await startPostgres();
}, TIMEOUT);
afterAll(async () => {
  await postgres.stop();
  work.remove();
});

function codeOf(stdout: string): unknown {
  return (JSON.parse(stdout) as { readonly code?: unknown }).code;
}

describe("a store that was copied", { timeout: TIMEOUT }, () => {
  it("is refused in the store's place until it is settled", async () => {
    const store = join(work.directory, "mohor-issuer/store.sqlite");
    expect((await work.issuer(["init"])).status).toBe(0);
    expect(await work.issuer(["store", "backup", "--out", "copy.sqlite"])).toMatchObject({ status: 0 });
    const again = await work.issuer(["store", "backup", "--out", "copy.sqlite", "--json"]);
    expect([again.status, codeOf(again.stdout)]).toEqual([4, "FILE_EXISTS"]);
    for (const suffix of ["", "-wal", "-shm"]) rmSync(store + suffix, { force: true });
    copyFileSync(join(work.directory, "copy.sqlite"), store);
    const refused = await work.issuer(["keys", "list", "--json"]);
    expect([refused.status, codeOf(refused.stdout)]).toEqual([4, "STORE_RESTORED"]);
    const wrong = await work.issuer(["store", "restored", "--skip", "many"]);
    expect(wrong.status).toBe(2);
    const settled = await work.issuer(["store", "restored", "--skip", "500", "--json"]);
    const { keys } = JSON.parse(settled.stdout) as { keys: readonly { readonly from: number; readonly to: number }[] };
    expect(keys.map(({ from, to }) => to - from)).toContain(500);
    const trail = await work.issuer(["store", "trail", "--json"]);
    expect(JSON.parse(trail.stdout)).toMatchObject({ entries: expect.any(Number), brokenAt: null });
    expect(trail.status).toBe(0);
  });
});

describe("an issuer over PostgreSQL", { timeout: TIMEOUT }, () => {
  const pg = ["--dir", "pg"];

  it("is made, imports, issues and is migrated like any other", async () => {
    await postgres.createDatabase("cli");
    writeFileSync(join(work.directory, "url"), `${postgres.url("cli")}\n`);
    writeFileSync(join(work.directory, "people.csv"), [...sampleRegistryCsv({ count: 20 })].join(""));
    const nowhere = await work.issuer(["init", "--dir", "none", "--postgres-url-env", "NOT_SET", "--json"]);
    expect([nowhere.status, codeOf(nowhere.stdout)]).toEqual([2, "SETTINGS_MALFORMED"]);
    expect((await work.issuer(["init", "--postgres-url-file", "url", ...pg])).status).toBe(0);
    const imported = await work.issuer(["registry", "import", "people.csv", "--json", ...pg]);
    expect(JSON.parse(imported.stdout)).toMatchObject({ inserted: 20, rejected: 0, revoked: 0 });
    const person = ["--mobile", "+916100000001", "--name", "Asha Rani Biswas"];
    const txn = (await work.issuer(["otp", "request", ...person, ...pg])).stdout.trim();
    const issued = await work.issuer(["otp", "confirm", txn, work.lastCode(), "--json", ...pg], 5);
    expect(JSON.parse(issued.stdout)).toMatchObject({ qrText: expect.stringMatching(/^MQ1:/) });
    const taken = await work.issuer(["init", "--dir", "other", "--postgres-url-file", "url", "--json"]);
    expect([taken.status, codeOf(taken.stdout)]).toEqual([4, "STORE_EXISTS"]);
    const migrated = await work.issuer(["store", "migrate", "--json", ...pg]);
    expect(JSON.parse(migrated.stdout)).toMatchObject({ applied: [] });
    const backup = await work.issuer(["store", "backup", "--out", "x", "--json", ...pg]);
    expect([backup.status, codeOf(backup.stdout)]).toEqual([2, "STORE_BACKUP_ELSEWHERE"]);
  });
});
