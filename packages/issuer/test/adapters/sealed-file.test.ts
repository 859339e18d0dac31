import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  DEFAULT_KDF_COST,
  type KdfCost,
  MAX_KDF_COST,
  MIN_KDF_COST,
  readSealedFile,
  readSealedFileAbout,
  writeSealedFile,
} from "../../src/adapters/sealed-file.ts";

const folder = mkdtempSync(join(tmpdir(), "mohor-sealed-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const passphrase = "correct horse battery staple";
const secret = Uint8Array.from({ length: 32 }, (_, at) => at);
const about = { holds: "a test", number: 7 };
const path = join(folder, "sealed.json");
let sealed = "";
const names: readonly (keyof KdfCost)[] = ["memoryKiB", "passes", "parallelism"];

beforeAll(async () => {
  await writeSealedFile(path, secret, { passphrase, about, cost: MIN_KDF_COST });
  sealed = readFileSync(path, "utf8");
});

let files = 0;
function fileWith(content: string | Uint8Array): string {
  const changed = join(folder, `changed-${files++}.json`);
  writeFileSync(changed, content);
  return changed;
}

type Parts = {
  header: { about: object; kdf: Record<string, unknown>; nonce: string } & Record<string, unknown>;
} & Record<string, unknown>;

const REMOVED = Symbol("removed");

/** The file with another value at a place such as "header.kdf.salt"; the checksum made to fit, or not. */
async function changed(place: string, value: unknown, andChecksum = false): Promise<string> {
  const parts = JSON.parse(sealed) as Parts;
  const steps = place.split(".");
  const last = steps.pop() as string;
  const target = steps.reduce<Record<string, unknown>>((at, step) => at[step] as Record<string, unknown>, parts);
  if (value === REMOVED) delete target[last];
  else target[last] = value;
  if (andChecksum) parts.sha256 = await checksumOf(parts);
  return fileWith(JSON.stringify(parts));
}

/** The checksum as the format's head comment has it: header fields in one order, then the two secrets. */
async function checksumOf(parts: Parts): Promise<string> {
  const { format, about: said, kdf, nonce } = parts.header;
  const entries = Object.entries(said).toSorted(([a], [b]) => (a < b ? -1 : 1));
  const header = JSON.stringify([format, entries, kdf.memoryKiB, kdf.passes, kdf.parallelism, kdf.salt, nonce]);
  const digest = await crypto.subtle.digest(
    "SHA-256",
    new TextEncoder().encode(`${header}\0${parts.keyCheck}\0${parts.sealed}`),
  );
  return Buffer.from(digest).toString("base64");
}

function opened(file: string, phrase = passphrase): Promise<unknown> {
  return readSealedFile(file, phrase).then(
    () => "opened",
    (error: { code?: unknown }) => error.code,
  );
}

describe("a sealed file", () => {
  it("gives back its secret and what it says about itself", async () => {
    expect(await readSealedFile(path, passphrase)).toEqual({ secret: Buffer.from(secret), about });
    expect(readSealedFileAbout(path)).toEqual(about);
  });

  it("belongs to its owner only", () => {
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it("holds neither secret nor passphrase in clear", () => {
    for (const text of [Buffer.from(secret).toString("base64"), Buffer.from(secret).toString("hex"), passphrase]) {
      expect(sealed).not.toContain(text);
    }
  });

  it("is another file each time, for the same secret", async () => {
    const other = join(folder, "other.json");
    await writeSealedFile(other, secret, { passphrase, about, cost: MIN_KDF_COST });
    const [first, second] = [sealed, readFileSync(other, "utf8")].map((text) => JSON.parse(text) as Parts);
    expect(second?.sealed).not.toBe(first?.sealed);
    expect(second?.header.kdf.salt).not.toBe(first?.header.kdf.salt);
    expect(second?.header.nonce).not.toBe(first?.header.nonce);
  });

  it("is sealed with RFC 9106's cost unless told otherwise", async () => {
    const usual = join(folder, "usual.json");
    await writeSealedFile(usual, secret, { passphrase, about });
    expect(JSON.parse(readFileSync(usual, "utf8"))).toMatchObject({ header: { kdf: DEFAULT_KDF_COST } });
    expect(DEFAULT_KDF_COST).toEqual({ memoryKiB: 65_536, passes: 3, parallelism: 4 });
    expect(await opened(usual)).toBe("opened");
  });

  it("is not written over", async () => {
    const options = { passphrase, about, cost: MIN_KDF_COST };
    const target = fileWith("something else");
    await expect(writeSealedFile(target, secret, options)).rejects.toMatchObject({ code: "FILE_EXISTS" });
    expect(readFileSync(target, "utf8")).toBe("something else");
  });

  it.each(["", "eleven char", "x".repeat(11)])("is not sealed with the short passphrase %j", async (short) => {
    const written = writeSealedFile(join(folder, "short.json"), secret, { passphrase: short, about });
    await expect(written).rejects.toMatchObject({ code: "PASSPHRASE_TOO_SHORT" });
  });

  it.each(names)("is not sealed with %s below or above its bounds, which nobody could open again", async (name) => {
    const target = join(folder, "never.json");
    for (const value of [MIN_KDF_COST[name] - 1, MAX_KDF_COST[name] + 1, Number.NaN]) {
      const written = writeSealedFile(target, secret, { passphrase, about, cost: { ...MIN_KDF_COST, [name]: value } });
      await expect(written).rejects.toThrow(TypeError);
    }
    expect(existsSync(target)).toBe(false);
  });

  it("takes a passphrase in any Unicode form", async () => {
    const accented = join(folder, "accented.json");
    await writeSealedFile(accented, secret, { passphrase: "cafe\u0301 cafe\u0301 cafe", about, cost: MIN_KDF_COST });
    expect(await opened(accented, "caf\u00e9 caf\u00e9 cafe")).toBe("opened");
  });

  it.each(["correct horse battery stapl", "Correct horse battery staple", "", "x".repeat(10_000)])(
    "does not open with %.20j",
    async (wrong) => {
      expect(await opened(path, wrong)).toBe("PASSPHRASE_WRONG");
    },
  );

  const other16 = Buffer.alloc(16, 1).toString("base64");
  const other12 = Buffer.alloc(12, 1).toString("base64");
  it.each([
    ["header.about", { holds: "another" }, "KEY_FILE_DAMAGED"],
    ["header.nonce", other12, "KEY_FILE_DAMAGED"],
    ["sealed", Buffer.alloc(48, 1).toString("base64"), "KEY_FILE_DAMAGED"],
    // These change what the passphrase becomes, so they cannot be told from a wrong one.
    ["header.kdf.salt", other16, "PASSPHRASE_WRONG"],
    ["header.kdf.passes", 3, "PASSPHRASE_WRONG"],
    ["keyCheck", other16, "PASSPHRASE_WRONG"],
  ])("does not open with another %s, even with the checksum made to fit", async (place, value, code) => {
    expect(await opened(await changed(place, value, true))).toBe(code);
    expect(await opened(await changed(place, value))).toBe("KEY_FILE_DAMAGED");
  });

  it.each<[string, string, unknown]>([
    ["a part that is missing", "sealed", REMOVED],
    ["a part too many", "extra", 1],
    ["a header field that is missing", "header.nonce", REMOVED],
    ["a cost that is no number", "header.kdf.passes", "3"],
    ["a cost that is no whole number", "header.kdf.passes", 2.5],
    ["another format", "header.format", "mohor-sealed-2"],
    ["a short salt", "header.kdf.salt", "AAAA"],
    ["a short nonce", "header.nonce", "AAAA"],
    ["no ciphertext", "sealed", ""],
    ["text that is no base64", "sealed", "!".repeat(64)],
    ["a nested description", "header.about", { a: { b: 1 } }],
    ["a list for a header", "header", []],
  ])("is damaged with %s", async (_what, place, value) => {
    const file = await changed(place, value);
    expect(await opened(file)).toBe("KEY_FILE_DAMAGED");
    expect(() => readSealedFileAbout(file)).toThrow(expect.objectContaining({ code: "KEY_FILE_DAMAGED" }));
  });

  it("is damaged by any changed character, and never opens", async () => {
    for (let at = 0; at < sealed.length; at += 7) {
      const character = sealed.charAt(at) === "1" ? "2" : "1";
      const code = await opened(fileWith(sealed.slice(0, at) + character + sealed.slice(at + 1)));
      expect(code).toBe("KEY_FILE_DAMAGED");
    }
  });

  it.each(["", "{", "null", "[]", "[1]", '"text"', "{}", "\u0000".repeat(100)])("is none: %j", async (content) => {
    expect(await opened(fileWith(content))).toBe("KEY_FILE_DAMAGED");
  });

  it("is none where it is not UTF-8, too large, a folder, or not there", async () => {
    expect(await opened(fileWith(Uint8Array.of(0xff, 0xfe)))).toBe("KEY_FILE_DAMAGED");
    expect(await opened(fileWith("x".repeat(65_537)))).toBe("FILE_UNREADABLE");
    expect(await opened(folder)).toBe("FILE_UNREADABLE");
    expect(await opened(join(folder, "none.json"))).toBe("FILE_NOT_FOUND");
  });

  it.each(names)("is refused, before any work, with %s below or above its bounds", async (name) => {
    const low = await changed(`header.kdf.${name}`, MIN_KDF_COST[name] - 1, true);
    const high = await changed(`header.kdf.${name}`, MAX_KDF_COST[name] + 1, true);
    const huge = await changed(`header.kdf.${name}`, 2 ** 50, true);
    const started = performance.now();
    for (const file of [low, high, huge]) expect(await opened(file)).toBe("KEY_FILE_PARAMETERS_REFUSED");
    expect(performance.now() - started).toBeLessThan(1_000);
  });
});
