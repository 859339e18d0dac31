import { createSecretKey } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { createKeyedHash } from "../../src/adapters/keyed-hash-node.ts";
import { webCryptoRandom } from "../../src/adapters/random-webcrypto.ts";
import { MIN_KDF_COST, writeSealedFile } from "../../src/adapters/sealed-file.ts";
import { completeSecretsFile, createSecretsFile, readSecretsFile } from "../../src/adapters/secrets-file.ts";
import type { HashUse } from "../../src/domain/ports.ts";

const folder = mkdtempSync(join(tmpdir(), "mohor-secrets-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const access = { passphrase: "correct horse battery staple", cost: MIN_KDF_COST };
const message = new TextEncoder().encode("+916100000001");
let files = 0;

async function newFile(): Promise<string> {
  const path = join(folder, `${files++}.json`);
  await createSecretsFile(path, webCryptoRandom, access);
  return path;
}

describe("the secrets file", () => {
  it("holds one secret of each use, no two alike", async () => {
    const secrets = await readSecretsFile(await newFile(), access);
    expect(secrets.map(({ use, number }) => `${use}-${number}`)).toEqual([
      "mobile-1",
      "record-1",
      "content-1",
      "otp-1",
      "index-1",
      "rows-1",
      "report-1",
      "block-1",
      "token-1",
      "request-1",
    ]);
    expect(new Set(secrets.map(({ key }) => key.export().toString("hex"))).size).toBe(10);
    for (const { key } of secrets) expect(key.symmetricKeySize).toBe(32);
  });

  it("is refused where it is another sealed file", async () => {
    const path = join(folder, "other.json");
    await writeSealedFile(path, Buffer.from("[]"), { ...access, about: { holds: "issuer secrets" } });
    await expect(readSecretsFile(path, access)).rejects.toMatchObject({ code: "KEY_FILE_DAMAGED" });
    const seed = join(folder, "seed.json");
    await writeSealedFile(seed, Buffer.alloc(32), { ...access, about: { holds: "ed25519 seed" } });
    await expect(readSecretsFile(seed, access)).rejects.toMatchObject({ code: "KEY_FILE_DAMAGED" });
  });

  it("of an earlier version is refused until it is completed, which keeps what it held", async () => {
    const path = join(folder, "earlier.json");
    const uses = ["mobile", "record", "content", "otp", "index", "rows"];
    const held = uses.map((use, at) => ({ use, number: 1, secret: Buffer.alloc(32, at).toString("base64") }));
    const about = { holds: "issuer secrets" };
    await writeSealedFile(path, Buffer.from(JSON.stringify(held)), { ...access, about });
    await expect(readSecretsFile(path, access)).rejects.toMatchObject({ code: "STORE_MIGRATION_NEEDED" });
    expect(await completeSecretsFile(path, webCryptoRandom, access)).toEqual(["report", "block", "token", "request"]);
    expect(await completeSecretsFile(path, webCryptoRandom, access)).toEqual([]);
    const secrets = await readSecretsFile(path, access);
    expect(secrets).toHaveLength(10);
    for (const [at, { key }] of secrets.slice(0, 6).entries()) expect(key.export()).toEqual(Buffer.alloc(32, at));
  });

  it("opens with its passphrase only", async () => {
    const wrong = readSecretsFile(await newFile(), { passphrase: "another passphrase" });
    await expect(wrong).rejects.toMatchObject({ code: "PASSPHRASE_WRONG" });
  });
});

describe("createKeyedHash", () => {
  it("gives another hash for each use and each file", async () => {
    const uses: readonly HashUse[] = ["mobile", "record", "content", "otp", "index", "block", "token", "request"];
    const digests = new Set<string>();
    for (const path of [await newFile(), await newFile()]) {
      const hash = createKeyedHash(await readSecretsFile(path, access));
      for (const use of uses) {
        const digest = await hash.hmac(use, hash.currentKeyId(use), message);
        expect(digest).toHaveLength(32);
        digests.add(Buffer.from(digest).toString("hex"));
      }
    }
    expect(digests.size).toBe(16);
  });

  it("makes new hashes under the highest number of a use, and knows the others", async () => {
    const secret = (number: number) => ({
      use: "otp" as const,
      number,
      key: createSecretKey(Buffer.alloc(32, number)),
    });
    const hash = createKeyedHash([secret(2), secret(1)]);
    expect(hash.currentKeyId("otp")).toBe("otp-2");
    expect(await hash.hmac("otp", "otp-1", message)).not.toEqual(await hash.hmac("otp", "otp-2", message));
  });

  it("refuses a key that it does not hold, or that is for another use", async () => {
    const hash = createKeyedHash(await readSecretsFile(await newFile(), access));
    for (const keyId of ["otp-2", "otp", "", "mobile-1", "rows-1"]) {
      await expect(hash.hmac("otp", keyId, message)).rejects.toMatchObject({ code: "SECRET_UNKNOWN" });
    }
    expect(() => createKeyedHash([]).currentKeyId("otp")).toThrow(expect.objectContaining({ code: "SECRET_UNKNOWN" }));
  });
});
