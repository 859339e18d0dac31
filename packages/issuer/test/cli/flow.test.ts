// The whole path by the two programs: registry, code by SMS, certificate in three forms, verdict with the network off.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createWorkplace, START, type Workplace } from "./issuer-in-use.ts";

const MOBILE = "+916100000001";
const NAME = "Asha Rani Biswas";
let work: Workplace;

beforeAll(async () => {
  work = createWorkplace();
  expect((await work.issuer(["init"])).status).toBe(0);
  expect((await work.issuer(["registry", "sample", "--count", "60", "--out", "registry.csv"])).status).toBe(0);
  expect((await work.issuer(["registry", "import", "registry.csv"])).status).toBe(0);
  expect((await work.issuer(["trust", "publish", "--out", "public"])).status).toBe(0);
});

afterAll(() => work.remove());

describe("from a number to a verdict", () => {
  let txnId: string;
  let qrText: string;

  it("sends a code: the transaction id alone on standard output, the message on standard error and in the outbox", async () => {
    const { stdout, stderr, status } = await work.issuer(["otp", "request", "--mobile", MOBILE, "--name", NAME]);
    expect(stdout).toMatch(/^[0-9a-f]{32}\n$/);
    expect(stderr).toContain(work.lastCode());
    expect(status).toBe(0);
    txnId = stdout.trim();
  });

  it("writes the certificate as PNG, SVG and text, each valid when read back", async () => {
    const out = ["card.png", "card.svg", "card.txt"].flatMap((file) => ["--out", file]);
    const { stdout, status } = await work.issuer(["otp", "confirm", txnId, work.lastCode(), ...out, "--json"], 30);
    expect(status).toBe(0);
    const result = JSON.parse(stdout);
    expect(result).toMatchObject({ status: "fully", origin: "new", iat: START + 30 });
    qrText = result.qrText;
    expect(readFileSync(join(work.directory, "card.txt"), "utf8")).toBe(`${qrText}\n`);
    expect(readFileSync(join(work.directory, "card.svg"), "utf8")).toMatch(/^<svg/);
    const verdict = await work.verifier(
      ["verify", "card.png", "card.txt", "--trust", "public/trust-bundle.cose", "--json"],
      60,
    );
    expect(verdict.status).toBe(0);
    for (const line of verdict.stdout.trimEnd().split("\n")) {
      expect(JSON.parse(line)).toMatchObject({
        outcome: "valid",
        claims: { status: "fully", identity: { fullName: NAME } },
      });
    }
  });

  it("makes a text of at most 200 characters for a name of 16", () => {
    expect(NAME).toHaveLength(16);
    expect(qrText.length).toBeLessThanOrEqual(200);
  });

  it("gives the same bytes to the same request again, and to a new code for the same person", async () => {
    const again = await work.issuer(["otp", "confirm", txnId, work.lastCode()], 90);
    expect(again.stdout).toBe(`${qrText}\n`);
    const second = await work.issuer(["otp", "request", "--mobile", MOBILE, "--name", NAME], 200);
    const held = await work.issuer(["otp", "confirm", second.stdout.trim(), work.lastCode(), "--json"], 210);
    expect(JSON.parse(held.stdout)).toMatchObject({ origin: "held", qrText });
  });

  it("draws the code on the terminal with its whole quiet zone", async () => {
    const request = await work.issuer(["otp", "request", "--mobile", "+91 6100000001", "--name", NAME], 400);
    const drawn = await work.issuer(["otp", "confirm", request.stdout.trim(), work.lastCode(), "--draw"], 410);
    const rows = drawn.stdout.split("\n").filter((row) => row !== "");
    // 49 modules and a quiet zone of 4 on both sides; two modules to a row of text.
    expect(rows).toHaveLength(29);
    expect(rows.every((row) => [...row].length === 57)).toBe(true);
    expect(rows.slice(0, 2).every((row) => /^█+$/.test(row))).toBe(true);
    expect(rows.every((row) => row.startsWith("████") && row.endsWith("████"))).toBe(true);
  });

  it("records a revocation once, with its first time", async () => {
    const [kid, cti] = await identityOf("card.png");
    const id = `${kid}-${cti}`;
    const first = await work.issuer(["revoke", id, "--json"], 500);
    expect(JSON.parse(first.stdout)).toMatchObject({ changed: [id], already: 0, final: 0, at: START + 500 });
    const second = await work.issuer(["revoke", id, "--json"], 600);
    expect(JSON.parse(second.stdout)).toMatchObject({ changed: [], already: 1, final: 0 });
  });
});

it("gives each of the demonstration's people the status that is due", async () => {
  const due = { "Sourav Biswas": "partially", "Rina Biswas": "not" };
  let after = 4_000;
  for (const [name, status] of Object.entries(due)) {
    const { stdout } = await work.issuer(["otp", "request", "--mobile", MOBILE, "--name", name], after);
    const issued = await work.issuer(["otp", "confirm", stdout.trim(), work.lastCode(), "--json"], after + 10);
    expect(JSON.parse(issued.stdout).status).toBe(status);
    after += 3_700;
  }
});

it("leaves no number, name, code or passphrase in any file of the data directory", () => {
  const forbidden = [
    MOBILE,
    MOBILE.slice(3),
    NAME,
    "Biswas",
    "বিশ্বাস",
    work.lastCode(),
    "a passphrase for tests",
    "MQ1:",
  ];
  const files = readdirSync(join(work.directory, "mohor-issuer"), { recursive: true, withFileTypes: true });
  const contents = files.filter((file) => file.isFile()).map((file) => readFileSync(join(file.parentPath, file.name)));
  expect(contents.length).toBeGreaterThan(4);
  for (const content of contents) {
    for (const text of forbidden) {
      for (const form of [
        Buffer.from(text),
        Buffer.from(text).toString("hex"),
        Buffer.from(text).toString("base64").slice(0, -2),
      ]) {
        // A six-digit code may stand somewhere by chance in base64; its plain form may not.
        if (typeof form === "string" && form.length < 10) continue;
        expect(content.includes(form)).toBe(false);
      }
    }
  }
});

async function identityOf(picture: string): Promise<readonly [string, string]> {
  const { stdout } = await work.verifier(["verify", picture, "--trust", "public/trust-bundle.cose", "--json"], 60);
  const { kid, cti } = JSON.parse(stdout);
  return [kid, cti];
}
