import { copyFileSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fromHex, kidOf, toHex } from "@mohor/schema";
import { referenceEngine, verificationKey } from "@mohor/verifier";
import { afterAll, describe, expect, it } from "vitest";
import { MIN_KDF_COST, writeSealedFile } from "../../src/adapters/sealed-file.ts";
import { generateKeyFile, listKeyFiles, openFileSigner } from "../../src/adapters/signer-file.ts";
import { countingRandom, NOW } from "../issuer-fixture.ts";

const folder = mkdtempSync(join(tmpdir(), "mohor-keys-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const passphrase = "correct horse battery staple";
let folders = 0;
function newFolder(): string {
  return join(folder, `${folders++}`);
}

function generate(directory: string, label: string, purpose: "certificate" | "root" = "certificate") {
  return generateKeyFile(directory, {
    purpose,
    created: NOW,
    passphrase,
    random: countingRandom(label),
    cost: MIN_KDF_COST,
  });
}

describe("key files", () => {
  it("are named by kid, for their owner only, and listed without a passphrase", async () => {
    const directory = newFolder();
    const first = await generate(directory, "one");
    const second = await generate(directory, "two", "root");
    writeFileSync(join(directory, "notes.txt"), "not a key");
    expect(first.kid).toBe(toHex(kidOf(first.publicKey)));
    expect(readdirSync(directory)).toContain(`${first.kid}.json`);
    expect(statSync(join(directory, `${first.kid}.json`)).mode & 0o777).toBe(0o600);
    expect(statSync(directory).mode & 0o777).toBe(0o700);
    const listed = listKeyFiles(directory);
    expect(listed).toEqual([first, second].toSorted((a, b) => (a.kid < b.kid ? -1 : 1)));
    expect(listed.map(({ purpose }) => purpose).toSorted()).toEqual(["certificate", "root"]);
  });

  it("are the same key from the same seed, and not written twice", async () => {
    const directory = newFolder();
    await generate(directory, "one");
    await expect(generate(directory, "one")).rejects.toMatchObject({ code: "FILE_EXISTS" });
  });

  it("sign as strict Ed25519 demands, the same bytes each time", async () => {
    const directory = newFolder();
    const { kid, publicKey } = await generate(directory, "one");
    const signer = await openFileSigner(directory, [kid], passphrase);
    expect(signer.keys).toEqual([{ kid, publicKey, purpose: "certificate", created: NOW }]);
    const key = verificationKey(publicKey, referenceEngine);
    for (let length = 0; length < 200; length += 13) {
      const message = new Uint8Array(length).fill(length);
      const signature = await signer.sign(fromHex(kid), message);
      expect(signature).toHaveLength(64);
      expect(key?.verify(signature, message)).toBe(true);
      expect(await signer.sign(fromHex(kid), message)).toEqual(signature);
    }
  });

  it("sign only with keys that were opened", async () => {
    const directory = newFolder();
    const one = await generate(directory, "one");
    const two = await generate(directory, "two");
    const signer = await openFileSigner(directory, [one.kid], passphrase);
    const unavailable = { code: "SIGNING_KEY_UNAVAILABLE" };
    await expect(signer.sign(fromHex(two.kid), new Uint8Array(1))).rejects.toMatchObject(unavailable);
    await expect(openFileSigner(directory, ["00000000"], passphrase)).rejects.toMatchObject(unavailable);
    await expect(openFileSigner(directory, ["../../x"], passphrase)).rejects.toMatchObject(unavailable);
  });

  it("do not open with another passphrase, nor from a folder that is not there", async () => {
    const directory = newFolder();
    const { kid } = await generate(directory, "one");
    const wrong = openFileSigner(directory, [kid], "another passphrase");
    await expect(wrong).rejects.toMatchObject({ code: "PASSPHRASE_WRONG" });
    expect(() => listKeyFiles(newFolder())).toThrow(expect.objectContaining({ code: "FILE_NOT_FOUND" }));
  });

  it("are not made where a folder cannot be", async () => {
    const directory = join(newFolder(), "below");
    writeFileSync(dirname(directory), "");
    await expect(generate(directory, "one")).rejects.toMatchObject({ code: "FILE_UNWRITABLE", path: directory });
  });

  it("are damaged under another key's name", async () => {
    const directory = newFolder();
    const { kid } = await generate(directory, "one");
    copyFileSync(join(directory, `${kid}.json`), join(directory, "00000000.json"));
    expect(() => listKeyFiles(directory)).toThrow(expect.objectContaining({ code: "KEY_FILE_DAMAGED" }));
  });

  it.each([
    ["the seed of another key", Buffer.alloc(32, 1), {}],
    ["a seed that is too short", Buffer.alloc(31, 1), {}],
    ["another purpose than there is", Buffer.alloc(32, 1), { purpose: "everything" }],
    ["no date", Buffer.alloc(32, 1), { created: "today" }],
    ["a key that is no hex", Buffer.alloc(32, 1), { publicKey: "x".repeat(64) }],
  ])("are damaged with %s", async (_what, seed, fields) => {
    const directory = newFolder();
    const { kid, publicKey } = await generate(directory, "one");
    rmSync(join(directory, `${kid}.json`));
    const about = {
      holds: "ed25519 seed",
      publicKey: toHex(publicKey),
      purpose: "certificate",
      created: NOW,
      ...fields,
    };
    await writeSealedFile(join(directory, `${kid}.json`), seed, { passphrase, about, cost: MIN_KDF_COST });
    await expect(openFileSigner(directory, [kid], passphrase)).rejects.toMatchObject({ code: "KEY_FILE_DAMAGED" });
  });
});
