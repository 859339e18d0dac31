// The issuer's own secrets besides signing keys: the peppers of the keyed hashes and the key that seals rows, in one sealed file,
// apart from the database. Losing it makes the store unreadable; having it without the store tells nothing.

import { createSecretKey, type KeyObject } from "node:crypto";
import type { HashUse, RandomSource } from "../domain/ports.ts";
import { PortError } from "../domain/refusal.ts";
import { type KdfCost, readSealedFile, replaceSealedFile, writeSealedFile } from "./sealed-file.ts";

/** What a secret is for: a keyed hash, or the seal of rows. */
export type SecretUse = HashUse | "rows";

/** Uses that every file has, and those that came with a later version of the program (`completeSecretsFile`). */
const FIRST_USES: readonly SecretUse[] = ["mobile", "record", "content", "otp", "index", "rows"];
const USES: readonly SecretUse[] = [...FIRST_USES, "report", "block", "token", "request"];

const SECRET_BYTES = 32;

/** A secret by use and number; the highest number of a use is the current one. */
export type IssuerSecret = { readonly use: SecretUse; readonly number: number; readonly key: KeyObject };

/** All secrets of an issuer. */
export type IssuerSecrets = readonly IssuerSecret[];

type StoredSecret = { readonly use: SecretUse; readonly number: number; readonly secret: string };

/** How the file is opened. */
export type SecretsAccess = { readonly passphrase: string; readonly cost?: KdfCost };

/** Makes a file with one fresh secret of each use. Throws as `writeSealedFile` does. */
export async function createSecretsFile(path: string, random: RandomSource, access: SecretsAccess): Promise<void> {
  const content = encode(USES.map((use) => freshSecret(use, random)));
  await writeSealedFile(path, content, sealOptions(access));
  content.fill(0);
}

/**
 * Adds a fresh secret of each use that an older file lacks, and returns those uses; a file that lacks none is left alone. Throws as
 * `readSealedFile` and `writeSealedFile` do.
 */
export async function completeSecretsFile(
  path: string,
  random: RandomSource,
  access: SecretsAccess,
): Promise<readonly SecretUse[]> {
  const stored = await readStored(path, access.passphrase);
  const missing = missingUses(stored);
  if (missing.length === 0) return missing;
  const content = encode([...stored, ...missing.map((use) => freshSecret(use, random))]);
  await replaceSealedFile(path, content, sealOptions(access));
  content.fill(0);
  return missing;
}

/**
 * The secrets. Throws as `readSealedFile` does, KEY_FILE_DAMAGED where a use is missing that every file has, and
 * STORE_MIGRATION_NEEDED where one is missing that came later.
 */
export async function readSecretsFile(path: string, { passphrase }: SecretsAccess): Promise<IssuerSecrets> {
  const stored = await readStored(path, passphrase);
  const [missing] = missingUses(stored);
  if (missing !== undefined) {
    throw new PortError("STORE_MIGRATION_NEEDED", `the secrets file has no secret of use ${missing}`);
  }
  return stored.map(({ use, number, secret }) => ({
    use,
    number,
    key: createSecretKey(Buffer.from(secret, "base64")),
  }));
}

function freshSecret(use: SecretUse, random: RandomSource): StoredSecret {
  return { use, number: 1, secret: Buffer.from(random.bytes(SECRET_BYTES)).toString("base64") };
}

function missingUses(stored: readonly StoredSecret[]): readonly SecretUse[] {
  return USES.filter((use) => !stored.some((held) => held.use === use));
}

function encode(secrets: readonly StoredSecret[]): Buffer {
  return Buffer.from(JSON.stringify(secrets));
}

function sealOptions({ passphrase, cost }: SecretsAccess) {
  return { passphrase, about: { holds: "issuer secrets" }, ...(cost === undefined ? {} : { cost }) };
}

async function readStored(path: string, passphrase: string): Promise<readonly StoredSecret[]> {
  const { secret, about } = await readSealedFile(path, passphrase);
  const stored = about.holds === "issuer secrets" ? (JSON.parse(Buffer.from(secret).toString()) as StoredSecret[]) : [];
  secret.fill(0);
  if (!FIRST_USES.every((use) => stored.some((held) => held.use === use))) {
    throw new PortError("KEY_FILE_DAMAGED", "this file does not hold the issuer's secrets", { path });
  }
  return stored;
}
