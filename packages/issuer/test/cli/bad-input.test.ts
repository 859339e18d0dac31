// What goes wrong at the issuer's command line: its code, its exit status, a hint, and nothing lost or half done.

import { mkdirSync, readFileSync, renameSync, rmdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { TEXTS, WORDS } from "@mohor/schema/texts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openSqliteDatabase } from "../../src/adapters/sqlite-database.ts";
import { createWorkplace, START, type Workplace } from "./issuer-in-use.ts";

const HEADER =
  "beneficiary_id,revision,full_name,second_name,second_language,birth_date,mobile,dose1_product,dose1_date,dose2_product,dose2_date,dose3_product,dose3_date,dose4_product,dose4_date,deceased_on,source";
let work: Workplace;

beforeAll(async () => {
  work = createWorkplace();
  await work.issuer(["init"]);
  await work.issuer(["registry", "sample", "--count", "8", "--out", "registry.csv"]);
  await work.issuer(["registry", "import", "registry.csv"]);
});

afterAll(() => work.remove());

describe("each fault has its code, its exit status and a hint", () => {
  const unset = { MOHOR_PASSPHRASE: "" };
  const wrong = { MOHOR_PASSPHRASE: "another passphrase" };
  type Case = readonly [
    title: string,
    args: string[],
    code: string,
    status: number,
    environment: Record<string, string>,
  ];
  const cases: readonly Case[] = [
    ["a missing data directory", ["keys", "list", "--dir", "nowhere"], "STORE_MISSING", 4, {}],
    ["a data directory that is there already", ["init"], "STORE_EXISTS", 4, {}],
    ["a passphrase not set", ["keys", "list"], "PASSPHRASE_MISSING", 2, unset],
    ["a wrong passphrase", ["keys", "list"], "PASSPHRASE_WRONG", 4, wrong],
    ["a passphrase too short", ["init", "--dir", "new"], "PASSPHRASE_TOO_SHORT", 2, { MOHOR_PASSPHRASE: "short" }],
    [
      "a mobile number that is none",
      ["otp", "request", "--mobile", "12345", "--name", "Asha Biswas"],
      "MOBILE_MALFORMED",
      1,
      {},
    ],
    [
      "a landline",
      ["otp", "request", "--mobile", "+91 3325551234", "--name", "Asha Biswas"],
      "MOBILE_NOT_MOBILE",
      1,
      {},
    ],
    [
      "another country",
      ["otp", "request", "--mobile", "+8801712345678", "--name", "Asha Biswas"],
      "MOBILE_COUNTRY_NOT_SERVED",
      1,
      {},
    ],
    [
      "a name without letters",
      ["otp", "request", "--mobile", "+916100000001", "--name", "12 !"],
      "NAME_MALFORMED",
      1,
      {},
    ],
    ["a transaction that never was", ["otp", "confirm", "0".repeat(32), "123456"], "OTP_TXN_UNKNOWN", 1, {}],
    ["a code that is none", ["otp", "confirm", "0".repeat(32), "12x"], "OTP_MALFORMED", 1, {}],
    [
      "a form of output that is none",
      ["otp", "confirm", "0".repeat(32), "123456", "--out", "card.gif"],
      "OUTPUT_FORM_UNKNOWN",
      2,
      {},
    ],
    ["a registry file that is not there", ["registry", "import", "nowhere.csv"], "FILE_NOT_FOUND", 4, {}],
    [
      "a picture in a folder that is not there",
      ["otp", "confirm", "0".repeat(32), "123456", "--out", "nowhere/card.png"],
      "FILE_UNWRITABLE",
      4,
      {},
    ],
    ["a data directory below a file", ["init", "--dir", "registry.csv/issuer"], "FILE_UNWRITABLE", 4, {}],
    ["a data directory in place of a file", ["init", "--dir", "registry.csv"], "FILE_EXISTS", 4, {}],
    ["a publication below a file", ["trust", "publish", "--out", "registry.csv/public"], "FILE_UNWRITABLE", 4, {}],
    ["a sample in a folder that is not there", ["registry", "sample", "--out", "nowhere/x"], "FILE_UNWRITABLE", 4, {}],
    ["a key for after the last date", ["keys", "generate", "--use-from", "2106-01-01"], "CLOCK_IMPLAUSIBLE", 3, {}],
    ["a store to migrate that is not there", ["store", "migrate", "--dir", "nowhere"], "STORE_MISSING", 4, {}],
    ["a certificate id that is none", ["revoke", "1234"], "CERTIFICATE_ID_MALFORMED", 2, {}],
    ["a certificate that never was", ["revoke", "1a2b3c4d-00f3e2"], "CERTIFICATE_UNKNOWN", 1, {}],
  ];
  it.each(cases)("%s", async (_title, args, code, status, environment) => {
    const { stdout, stderr, status: ended } = await work.issuer([...args, "--json"], 0, environment);
    expect(stderr).toMatch(new RegExp(`^error: .*\\[${code}\\]\\n(?:.+\\n)*hint: .+\\n$`));
    expect(JSON.parse(stdout)).toMatchObject({ code });
    expect(ended).toBe(status);
  });

  it("leaves standard output empty where no JSON is asked for", async () => {
    expect((await work.issuer(["keys", "list", "--dir", "nowhere"])).stdout).toBe("");
  });

  it("speaks Bengali and Hindi", async () => {
    for (const language of ["bn", "hi"] as const) {
      const { stderr } = await work.issuer(["keys", "list", "--lang", language], 0, wrong);
      const { text, hint } = TEXTS[language].PASSPHRASE_WRONG;
      expect(stderr).toContain(`${WORDS[language].error}: ${text}: `);
      expect(stderr).toContain(`${WORDS[language].hint}: ${hint}\n`);
    }
  });

  it.each([
    [["otp", "request"]],
    [["registry"]],
    [["trust", "publish"]],
    [["revoke"]],
    [["keys", "generate", "--purpose", "root"]],
    [["registry", "sample", "--dir", "mohor-issuer"]],
  ])("usage of %j ends with 2", async (args) => {
    const { stdout, status } = await work.issuer(args);
    expect({ stdout, status }).toEqual({ stdout: "", status: 2 });
  });
});

describe("the data directory", () => {
  it("is not worked on with settings that cannot work, whose place is named", async () => {
    const path = join(work.directory, "mohor-issuer", "settings.json");
    const good = readFileSync(path, "utf8");
    writeFileSync(path, good.replace('"expiresAfterDays": 30', '"expiresAfterDays": 0'));
    const { stderr, status } = await work.issuer(["trust", "publish", "--out", "public"]);
    writeFileSync(path, good);
    expect(stderr).toContain(": settings.trust.expiresAfterDays [SETTINGS_MALFORMED]");
    expect(status).toBe(2);
  });

  it("names the file that a wrong passphrase does not open", async () => {
    const { stderr } = await work.issuer(["keys", "list"], 0, { MOHOR_PASSPHRASE: "another passphrase" });
    expect(stderr).toContain(": mohor-issuer/secrets.json [PASSPHRASE_WRONG]");
  });

  it("publishes nothing without a root key", async () => {
    const folder = join(work.directory, "mohor-issuer", "root-keys");
    renameSync(folder, `${folder}-elsewhere`);
    const missing = await work.issuer(["trust", "publish", "--out", "public"]);
    mkdirSync(folder);
    const empty = await work.issuer(["trust", "publish", "--out", "public"]);
    rmdirSync(folder);
    renameSync(`${folder}-elsewhere`, folder);
    for (const { stderr, status } of [missing, empty]) {
      expect([stderr, status]).toEqual([expect.stringContaining("[ROOT_SIGNATURES_TOO_FEW]"), 1]);
    }
  });

  it("needs no migration when it is new", async () => {
    const { stdout, status } = await work.issuer(["store", "migrate", "--json"]);
    expect({ result: JSON.parse(stdout), status }).toEqual({ result: { applied: [], secretsAdded: [] }, status: 0 });
  });

  it("keeps when a key was made apart from when it begins", async () => {
    const { stdout } = await work.issuer(["keys", "generate", "--use-from", "2027-02-01", "--json"], 100);
    const { kid, useFrom } = JSON.parse(stdout);
    const path = join(work.directory, "mohor-issuer", "keys", `${kid}.json`);
    expect(useFrom).toBe(Date.parse("2027-02-01") / 1000);
    expect(JSON.parse(readFileSync(path, "utf8")).header.about.created).toBe(START + 100);
  });
});

describe("one-time codes", () => {
  it("counts wrong tries, then is spent even for the right code, and says how long to wait", async () => {
    const request = await work.issuer(["otp", "request", "--mobile", "+916100000001", "--name", "Rina Biswas"], 10_000);
    const txnId = request.stdout.trim();
    const wrong = work.lastCode() === "000000" ? "000001" : "000000";
    const left: unknown[] = [];
    for (let i = 0; i < 5; i++) {
      const { stdout } = await work.issuer(["otp", "confirm", txnId, wrong, "--json"], 10_001 + i);
      left.push(JSON.parse(stdout).attemptsLeft ?? JSON.parse(stdout).code);
    }
    expect(left).toEqual([4, 3, 2, 1, "OTP_ATTEMPTS_SPENT"]);
    const { stdout, status } = await work.issuer(["otp", "confirm", txnId, work.lastCode(), "--json"], 10_010);
    expect(JSON.parse(stdout)).toMatchObject({ code: "OTP_ATTEMPTS_SPENT", retryAfterSeconds: expect.any(Number) });
    expect(status).toBe(1);
  });

  it("warns the operator, in their language, when very many wrong codes come in", async () => {
    const database = openSqliteDatabase(join(work.directory, "mohor-issuer", "store.sqlite"));
    // Six tenths of the day's budget, in its units of 10^-12 takeovers.
    database.run("INSERT INTO otp_failure_bucket (start, count) VALUES (?, 600000000)", START + 50_000);
    const request = ["otp", "request", "--mobile", "12345", "--name", "Rina Biswas", "--lang", "hi"];
    const warned = await work.issuer(request, 50_100);
    const later = await work.issuer(request, 150_000);
    database.run("DELETE FROM otp_failure_bucket");
    database.close();
    const warning = `${WORDS.hi.note}: ${WORDS.hi.manyWrongCodes}\n`;
    expect(warned.stderr.startsWith(warning)).toBe(true);
    expect(later.stderr).not.toContain(warning);
  });

  it("refuses an old code, and a name that fits nobody on the number with one plain answer", async () => {
    const first = await work.issuer(["otp", "request", "--mobile", "+916100000001", "--name", "Rina Biswas"], 20_000);
    const late = await work.issuer(["otp", "confirm", first.stdout.trim(), work.lastCode(), "--json"], 20_180);
    expect(JSON.parse(late.stdout).code).toBe("OTP_EXPIRED");
    const second = await work.issuer(
      ["otp", "request", "--mobile", "+916100000001", "--name", "Debjani Mukherjee"],
      30_000,
    );
    const nobody = await work.issuer(["otp", "confirm", second.stdout.trim(), work.lastCode()], 30_010);
    expect(nobody.stderr).toContain("[RECORD_NOT_FOUND]");
    expect(nobody.stdout + nobody.stderr).not.toMatch(/Biswas|Rina|Asha/);
  });
});

describe("registry import", () => {
  const good = "A-1,1,Mina Das,,,1990,9876543210,COVAXIN,2021-05-01,COVAXIN,2021-06-01,,,,,,COWIN";

  it.each([
    ["other columns", "id,name,phone\n1,Mina Das,9876543210\n"],
    ["the columns in another order", `${HEADER.split(",").toReversed().join(",")}\n`],
  ])("refuses a file with %s whole", async (_title, content) => {
    writeFileSync(join(work.directory, "bad.csv"), content);
    const { stdout, stderr, status } = await work.issuer(["registry", "import", "bad.csv"]);
    expect(stderr).toContain("[CSV_HEADER_WRONG]");
    expect(stderr).not.toContain("9876543210");
    expect({ stdout, status }).toEqual({ stdout: "", status: 1 });
  });

  it("leaves out bad rows with line, column and code, takes the good ones, and shows nothing personal", async () => {
    const rows = [
      good,
      good.replace("9876543210", "0123").replace("A-1", "A-2"),
      good.replace("2021-06-01", "2021-04-01").replace("A-1", "A-3"),
      good.replace("Mina Das", "মিনা").replace("A-1", "A-4"),
      good.replaceAll("COVAXIN", "ELIXIR").replace("A-1", "A-5"),
      "A-6,1,Mina",
      good.replace("A-1", "A-7").replace("Mina Das", "Bina Das"),
    ];
    writeFileSync(join(work.directory, "mixed.csv"), `\uFEFF${[HEADER, ...rows].join("\r\n")}\r\n`);
    const { stdout, stderr, status } = await work.issuer(["registry", "import", "mixed.csv", "--json"]);
    const result = JSON.parse(stdout);
    expect(result).toMatchObject({ rows: 7, inserted: 2, rejected: 5 });
    expect(result.rejectedRows.map(({ line, code, column }: Record<string, unknown>) => [line, code, column])).toEqual([
      [3, "MOBILE_MALFORMED", "mobile"],
      [4, "ROW_DOSES_OUT_OF_ORDER", "dose2_date"],
      [5, "ROW_NAME_INVALID", "full_name"],
      [6, "ROW_PRODUCT_UNKNOWN", "dose1_product"],
      [7, "ROW_COLUMN_COUNT", undefined],
    ]);
    expect(stderr.trimEnd().split("\n")).toHaveLength(5);
    expect(stdout + stderr).not.toMatch(/Mina|মিনা|9876543210|0123/);
    expect(status).toBe(1);
    const again = await work.issuer(["registry", "import", "mixed.csv", "--json"]);
    expect(JSON.parse(again.stdout)).toMatchObject({ inserted: 0, updated: 0, unchanged: 2, rejected: 5 });
  });
});
