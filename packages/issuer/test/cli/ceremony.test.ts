// A ceremony of 3-of-5 roots by the programs' own commands, on machines that share nothing but what is carried between them: files,
// texts and pictures; then a change of roots. Faults that need no process of their own are held against their codes in
// root-ceremony.test.ts and trust-carriers.test.ts.

import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  decodeSignedTrustBundle,
  encodeSignedTrustBundle,
  encodeTrustBundle,
  formatFingerprint,
  parseFingerprint,
  rootSetFingerprint,
  type SignedTrustBundle,
  toHex,
} from "@mohor/schema";
import { acceptTrustDocuments } from "@mohor/verifier";
import { nodeCryptoEngine } from "@mohor/verifier/node";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Finished, runProgram } from "../../../../test-support/run-program.ts";
import { webCryptoRandom } from "../../src/adapters/random-webcrypto.ts";
import { encodeRootKeyText } from "../../src/adapters/root-key-text.ts";
import { MIN_KDF_COST } from "../../src/adapters/sealed-file.ts";
import { generateKeyFile } from "../../src/adapters/signer-file.ts";
import { CEREMONY_WORDS } from "../../src/cli/ceremony-texts.ts";
import { PASSPHRASE, START } from "./issuer-in-use.ts";

const DAY = 86_400;
const HOLDERS = ["a", "b", "c", "d", "e", "f", "stranger"] as const;
type Holder = (typeof HOLDERS)[number];

let place: string;
const kids = new Map<Holder, string>();

const at = (after: number): readonly string[] => ["--now", new Date((START + after) * 1_000).toISOString()];

/** Each keyholder has a passphrase of their own. */
const passphraseOf = (machine: string): string =>
  machine === "authority" ? PASSPHRASE : `${PASSPHRASE} of ${machine}`;

/** Runs a command on the machine of this name, whose folder is all it has. */
function on(machine: string, args: readonly string[], stdin = ""): Promise<Finished> {
  const environment = { MOHOR_PASSPHRASE: passphraseOf(machine) };
  return runProgram("issuer", args, { directory: join(place, machine), environment, stdin });
}

function carry(file: string, from: string, to: string): void {
  copyFileSync(join(place, from, file), join(place, to, file));
}

function read(machine: string, file: string): Uint8Array {
  return new Uint8Array(readFileSync(join(place, machine, file)));
}

function decoded(bytes: Uint8Array): SignedTrustBundle {
  const signed = decodeSignedTrustBundle(bytes);
  if (!signed.ok) throw new TypeError(signed.code);
  return signed.value;
}

/** `root sign` on a keyholder's machine. */
function sign(holder: Holder, request: string, more: readonly string[], after = 0, stdin = ""): Promise<Finished> {
  const key = `${kids.get(holder)}.json`;
  return on(holder, ["root", "sign", request, "--key", key, ...more, ...at(after)], stdin);
}

function codeOf({ stderr, status }: Finished): readonly [string | undefined, number | null] {
  return [/\[([A-Z_]+)\]/.exec(stderr)?.[1], status];
}

beforeAll(async () => {
  place = mkdtempSync(join(tmpdir(), "mohor-ceremony-"));
  for (const machine of ["authority", ...HOLDERS]) mkdirSync(join(place, machine));
  for (const holder of HOLDERS.slice(1)) {
    // As `root init` does, at the least cost that a sealed file may have.
    const how = { purpose: "root", created: START, random: webCryptoRandom, cost: MIN_KDF_COST } as const;
    const { kid, publicKey } = await generateKeyFile(join(place, holder), { ...how, passphrase: passphraseOf(holder) });
    kids.set(holder, kid);
    writeFileSync(join(place, "authority", `${kid}.root.txt`), `${encodeRootKeyText(publicKey)}\n`);
  }
});

afterAll(() => rmSync(place, { recursive: true, force: true }));

it("makes a root key: sealed, with its public part as text and picture, and an authority that trusts five of them", async () => {
  const { stdout, stderr, status } = await on("a", ["root", "init", "--out", ".", "--json", ...at(0)]);
  expect([status, stderr]).toEqual([0, `${CEREMONY_WORDS.en.keepRootKey}\n`]);
  const { kid, thumbprint } = JSON.parse(stdout);
  kids.set("a", kid);
  expect(thumbprint).toMatch(/^(?:[0-9a-f]{4} ){7}[0-9a-f]{4}$/);
  expect(readFileSync(join(place, "a", `${kid}.json`), "utf8")).not.toContain(PASSPHRASE);
  carry(`${kid}.root.png`, "a", "authority");
  const roots = HOLDERS.slice(0, 5).flatMap((holder) => [
    "--roots",
    `${kids.get(holder)}.root.${holder === "a" ? "png" : "txt"}`,
  ]);
  const made = await on("authority", ["init", ...roots, "--json", ...at(0)]);
  expect(JSON.parse(made.stdout)).toMatchObject({ threshold: 3, roots: expect.arrayContaining([thumbprint]) });
  expect(existsSync(join(place, "authority", "mohor-issuer", "root-keys"))).toBe(false);
});

describe("the first bundle", () => {
  let digest: string;
  let fingerprint: string;

  it("is asked for: a request without signatures in three forms, a transcript, and nothing published", async () => {
    const out = ["--out", "request.cose", "--out", "request.png", "--out", "request.txt"];
    const { stdout, status } = await on("authority", ["trust", "request", ...out, "--json", ...at(0)]);
    expect(status).toBe(0);
    const transcript = JSON.parse(stdout);
    ({ digest, fingerprint } = transcript);
    expect(transcript).toMatchObject({ version: 1, threshold: 3, missing: [{ of: "own", missing: 3 }] });
    const { signatures, bundle } = decoded(read("authority", "request.cose"));
    expect(signatures).toEqual([]);
    expect(formatFingerprint(rootSetFingerprint(bundle))).toBe(fingerprint);
    expect(bundle.keys.map(({ purpose }) => purpose).toSorted()).toEqual(["certificate", "status-list"]);
    expect(codeOf(await on("authority", ["trust", "publish", "--out", "public", ...at(0)]))).toEqual([
      "ROOT_SIGNATURES_TOO_FEW",
      1,
    ]);
    for (const holder of HOLDERS)
      for (const form of ["cose", "png", "txt"]) carry(`request.${form}`, "authority", holder);
  });

  it("is not signed where a fault shows, and no answer is written", async () => {
    const renamed = { ...decoded(read("b", "request.cose")).bundle, issuer: "Another Department" };
    const tampered = encodeSignedTrustBundle(encodeTrustBundle(renamed), []);
    for (const holder of ["b", "authority"]) writeFileSync(join(place, holder, "tampered.cose"), tampered);
    const out = ["--out", "answer.cose"];
    const runs = await Promise.all([
      sign("b", "request.cose", out),
      sign("b", "tampered.cose", out, 0, `${digest}\n`),
      sign("b", "request.cose", [...out, "--yes"], 31 * DAY),
      sign("b", "request.cose", ["--out", "nowhere/answer.cose", "--yes"]),
      sign("stranger", "request.cose", [...out, "--yes"]),
    ]);
    expect(runs.map(codeOf)).toEqual([
      ["CEREMONY_DIGEST_MISSING", 2],
      ["CEREMONY_DIGEST_MISMATCH", 1],
      ["KEYSET_EXPIRED", 3],
      ["FILE_UNWRITABLE", 4],
      ["ROOT_NOT_IN_REQUEST", 1],
    ]);
    for (const holder of ["b", "stranger"]) expect(existsSync(join(place, holder, "answer.cose"))).toBe(false);
    expect(existsSync(join(place, "b", `${kids.get("b")}.signed.cose`))).toBe(false);
  });

  it("is shown to each keyholder in their language before it is signed, by picture, text and file", async () => {
    const [a, b, c] = await Promise.all([
      sign("a", "request.png", ["--out", "answer-a.png", "--lang", "bn"], 60, `${digest}\n`),
      sign("b", "request.txt", ["--out", "answer-b.cose", "--lang", "hi", "--digest", digest.toUpperCase()], 60),
      sign("c", "request.cose", ["--out", "answer-c.txt", "--json", "--digest", digest], 2 * DAY),
    ]);
    expect([a.status, b.status, c.status]).toEqual([0, 0, 0]);
    for (const [finished, language] of [
      [a, "bn"],
      [b, "hi"],
    ] as const) {
      const words = CEREMONY_WORDS[language];
      for (const text of [words.title, digest, fingerprint, words.change.new, `${words.signed}: `]) {
        expect(finished.stdout).toContain(text);
      }
    }
    expect(a.stderr).toContain(CEREMONY_WORDS.bn.askDigest.trim());
    expect(JSON.parse(c.stdout)).toMatchObject({ digest, out: ["answer-c.txt"], missing: [{ of: "own", missing: 2 }] });
    // With --json the transcript for the person stands beside the one object.
    for (const text of [CEREMONY_WORDS.en.title, CEREMONY_WORDS.en.clockDiffers]) expect(c.stderr).toContain(text);
    for (const [holder, file] of [
      ["a", "answer-a.png"],
      ["b", "answer-b.cose"],
      ["c", "answer-c.txt"],
    ] as const) {
      carry(file, holder, "authority");
    }
  });

  it("is signed twice by one root to the same bytes, and never another content of its version", async () => {
    const [again, other] = await Promise.all([
      sign("b", "answer-b.cose", ["--out", "again.cose", "--yes"], 120),
      sign("b", "tampered.cose", ["--out", "other.cose", "--yes"], 120),
    ]);
    expect(again.stdout).toContain(CEREMONY_WORDS.en.signedAlready);
    expect(read("b", "again.cose")).toEqual(read("b", "answer-b.cose"));
    expect(codeOf(other)).toEqual(["ROOT_SIGNED_BEFORE", 1]);
    expect(existsSync(join(place, "b", "other.cose"))).toBe(false);
  });

  it("stays below the threshold with two answers, one of them given twice", async () => {
    const args = ["root", "combine", "answer-a.png", "answer-b.cose", "answer-b.cose", "--out", "two.cose", "--json"];
    const two = await on("authority", args);
    expect(JSON.parse(two.stdout)).toMatchObject({ missing: [{ of: "own", missing: 1 }] });
    expect(codeOf(two)).toEqual(["ROOT_SIGNATURES_TOO_FEW", 1]);
    const publish = await on("authority", ["trust", "publish", "--signed", "two.cose", "--out", "public", ...at(0)]);
    expect(codeOf(publish)).toEqual(["ROOT_SIGNATURES_TOO_FEW", 1]);
    expect(existsSync(join(place, "authority", "public"))).toBe(false);
  });

  it("is put together, published from pictures, and trusted by a gate that knows the fingerprint", async () => {
    const answers = ["answer-a.png", "answer-b.cose", "answer-c.txt"];
    const out = ["--out", "signed.png", "--out", "signed.cose", "--json"];
    const combined = await on("authority", ["root", "combine", ...answers, ...out]);
    expect(combined.status).toBe(0);
    const pictures = (JSON.parse(combined.stdout).out as string[]).filter((file) => file.endsWith(".png"));
    const signed = pictures.toReversed().flatMap((file) => ["--signed", file]);
    const published = await on("authority", ["trust", "publish", ...signed, "--out", "public", "--json", ...at(3_600)]);
    expect(JSON.parse(published.stdout)).toMatchObject({ version: 1, threshold: 3, fingerprint });
    const bytes = read("authority", "public/trust-bundle.cose");
    expect(bytes).toEqual(read("authority", "signed.cose"));
    const gate = (known: string) => {
      const fingerprint = parseFingerprint(known);
      if (fingerprint === null) throw new TypeError("a fingerprint is needed");
      return acceptTrustDocuments(null, [bytes], {
        now: START + 7_200,
        engine: nodeCryptoEngine,
        firstTrust: { fingerprint },
      });
    };
    expect(gate(fingerprint).trust.ok).toBe(true);
    expect(gate("0".repeat(32)).trust.ok).toBe(false);
  });
});

it("changes roots by the threshold of those before and of the new ones, and a gate follows from the bundle it holds", async () => {
  const roots = (["b", "c", "d", "e", "f"] as const).map((holder) => `${kids.get(holder)}.root.txt`);
  const set = await on("authority", ["trust", "roots", "set", ...roots, "--json"]);
  expect(JSON.parse(set.stdout)).toMatchObject({ threshold: 3 });
  const asked = await on("authority", ["trust", "request", "--out", "next.cose", "--json", ...at(DAY)]);
  const { digest, missing, version } = JSON.parse(asked.stdout);
  expect([version, missing]).toEqual([
    2,
    [
      { of: "before", missing: 3 },
      { of: "own", missing: 3 },
    ],
  ]);
  const signers = ["a", "b", "c", "f"] as const;
  for (const holder of signers) for (const file of ["next.cose", "signed.cose"]) carry(file, "authority", holder);
  // The outgoing root is known by the bundle before: from the root's own note, or by --held.
  const answer = (holder: Holder, ...more: string[]) =>
    sign(holder, "next.cose", ["--out", `next-${holder}.cose`, "--digest", digest, ...more], DAY);
  const answers = await Promise.all([answer("a"), answer("b"), answer("c"), answer("f", "--held", "signed.cose")]);
  expect(answers.map(({ status }) => status)).toEqual([0, 0, 0, 0]);
  expect(answers[0]?.stdout).toContain(CEREMONY_WORDS.en.change.gone);
  for (const holder of signers) carry(`next-${holder}.cose`, holder, "authority");
  const combine = (out: string, holders: readonly Holder[], ...more: string[]) =>
    on("authority", ["root", "combine", ...holders.map((holder) => `next-${holder}.cose`), "--out", out, ...more]);
  const [unknown, oldOnly, both] = await Promise.all([
    combine("unknown.cose", ["a", "b"]),
    combine("old.cose", ["a", "b", "c"], "--held", "signed.cose"),
    combine("both.cose", signers, "--held", "signed.cose"),
  ]);
  expect(codeOf(unknown)).toEqual(["ROOT_NOT_IN_REQUEST", 1]);
  expect(codeOf(oldOnly)).toEqual(["ROOT_SIGNATURES_TOO_FEW", 1]);
  expect(both.status).toBe(0);
  const publish = (file: string) =>
    on("authority", ["trust", "publish", "--signed", file, "--out", "public", ...at(DAY)]);
  expect(codeOf(await publish("old.cose"))).toEqual(["ROOT_SIGNATURES_TOO_FEW", 1]);
  expect((await publish("both.cose")).status).toBe(0);

  const options = { now: START + DAY, engine: nodeCryptoEngine } as const;
  const first = read("authority", "public/bundles/1.cose");
  const held = acceptTrustDocuments(null, [first], { ...options, firstTrust: "on-first-use" });
  const followed = acceptTrustDocuments(held.state, [read("authority", "public/trust-bundle.cose")], options);
  expect(followed.trust.ok && followed.trust.value.bundle.rootKeys.map(toHex)).toHaveLength(5);
  expect(followed.trust.ok && followed.trust.value.bundle.version).toBe(2);
});
