// `verifier verify` as a person meets it: every kind of input, good and bad, its code, its exit status, its two streams.

import { spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { crc32, deflateSync } from "node:zlib";
import { coseKeyThumbprint, encodeLinkForm, toHex } from "@mohor/schema";
import QRCode from "qrcode";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Finished, runProgram } from "../../../../test-support/run-program.ts";
import { CLAIMS, certificate } from "../../../../test-vectors/generate/chain.ts";
import { REVOKED_KEY, SPECIMEN_KEY, STRANGER_KEY } from "../../../../test-vectors/generate/test-keys.ts";
import { DAY, NOW } from "../../../../test-vectors/generate/timeline.ts";
import { BUNDLE, signedBundle, TRUST } from "../../../../test-vectors/generate/trust.ts";

const QR_TEXT = certificate().qrText;
const AT = ["--now", isoTime(NOW)];
let directory: string;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "mohor-verify-"));
  await writeFile(join(directory, "trust.cose"), TRUST);
  await writeFile(join(directory, "card.png"), await picture(QR_TEXT));
  await writeFile(join(directory, "card.txt"), `${QR_TEXT}\n`);
});

afterAll(() => rm(directory, { recursive: true }));

describe("a certificate", () => {
  it("is valid from a picture, a text file, a QR text, a link and standard input, each with its claims", async () => {
    const link = encodeLinkForm("gate.example.in", QR_TEXT);
    const inputs = ["card.png", "card.txt", QR_TEXT, link, "-"];
    const { stdout, stderr, status } = await verify([...inputs, ...AT, "--json"], QR_TEXT);
    const verdicts = stdout
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(verdicts.map(({ input }) => input)).toEqual(["card.png", "card.txt", "argument 3", "argument 4", "-"]);
    for (const verdict of verdicts) {
      expect(verdict).toMatchObject({ outcome: "valid", claims: CLAIMS, notices: ["STATUSLIST_MISSING"] });
    }
    expect({ stderr, status }).toEqual({ stderr: "", status: 0 });
  });

  it("is told to a person in each language, without English words for the outcome", async () => {
    const words = { en: "VALID", bn: "ঠিক আছে", hi: "सही है" };
    for (const [language, word] of Object.entries(words)) {
      const { stdout, status } = await verify(["card.png", ...AT, "--lang", language]);
      expect(stdout.startsWith(`${word}  card.png\n`)).toBe(true);
      expect(stdout).toContain("Asha Rani Biswas");
      expect(status).toBe(0);
    }
  });

  it("speaks the language of the environment where no flag says otherwise", async () => {
    const { stdout } = await verify(["card.txt", ...AT], "", { LANG: "bn_IN.UTF-8" });
    expect(stdout.startsWith("ঠিক আছে")).toBe(true);
  });

  it("shows no colour codes where the output is no terminal", async () => {
    const { stdout } = await verify(["card.txt", ...AT]);
    expect(stdout).not.toContain("\u001B");
  });
});

describe("exit status and code", () => {
  const wrongKey = certificate({ key: STRANGER_KEY }).qrText;
  const revoked = certificate({ key: REVOKED_KEY }).qrText;
  const cases: readonly (readonly [title: string, args: string[], code: string, status: number])[] = [
    ["a signature by a stranger", [wrongKey, ...AT], "KEY_UNKNOWN", 1],
    ["a revoked key", [revoked, ...AT], "KEY_REVOKED", 1],
    ["an expired certificate, though the trust is stale", [QR_TEXT, "--now", isoTime(CLAIMS.exp)], "CWT_EXPIRED", 1],
    ["a stale key set", [QR_TEXT, "--now", isoTime(NOW + 20 * DAY)], "KEYSET_STALE", 3],
    ["an impossible clock", [QR_TEXT, "--now", "2020-01-01"], "CLOCK_IMPLAUSIBLE", 3],
    ["a lower-cased text", [QR_TEXT.toLowerCase(), ...AT], "QR_CASE_CHANGED", 1],
    ["a text with a space before it", [` ${QR_TEXT}`, ...AT], "QR_WHITESPACE_AROUND", 1],
    ["a text with its inner spaces lost", [spaceless(), ...AT], "BASE45_INVALID", 1],
    ["a European certificate", ["HC1:6BFOXN%TS3DH0YOJ58S S", ...AT], "QR_PREFIX_UNKNOWN", 1],
    ["a web address", ["https://example.com/menu", ...AT], "QR_PREFIX_UNKNOWN", 1],
    ["a later format", [QR_TEXT.replace("MQ1:", "MQ2:"), ...AT], "QR_VERSION_UNSUPPORTED", 1],
    ["a file that is not there", ["nowhere.png", ...AT], "FILE_NOT_FOUND", 4],
    ["a folder", [".", ...AT], "FILE_UNREADABLE", 4],
  ];
  it.each(cases)("tells of %s", async (_title, args, code, status) => {
    const json = await verify([...args, "--json"]);
    expect({ code: JSON.parse(json.stdout).code, status: json.status }).toEqual({ code, status });
    expect(JSON.parse(json.stdout)).not.toHaveProperty("claims");
    const told = await verify(args);
    expect(told.stdout).toContain(`[${code}]`);
    expect(told.stdout).toMatch(/\n {2}hint: .+/);
    expect(told.status).toBe(status);
  });

  const files: readonly (readonly [
    title: string,
    content: () => string | Uint8Array | Promise<Uint8Array>,
    code: string,
  ])[] = [
    ["an empty file", () => "", "PICTURE_EMPTY"],
    ["a file that is no picture", () => Uint8Array.of(0, 1, 2, 3, 250), "PICTURE_FORMAT_UNKNOWN"],
    ["a drawing with markup", () => "<svg xmlns='http://www.w3.org/2000/svg'/>", "PICTURE_FORMAT_UNKNOWN"],
    ["a picture cut short", async () => (await picture(QR_TEXT)).subarray(0, 200), "PICTURE_DAMAGED"],
    ["a picture without a code", () => blankPng(), "QR_NOT_FOUND"],
    ["a picture of a foreign code", () => picture("HTTPS://EXAMPLE.COM/MENU"), "QR_PREFIX_UNKNOWN"],
  ];
  it.each(files)("tells of %s", async (_title, content, code) => {
    await writeFile(join(directory, "subject"), await content());
    const { stdout, status } = await verify(["subject", ...AT, "--json"]);
    expect(JSON.parse(stdout)).toMatchObject({ input: "subject", outcome: "invalid", code, notices: [] });
    expect(status).toBe(1);
  });

  it("is that of the gravest input where there are several", async () => {
    const stale = ["--now", isoTime(NOW + 20 * DAY)];
    expect((await verify([QR_TEXT, "HC1:6BF", ...stale])).status).toBe(1);
    expect((await verify([QR_TEXT, "HC1:6BF", "nowhere", ...stale])).status).toBe(4);
  });
});

describe("trust", () => {
  it("is missing without --trust: undecided, never invalid", async () => {
    const { stdout, status } = await runProgram("verifier", ["verify", QR_TEXT, "--json"]);
    expect({ code: JSON.parse(stdout).code, status }).toEqual({ code: "KEYSET_MISSING", status: 3 });
  });

  it.each([
    ["malformed", TRUST.subarray(1), "KEYSET_MALFORMED"],
    ["signed by the wrong key", signedBundle(BUNDLE, [STRANGER_KEY]), "KEYSET_SIGNATURE_INVALID"],
    ["empty", new Uint8Array(0), "KEYSET_MALFORMED"],
  ])("that is %s leaves every certificate undecided", async (_title, bytes, code) => {
    await writeFile(join(directory, "bad.cose"), bytes);
    const { stdout, status } = await run(["verify", QR_TEXT, "--json", "--trust", "bad.cose", ...AT]);
    expect({ code: JSON.parse(stdout).code, status }).toEqual({ code, status: 3 });
  });

  it("that is not there ends the command with a hint on standard error and nothing on standard output", async () => {
    const { stdout, stderr, status } = await run(["verify", QR_TEXT, "--trust", "nowhere.cose"]);
    expect(stdout).toBe("");
    expect(stderr).toMatch(/^error: .*nowhere\.cose \[FILE_NOT_FOUND\]\nhint: .+\n$/);
    expect(status).toBe(4);
  });
});

describe("policy", () => {
  it.each([
    ["admits", { statuses: ["fully"] }, {}, "admitted", undefined, 0],
    ["refuses a status", { statuses: ["not"] }, {}, "not-admitted", "POLICY_STATUS_NOT_ADMITTED", 1],
    ["refuses by age", { statuses: ["fully"], maxAgeSeconds: 10 }, {}, "not-admitted", "POLICY_TOO_OLD", 1],
    [
      "refuses a specimen",
      { statuses: ["fully"] },
      { key: SPECIMEN_KEY },
      "not-admitted",
      "POLICY_SPECIMEN_NOT_ADMITTED",
      1,
    ],
  ] as const)("%s", async (_title, policy, parts, outcome, code, status) => {
    await writeFile(join(directory, "policy.json"), JSON.stringify(policy));
    const { qrText } = certificate(parts);
    const result = await verify([qrText, ...AT, "--json", "--policy", "policy.json"]);
    const verdict = JSON.parse(result.stdout);
    expect(verdict.outcome).toBe("valid");
    expect(verdict.admission).toEqual({ outcome, ...(code === undefined ? {} : { code }) });
    expect(result.status).toBe(status);
  });

  it.each(["{", "[]", '{"statuses":[]}', '{"statuses":["fully"],"status":"fully"}'])(
    "refuses %s as a usage error",
    async (text) => {
      await writeFile(join(directory, "policy.json"), text);
      const { stderr, status } = await verify([QR_TEXT, ...AT, "--policy", "policy.json"]);
      expect(stderr).toContain("[POLICY_MALFORMED]");
      expect(status).toBe(2);
    },
  );
});

describe("what people see", () => {
  it("is never the word for valid where the certificate is a specimen", async () => {
    const { stdout, status } = await verify([certificate({ key: SPECIMEN_KEY }).qrText, ...AT]);
    expect(stdout.startsWith("SPECIMEN  argument 1\n")).toBe(true);
    expect(stdout).not.toContain("VALID");
    expect(status).toBe(0);
  });

  it("holds no control character, whatever a file is called", async () => {
    const name = "a\u001B[2J\nVALID\u202E.txt";
    await writeFile(join(directory, name), "HC1:6BF");
    const { stdout } = await verify([name, ...AT]);
    expect(stdout.split("\n")[0]).toBe("INVALID  a\\u{1b}[2J\\u{a}VALID\\u{202e}.txt");
  });
});

describe("a reader that goes away", () => {
  it("does not turn an invalid certificate into exit status 0", async () => {
    const main = fileURLToPath(new URL("../../src/cli/main.ts", import.meta.url));
    const child = spawn(process.execPath, [main, "verify", "HC1:6BF", "HC1:6BF"], {
      stdio: ["ignore", "pipe", "ignore"],
    });
    child.stdout.destroy();
    expect(await new Promise((resolve) => child.on("close", resolve))).toBe(1);
  });
});

describe("trust show", () => {
  it("shows issuer, dates and root thumbprints of a bundle whose signatures hold", async () => {
    const { stdout, status } = await run(["trust", "show", "trust.cose", "--json"]);
    const shown = JSON.parse(stdout);
    expect(shown).toMatchObject({ version: 1, issuer: BUNDLE.issuer, rootThreshold: 1 });
    expect(shown.roots).toEqual(BUNDLE.rootKeys.map((key) => toHex(coseKeyThumbprint(key))));
    expect(status).toBe(0);
    expect((await run(["trust", "show", "trust.cose"])).stdout).toContain(`root key thumbprint: ${shown.roots[0]}\n`);
  });

  it("refuses one whose signatures do not hold", async () => {
    await writeFile(join(directory, "bad.cose"), signedBundle(BUNDLE, [STRANGER_KEY]));
    const { stdout, stderr, status } = await run(["trust", "show", "bad.cose"]);
    expect({ stdout, status }).toEqual({ stdout: "", status: 3 });
    expect(stderr).toContain("[KEYSET_SIGNATURE_INVALID]");
  });
});

describe("usage", () => {
  it("counts words too many and does not show them", async () => {
    const { stderr, status } = await run(["trust", "show", "trust.cose", "Asha", "Biswas"]);
    expect(stderr).toContain("2 words too many");
    expect(stderr).not.toMatch(/Asha|Biswas/);
    expect(status).toBe(2);
  });

  it.each([
    ["no input", ["verify"]],
    ["an unknown flag", ["verify", "x", "--trusty"]],
    ["an unknown command", ["verfy"]],
    ["a time that is none", ["verify", "x", "--now", "2026-02-30"]],
    ["a local time", ["verify", "x", "--now", "2026-02-03T10:00"]],
    ["no command", []],
  ])("of %s ends with status 2 and an empty standard output", async (_title, args) => {
    const { stdout, stderr, status } = await run(args);
    expect({ stdout, status }).toEqual({ stdout: "", status: 2 });
    expect(stderr).not.toBe("");
  });

  it("is explained by --help on standard output with status 0", async () => {
    const { stdout, status } = await run(["verify", "--help"]);
    expect(stdout).toContain("--trust <file>");
    expect(status).toBe(0);
  });
});

function verify(args: readonly string[], stdin = "", environment = {}): Promise<Finished> {
  return run(["verify", "--trust", "trust.cose", ...args], stdin, environment);
}

function run(args: readonly string[], stdin = "", environment = {}): Promise<Finished> {
  return runProgram("verifier", args, { stdin, environment, directory });
}

function isoTime(numericDate: number): string {
  return new Date(numericDate * 1000).toISOString();
}

async function picture(text: string): Promise<Buffer> {
  return QRCode.toBuffer([{ data: text, mode: "alphanumeric" }], { errorCorrectionLevel: "M", margin: 4, scale: 6 });
}

/** A certificate whose text has two spaces inside, without them: one character is left over, which Base45 never has. */
function spaceless(): string {
  const texts = Array.from(
    { length: 200 },
    (_, statusIndex) => certificate({ claims: { ...CLAIMS, statusIndex } }).qrText,
  );
  const found = texts.find((text) => text.split(" ").length === 3);
  if (found === undefined) throw new TypeError("no certificate with two spaces among 200");
  return found.replaceAll(" ", "");
}

/** A white PNG of 64 by 64 pixels, 1 bit each (PNG specification §11.2). */
function blankPng(): Buffer {
  const header = Buffer.from("00000040000000400100000000", "hex");
  const rows = deflateSync(Buffer.concat(Array.from({ length: 64 }, () => Buffer.from("00ffffffffffffffff", "hex"))));
  return Buffer.concat([
    Buffer.from("89504e470d0a1a0a", "hex"),
    chunk("IHDR", header),
    chunk("IDAT", rows),
    chunk("IEND", ""),
  ]);
}

function chunk(type: string, data: Buffer | string): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), Buffer.from(data)]);
  const length = Buffer.alloc(4);
  const checksum = Buffer.alloc(4);
  length.writeUInt32BE(body.length - 4);
  checksum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, checksum]);
}
