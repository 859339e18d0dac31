// A verifier that never had a network, as a supervisor meets it: everything it trusts comes by pictures of QR codes, files and texts,
// in whatever order and state; and what it keeps survives every refusal.

import { mkdir, mkdtemp, readdir, readFile, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  encodePack,
  encodePackTexts,
  formatFingerprint,
  rootSetFingerprint,
  sha256,
  type TrustBundle,
  toHex,
} from "@mohor/schema";
import QRCode from "qrcode";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Finished, runProgram } from "../../../../test-support/run-program.ts";
import { encodeGreyPng } from "../image/encode-png.ts";
import { paintSheet } from "../image/paint.ts";
import {
  BUNDLE,
  CLAIMS,
  DAY,
  KEYS,
  NOW,
  qrTextOf,
  ROOTS,
  signedBundle,
  testKey,
  tokenOf,
  trustedKey,
} from "../test-issuer.ts";
import { issuedSetOf, listOf, naming, updateTo } from "../trust-documents.ts";

const SMALL: TrustBundle = {
  ...BUNDLE,
  keys: [trustedKey(KEYS.certificate), trustedKey(KEYS.statusList, { purpose: "status-list" })],
};
const FINGERPRINT = formatFingerprint(rootSetFingerprint(SMALL));
const AT = ["--now", isoTime(NOW)];
let directory: string;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "mohor-trust-"));
  await write("certificate.txt", qrTextOf());
});

afterAll(() => rm(directory, { recursive: true }));

describe("a verifier that never had a network, with pictures alone", () => {
  it("trusts a poster whose fingerprint a person compared, and then a certificate", async () => {
    await poster("first.png", [signedBundle(SMALL)]);
    expect(await importing("gate", ["first.png"])).toMatchObject({ status: 3, codes: ["KEYSET_ROOT_UNCONFIRMED"] });
    expect(await kept()).not.toContain("gate");
    expect(await importing("gate", ["first.png", "--fingerprint", FINGERPRINT.toUpperCase()])).toMatchObject({
      status: 0,
    });
    expect(await verdict("gate")).toMatchObject({ outcome: "valid", notices: ["STATUSLIST_MISSING"] });
  });

  it("learns of a revocation by a QR code", async () => {
    const list = updateTo(listOf(1, { revoked: [CLAIMS.statusIndex] }));
    await poster("revocation.png", [list]);
    expect(await importing("gate", ["revocation.png"])).toMatchObject({ status: 0, outcomes: ["accepted"] });
    expect(await verdict("gate")).toMatchObject({ outcome: "invalid", code: "STATUSLIST_REVOKED" });
  });

  it("follows a rotation of the certificate key and of all root keys by a QR code", async () => {
    const key = testKey("certificate of the next quarter");
    const roots = [testKey("new root 1"), testKey("new root 2"), testKey("new root 3")];
    const next: TrustBundle = {
      ...SMALL,
      version: 8,
      rootKeys: roots.map(({ publicKey }) => publicKey),
      keys: [...SMALL.keys, trustedKey(key)],
    };
    await write("next.txt", qrTextOf({ key }));
    expect(await verdict("gate", "next.txt")).toMatchObject({ outcome: "invalid", code: "KEY_UNKNOWN" });
    await poster("rotation.png", [signedBundle(next, [...ROOTS, ...roots])]);
    expect(await importing("gate", ["rotation.png"])).toMatchObject({ status: 0 });
    expect(await verdict("gate", "next.txt")).toMatchObject({ outcome: "valid" });
    // The old roots have no say any more.
    await poster("old-roots.png", [signedBundle({ ...SMALL, version: 9 })]);
    expect(await importing("gate", ["old-roots.png"])).toMatchObject({ status: 3, codes: ["KEYSET_ROOT_UNTRUSTED"] });
    // The list, which the same key signed, is still held.
    expect(await verdict("gate")).toMatchObject({ code: "STATUSLIST_REVOKED" });
  });

  it("takes a split set in any order, with pieces missing and repeated, and says how far it is", async () => {
    const revoked = Array.from({ length: 900 }, (_, i) => 7 * i + 1);
    const documents = [signedBundle(naming(SMALL, listOf(4, { revoked }))), updateTo(listOf(4, { revoked }))];
    const texts = encodePackTexts(encodePack(documents), { chunkBytes: 400 });
    expect(texts.length).toBe(5);
    const pictures = await Promise.all(texts.map((text, i) => draw(`piece-${i + 1}.png`, text)));
    const [first, second, third, ...rest] = pictures as [string, string, string, ...string[]];
    const some = await importing("split", [third, first, third, "--fingerprint", FINGERPRINT]);
    expect(some).toMatchObject({ status: 3, codes: ["PACK_INCOMPLETE"] });
    expect(await kept()).not.toContain("split");
    const { stderr } = await run(["trust", "import", third, first, third, "--state", "split", ...AT]);
    expect(stderr).toBe(
      "piece-3.png: parts: 1/5; missing: 1, 2, 4, 5\n" +
        "piece-1.png: parts: 2/5; missing: 2, 4, 5\n" +
        "piece-3.png: parts: 2/5; missing: 2, 4, 5\n",
    );
    const all = [...rest.toReversed(), third, third, first, second, second];
    const done = await importing("split", [...all, "--fingerprint", FINGERPRINT]);
    expect(done).toEqual({ status: 0, outcomes: ["accepted", "accepted"], codes: [] });
    expect(await verdict("split")).toMatchObject({ outcome: "valid", notices: [] });
  });

  it("reads several codes in one picture, and no certificate among them as trust", async () => {
    await poster("two.png", [signedBundle(SMALL)], qrTextOf());
    const { outcomes, codes } = await importing("two", ["two.png", "--fingerprint", FINGERPRINT]);
    expect([outcomes, codes]).toEqual([["accepted"], ["PACK_PREFIX_UNKNOWN"]]);
  });
});

describe("trust import", () => {
  const set = issuedSetOf(KEYS.revoked, [tokenOf({ key: KEYS.revoked })]);
  const bundle: TrustBundle = {
    ...SMALL,
    keys: [...SMALL.keys, trustedKey(KEYS.revoked, { state: "revoked" })],
    companions: [{ keyIndex: 2, kind: "issued-set", version: 1, digest: sha256(set) }],
  };

  it("takes single documents, a pack, a file of texts, an argument and standard input alike", async () => {
    await write("bundle.cose", signedBundle(SMALL));
    await write("pack.mohor-trust", encodePack([signedBundle(SMALL)]));
    const [text = ""] = encodePackTexts(encodePack([signedBundle(SMALL)]));
    await write("texts.txt", `${text}\r\n\r\n`);
    const inputs: [string, string][] = [
      ["bundle.cose", ""],
      ["pack.mohor-trust", ""],
      ["texts.txt", ""],
      [text, ""],
      ["-", text],
    ];
    for (const [i, [input, stdin]] of inputs.entries()) {
      const { outcomes, status } = await importing(`each-${i}`, [input, "--fingerprint", FINGERPRINT], stdin);
      expect([outcomes, status]).toEqual([["accepted"], 0]);
    }
  });

  it("keeps issued sets beside the state, by their digest, as long as the bundle names them", async () => {
    await write("revoked.txt", qrTextOf({ key: KEYS.revoked }));
    await write("all.mohor-trust", encodePack([set, signedBundle(bundle)]));
    await importing("sets", ["all.mohor-trust", "--fingerprint", FINGERPRINT]);
    expect(await readdir(join(directory, "sets.issued-sets"))).toEqual([`${toHex(sha256(set))}.cbor`]);
    expect(await verdict("sets", "revoked.txt")).toMatchObject({
      outcome: "valid",
      notices: ["STATUSLIST_MISSING", "KEY_REVOKED_TOKEN_KNOWN"],
    });
    await write("unnamed.cose", signedBundle({ ...bundle, version: 8, companions: [] }));
    await importing("sets", ["unnamed.cose"]);
    expect(await readdir(join(directory, "sets.issued-sets"))).toEqual([]);
    expect(await verdict("sets", "revoked.txt")).toMatchObject({ code: "KEY_REVOKED" });
  });

  it("never destroys what is kept: not by a refusal, a file that is none, a state that is damaged or a place that cannot be written", async () => {
    await write("first.cose", signedBundle(bundle));
    await importing("safe", ["first.cose", "--trust-on-first-use"]);
    const before = await readFile(join(directory, "safe"));
    await write("old.cose", signedBundle({ ...bundle, version: 6 }));
    await write("junk.bin", Uint8Array.of(0, 1, 2));
    const wrong = await importing("safe", ["old.cose", "junk.bin", "nowhere.cose", "certificate.txt"]);
    expect(wrong.codes).toEqual(["PACK_DOCUMENT_UNKNOWN", "FILE_NOT_FOUND", "PACK_PREFIX_UNKNOWN", "KEYSET_ROLLBACK"]);
    expect(wrong.status).toBe(4);
    expect(await readFile(join(directory, "safe"))).toEqual(before);

    await write("damaged", before.subarray(1));
    const { stderr, status } = await run([
      "trust",
      "import",
      "first.cose",
      "--trust-on-first-use",
      "--state",
      "damaged",
      ...AT,
    ]);
    expect([status, stderr.includes("[TRUST_STATE_MALFORMED]")]).toEqual([3, true]);
    expect(await readFile(join(directory, "damaged"))).toEqual(Buffer.from(before.subarray(1)));

    const nowhere = await run([
      "trust",
      "import",
      "first.cose",
      "--trust-on-first-use",
      "--state",
      "no/folder/state",
      ...AT,
    ]);
    expect([nowhere.status, nowhere.stderr.includes("[FILE_UNWRITABLE]")]).toEqual([4, true]);
  });

  it("leaves no half-written file beside the state", async () => {
    expect((await kept()).filter((name) => name.endsWith(".tmp"))).toEqual([]);
  });

  it("tells a person in each language what became of each document, with a hint where it was refused", async () => {
    await write("state-bn.cose", signedBundle(SMALL));
    const words = { en: "accepted: trust file 7", bn: "নেওয়া হল: ট্রাস্ট ফাইল 7", hi: "ले लिया गया: ट्रस्ट फ़ाइल 7" };
    for (const [language, head] of Object.entries(words)) {
      const args = [
        "trust",
        "import",
        "state-bn.cose",
        "--state",
        `lang-${language}`,
        "--trust-on-first-use",
        "--lang",
        language,
      ];
      expect((await run([...args, ...AT])).stdout.split("\n")[0]).toBe(`${head}, state-bn.cose`);
    }
    const refused = await run(["trust", "import", "old.cose", "--state", "lang-en", ...AT]);
    expect(refused.stdout).toMatch(/^refused: trust file 6, old\.cose\n {2}.+ \[KEYSET_ROLLBACK\]\n {2}hint: .+\n/);
  });

  it.each([
    ["a fingerprint that is none", ["x", "--state", "s", "--fingerprint", "12345"]],
    ["both ways of first trust", ["x", "--state", "s", "--fingerprint", FINGERPRINT, "--trust-on-first-use"]],
    ["no state", ["x"]],
    ["no input", ["--state", "s"]],
  ])("is used wrongly with %s", async (_, args) => {
    const { stderr, status } = await run(["trust", "import", ...args]);
    expect(status).toBe(2);
    expect(stderr).toContain("hint: mohor-verifier trust import --help\n");
  });
});

describe("a lock that a process left when it died", () => {
  it.each([
    ["an hour ago", -3_600_000],
    ["in an hour, by a clock that was set back since", 3_600_000],
  ])("%s keeps nobody out", async (when, milliseconds) => {
    const state = `locked-${when.split(" ", 1)[0]}`;
    const lock = join(directory, `${state}.lock`);
    const made = new Date(Date.now() + milliseconds);
    await mkdir(lock);
    await utimes(lock, made, made);
    await write("locked.mohor-trust", signedBundle(SMALL));
    const taken = await importing(state, ["locked.mohor-trust", "--fingerprint", FINGERPRINT]);
    expect(taken).toMatchObject({ status: 0, outcomes: ["accepted"] });
    expect(await kept()).not.toContain(`${state}.lock`);
  });
});

describe("trust show", () => {
  it("shows the fingerprint in groups, and how old the bundle and each list are", async () => {
    await write(
      "shown.mohor-trust",
      encodePack([signedBundle(naming(SMALL, listOf(2))), updateTo(listOf(1, { revoked: [3] }))]),
    );
    await importing("shown", ["shown.mohor-trust", "--fingerprint", FINGERPRINT]);
    for (const file of ["shown", "shown.mohor-trust"]) {
      const { stdout } = await run(["trust", "show", file, "--now", isoTime(NOW + 3 * DAY)]);
      expect(stdout).toContain(`fingerprint: ${FINGERPRINT}\n`);
      expect(stdout).toContain("fresh: 3 days old\n");
      expect(stdout).toContain("  status list 1: 1 revoked, 0 suspended, 3 days old\n");
      expect(stdout).toContain("  status list 2 is needed and not held\n");
    }
    const shown = JSON.parse((await run(["trust", "show", "shown", "--json", ...AT])).stdout);
    expect(shown).toMatchObject({
      fingerprint: FINGERPRINT,
      ageSeconds: 1_800,
      clockFloor: NOW - 1_800,
      keys: [{ statusFloor: 2, statusList: { version: 1, revoked: 1, suspended: 0 } }, {}],
    });
  });

  it("shows a pack that has expired, and says no more of it than a verdict would", async () => {
    const expired = [signedBundle({ ...SMALL, expires: NOW }), updateTo(listOf(1))];
    await write("expired.mohor-trust", encodePack(expired));
    expect((await run(["trust", "show", "expired.mohor-trust", ...AT])).status).toBe(0);
    expect(await verdict("expired.mohor-trust")).toMatchObject({ code: "KEYSET_STALE" });
    await write("lists-alone.mohor-trust", encodePack([updateTo(listOf(1)), updateTo(listOf(2))]));
    expect(await verdict("lists-alone.mohor-trust")).toMatchObject({ code: "KEYSET_MALFORMED" });
  });
});

function run(args: readonly string[], stdin = ""): Promise<Finished> {
  return runProgram("verifier", args, { stdin, directory });
}

async function importing(state: string, args: readonly string[], stdin = "") {
  const { stdout, status } = await run(["trust", "import", ...args, "--state", state, "--json", ...AT], stdin);
  const { documents, faults } = JSON.parse(stdout);
  const refused = documents.filter(({ outcome }: { outcome: string }) => outcome === "refused");
  return {
    status,
    outcomes: documents.map(({ outcome }: { outcome: string }) => outcome),
    codes: [...faults, ...refused].map(({ code }: { code: string }) => code),
  };
}

async function verdict(trust: string, certificate = "certificate.txt"): Promise<object> {
  const { stdout } = await run(["verify", certificate, "--trust", trust, "--json", ...AT]);
  return JSON.parse(stdout);
}

function kept(): Promise<string[]> {
  return readdir(directory);
}

function write(name: string, content: string | Uint8Array): Promise<void> {
  return writeFile(join(directory, name), content);
}

/** A picture of the pack of these documents, and of another text below it where one is given. */
async function poster(name: string, documents: readonly Uint8Array[], other?: string): Promise<void> {
  const [text = "", ...more] = encodePackTexts(encodePack(documents));
  expect(more).toEqual([]);
  if (other === undefined) await draw(name, text);
  else {
    const symbols = [text, other].map((each, i) => ({ text: each, left: 10, top: 10 + i * 700, width: 680 }));
    await writeFile(join(directory, name), encodeGreyPng(paintSheet({ width: 700, height: 1_400, symbols })));
  }
}

async function draw(name: string, text: string): Promise<string> {
  const png = await QRCode.toBuffer([{ data: text, mode: "alphanumeric" }], { errorCorrectionLevel: "M", scale: 4 });
  await writeFile(join(directory, name), png);
  return name;
}

function isoTime(numericDate: number): string {
  return new Date(numericDate * 1000).toISOString();
}
