// Ed25519 keys in files: DIR/<kid>.json, one a key, the 32-byte seed sealed with a passphrase; public key, purpose and date in
// clear and authenticated. Signing by node:crypto with cached key objects. Root keys are made and kept the same way, on another
// machine if the authority is careful.

import { createPrivateKey, createPublicKey, type KeyObject, sign } from "node:crypto";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { bytesEqual, fromHex, kidOf, PUBLIC_KEY_BYTES, toHex } from "@mohor/schema";
import type { RandomSource } from "../domain/ports.ts";
import { PortError } from "../domain/refusal.ts";
import {
  createCheckedSigner,
  HELD_KEY_PURPOSES,
  type HeldKey,
  type HeldKeyPurpose,
  type KeySigner,
} from "./checked-signer.ts";
import { MODE_PRIVATE_FOLDER, makeFolder, reading } from "./durable-file.ts";
import { type About, type KdfCost, readSealedFile, readSealedFileAbout, writeSealedFile } from "./sealed-file.ts";

const SEED_BYTES = 32;

/** PKCS#8 of an Ed25519 seed (RFC 8410 §7) up to the seed. */
const PKCS8_HEAD = fromHex("302e020100300506032b657004220420");

/** SubjectPublicKeyInfo of an Ed25519 key (RFC 8410 §4) up to the key. */
const SPKI_HEAD_BYTES = 12;

const KEY_FILE_NAME = /^([0-9a-f]{8})\.json$/;

/**
 * Makes a key and its file. Throws as `writeSealedFile` does; FILE_EXISTS also where another key has the same kid (one chance in
 * 2^32 a key): make another.
 */
export async function generateKeyFile(
  directory: string,
  options: {
    readonly purpose: HeldKeyPurpose;
    readonly created: number;
    readonly passphrase: string;
    readonly random: RandomSource;
    readonly cost?: KdfCost;
  },
): Promise<HeldKey> {
  const { purpose, created, passphrase, random, cost } = options;
  const seed = random.bytes(SEED_BYTES);
  const publicKey = publicKeyOf(privateKeyOf(seed));
  const keyFile: HeldKey = { kid: toHex(kidOf(publicKey)), publicKey, purpose, created };
  const about: About = { holds: "ed25519 seed", publicKey: toHex(publicKey), purpose, created };
  makeFolder(directory, { mode: MODE_PRIVATE_FOLDER });
  const path = join(directory, `${keyFile.kid}.json`);
  await writeSealedFile(path, seed, { passphrase, about, ...(cost === undefined ? {} : { cost }) });
  seed.fill(0);
  return keyFile;
}

/** The keys of a directory's files, by kid, without a passphrase and so not authenticated. Throws PortError FILE_NOT_FOUND, FILE_UNREADABLE, KEY_FILE_DAMAGED. */
export function listKeyFiles(directory: string): readonly HeldKey[] {
  return reading(directory, () => readdirSync(directory))
    .filter((name) => KEY_FILE_NAME.test(name))
    .toSorted()
    .map((name) => toKeyFile(readSealedFileAbout(join(directory, name)), directory, name));
}

/**
 * A signer with the keys of these kids (hex), opened once and held as key objects. Throws PortError SIGNING_KEY_UNAVAILABLE (a kid
 * has no file), and as `readSealedFile` does; a file whose seed is not that of its public key is KEY_FILE_DAMAGED.
 */
export async function openFileSigner(
  directory: string,
  kids: readonly string[],
  passphrase: string,
): Promise<KeySigner> {
  const keys: (readonly [HeldKey, KeyObject])[] = [];
  for (const kid of kids) {
    const name = `${kid}.json`;
    // Only the files asked for: a damaged one of another key must not stop those that are whole.
    if (!existsSync(join(directory, name))) {
      throw new PortError("SIGNING_KEY_UNAVAILABLE", `there is no key file for ${kid}`);
    }
    const { secret, about } = await readSealedFile(join(directory, name), passphrase);
    const file = toKeyFile(about, directory, name);
    const isWhole = secret.length === SEED_BYTES;
    const privateKey = isWhole ? privateKeyOf(secret) : null;
    secret.fill(0);
    if (privateKey === null || !bytesEqual(publicKeyOf(privateKey), file.publicKey)) {
      throw new PortError("KEY_FILE_DAMAGED", `the key file ${name} does not hold the key it names`, {
        path: join(directory, name),
      });
    }
    keys.push([file, privateKey]);
  }
  return createCheckedSigner(
    // A plain array: a Buffer would share its pool.
    keys.map(([key, privateKey]) => [key, async (toBeSigned) => new Uint8Array(sign(null, toBeSigned, privateKey))]),
  );
}

function toKeyFile(about: About, directory: string, name: string): HeldKey {
  const { holds, publicKey: publicKeyHex, purpose, created } = about;
  const isKnown =
    holds === "ed25519 seed" &&
    typeof publicKeyHex === "string" &&
    new RegExp(`^[0-9a-f]{${2 * PUBLIC_KEY_BYTES}}$`).test(publicKeyHex) &&
    typeof created === "number";
  const known = HELD_KEY_PURPOSES.find((candidate) => candidate === purpose);
  const publicKey = isKnown ? fromHex(publicKeyHex) : new Uint8Array(0);
  const kid = toHex(kidOf(publicKey));
  if (!isKnown || known === undefined || name !== `${kid}.json`) {
    throw new PortError("KEY_FILE_DAMAGED", `the key file ${name} does not say what it holds`, {
      path: join(directory, name),
    });
  }
  return { kid, publicKey, purpose: known, created };
}

function privateKeyOf(seed: Uint8Array): KeyObject {
  const der = Buffer.concat([PKCS8_HEAD, seed]);
  const key = createPrivateKey({ key: der, format: "der", type: "pkcs8" });
  der.fill(0);
  return key;
}

function publicKeyOf(privateKey: KeyObject): Uint8Array {
  const spki = createPublicKey(privateKey).export({ format: "der", type: "spki" });
  return new Uint8Array(spki.subarray(SPKI_HEAD_BYTES));
}
