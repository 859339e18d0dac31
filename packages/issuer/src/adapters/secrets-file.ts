// The issuer's own secrets besides signing keys: the peppers of the keyed hashes and the key that seals rows, in one sealed file,
// apart from the database. Losing it makes the store unreadable; having it without the store tells nothing.

import { createSecretKey, type KeyObject } from "node:crypto";
import type { HashUse, RandomSource } from "../domain/ports.ts";
import { PortError } from "../domain/refusal.ts";
import { type KdfCost, readSealedFile, writeSealedFile } from "./sealed-file.ts";

/** What a secret is for: a keyed hash, or the seal of rows. */
export type SecretUse = HashUse | "rows";

const USES: readonly SecretUse[] = ["mobile", "record", "content", "otp", "index", "report", "rows"];

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
  const { passphrase, cost } = access;
  const secrets: readonly StoredSecret[] = USES.map((use) => ({
    use,
    number: 1,
    secret: Buffer.from(random.bytes(SECRET_BYTES)).toString("base64"),
  }));
  const content = Buffer.from(JSON.stringify(secrets));
  const about = { holds: "issuer secrets" };
  await writeSealedFile(path, content, { passphrase, about, ...(cost === undefined ? {} : { cost }) });
  content.fill(0);
}

/** The secrets. Throws as `readSealedFile` does, and KEY_FILE_DAMAGED where a use is missing. */
export async function readSecretsFile(path: string, { passphrase }: SecretsAccess): Promise<IssuerSecrets> {
  return (await readStored(path, passphrase)).map(({ use, number, secret }) => ({
    use,
    number,
    key: createSecretKey(Buffer.from(secret, "base64")),
  }));
}

async function readStored(path: string, passphrase: string): Promise<readonly StoredSecret[]> {
  const { secret, about } = await readSealedFile(path, passphrase);
  const stored = about.holds === "issuer secrets" ? (JSON.parse(Buffer.from(secret).toString()) as StoredSecret[]) : [];
  secret.fill(0);
  if (!USES.every((use) => stored.some((held) => held.use === use))) {
    throw new PortError("KEY_FILE_DAMAGED", "this file does not hold the issuer's secrets", { path });
  }
  return stored;
}
