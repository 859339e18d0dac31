// A secret in a file, sealed with a passphrase: argon2id (RFC 9106) makes the key, AES-256-GCM seals, the header is
// authenticated as additional data. One JSON object:
//   { "header": { "format", "about": { … }, "kdf": { "memoryKiB", "passes", "parallelism", "salt" }, "nonce" },
//     "keyCheck", "sealed", "sha256" }
// `about` says in clear, and authenticated, what the file is. `keyCheck` is a second part of argon2id's output: it tells a wrong
// passphrase from a damaged file and gives a guesser nothing that the seal does not. `sha256` is over all the rest: it finds
// damage before a passphrase is blamed. Binary fields are base64.

import { argon2, createCipheriv, createDecipheriv, createHash, randomBytes } from "node:crypto";
import { promisify } from "node:util";
import { constantTimeEqual } from "../domain/constant-time.ts";
import { PortError } from "../domain/refusal.ts";
import { createFileDurably, MODE_PRIVATE, readFileBounded, replaceFileDurably } from "./durable-file.ts";

/** What a sealed file says about itself in clear. */
export type About = Readonly<Record<string, string | number>>;

/** Cost of the key derivation. */
export type KdfCost = { readonly memoryKiB: number; readonly passes: number; readonly parallelism: number };

/** RFC 9106 §4's second recommended option: 64 MiB, 3 passes, 4 lanes; about a quarter of a second. */
export const DEFAULT_KDF_COST: KdfCost = { memoryKiB: 65_536, passes: 3, parallelism: 4 };

/** OWASP's minimum for argon2id: weaker is refused on reading, so that nobody can swap in a file that is quick to guess. */
export const MIN_KDF_COST: KdfCost = { memoryKiB: 19_456, passes: 2, parallelism: 1 };

/** Above this a file could make us run out of memory or hang: 1 GiB, 16 passes take half a minute. */
export const MAX_KDF_COST: KdfCost = { memoryKiB: 1_048_576, passes: 16, parallelism: 16 };

/** Characters of a passphrase: NIST SP 800-63B asks for 15 where nothing else guards, for 8 beside a second factor. */
const MIN_PASSPHRASE_LENGTH = 12;

const FORMAT = "mohor-sealed-1";
const MAX_FILE_BYTES = 65_536;
const SALT_BYTES = 16;
const KEY_BYTES = 32;
const KEY_CHECK_BYTES = 16;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;
const MAX_ABOUT_ENTRIES = 16;

type Header = {
  readonly format: typeof FORMAT;
  readonly about: About;
  readonly kdf: KdfCost & { readonly salt: string };
  readonly nonce: string;
};

type SealedFile = {
  readonly header: Header;
  readonly keyCheck: string;
  readonly sealed: string;
  readonly sha256: string;
};

/** How a secret is sealed. */
export type SealOptions = {
  readonly passphrase: string;
  readonly about: About;
  readonly cost?: KdfCost;
};

/**
 * Seals a secret into a new file of mode 0600, durably. Throws PortError PASSPHRASE_TOO_SHORT, FILE_EXISTS, DISK_FULL,
 * FILE_UNWRITABLE, and TypeError on a cost that `readSealedFile` would refuse. The caller clears `secret` when it is done with it.
 */
export async function writeSealedFile(path: string, secret: Uint8Array, options: SealOptions): Promise<void> {
  createFileDurably(path, await seal(secret, options), { mode: MODE_PRIVATE });
}

/** As `writeSealedFile`, in the place of a file that is there: whoever looks finds the old one or the new one, whole. */
export async function replaceSealedFile(path: string, secret: Uint8Array, options: SealOptions): Promise<void> {
  replaceFileDurably(path, await seal(secret, options), { mode: MODE_PRIVATE });
}

async function seal(secret: Uint8Array, options: SealOptions): Promise<string> {
  const { passphrase, about, cost = DEFAULT_KDF_COST } = options;
  if (!isAllowedCost(cost)) throw new TypeError("a cost between MIN_KDF_COST and MAX_KDF_COST is required");
  if ([...passphrase].length < MIN_PASSPHRASE_LENGTH) {
    throw new PortError("PASSPHRASE_TOO_SHORT", `the passphrase has fewer than ${MIN_PASSPHRASE_LENGTH} characters`);
  }
  const header: Header = {
    format: FORMAT,
    about,
    kdf: { ...pickCost(cost), salt: randomBytes(SALT_BYTES).toString("base64") },
    nonce: randomBytes(NONCE_BYTES).toString("base64"),
  };
  const { key, keyCheck } = await deriveKey(passphrase, header);
  const cipher = createCipheriv("aes-256-gcm", key, Buffer.from(header.nonce, "base64")).setAAD(headerBytes(header));
  const sealed = Buffer.concat([cipher.update(secret), cipher.final(), cipher.getAuthTag()]);
  key.fill(0);
  const body = { header, keyCheck: keyCheck.toString("base64"), sealed: sealed.toString("base64") };
  const file: SealedFile = { ...body, sha256: digestOf(body) };
  return `${JSON.stringify(file, null, 2)}\n`;
}

/**
 * What a sealed file says about itself, without a passphrase: not authenticated, for lists shown to people only. Throws PortError
 * FILE_NOT_FOUND, FILE_UNREADABLE, KEY_FILE_DAMAGED.
 */
export function readSealedFileAbout(path: string): About {
  return parse(path).header.about;
}

/**
 * The secret of a sealed file and what the file says about itself, authenticated. Throws PortError FILE_NOT_FOUND, FILE_UNREADABLE,
 * KEY_FILE_DAMAGED, KEY_FILE_PARAMETERS_REFUSED (outside MIN_KDF_COST and MAX_KDF_COST), PASSPHRASE_WRONG. The caller clears
 * `secret`.
 */
export async function readSealedFile(
  path: string,
  passphrase: string,
): Promise<{ readonly secret: Uint8Array; readonly about: About }> {
  const { header, keyCheck, sealed } = parse(path);
  if (!isAllowedCost(header.kdf)) {
    throw new PortError("KEY_FILE_PARAMETERS_REFUSED", "the key derivation is weaker or dearer than allowed", { path });
  }
  const derived = await deriveKey(passphrase, header);
  if (!constantTimeEqual(derived.keyCheck, Buffer.from(keyCheck, "base64"))) {
    throw new PortError("PASSPHRASE_WRONG", "the passphrase does not open this file", { path });
  }
  const bytes = Buffer.from(sealed, "base64");
  const decipher = createDecipheriv("aes-256-gcm", derived.key, Buffer.from(header.nonce, "base64"))
    .setAAD(headerBytes(header))
    .setAuthTag(bytes.subarray(-TAG_BYTES));
  try {
    const secret = Buffer.concat([decipher.update(bytes.subarray(0, -TAG_BYTES)), decipher.final()]);
    return { secret, about: header.about };
  } catch (cause) {
    throw new PortError("KEY_FILE_DAMAGED", "the seal is broken: the file was changed", { cause, path });
  } finally {
    derived.key.fill(0);
  }
}

const argon2Async = promisify(argon2);

async function deriveKey(
  passphrase: string,
  { kdf }: Header,
): Promise<{ readonly key: Buffer; readonly keyCheck: Buffer }> {
  const output = await argon2Async("argon2id", {
    message: Buffer.from(passphrase.normalize("NFKC"), "utf8"),
    nonce: Buffer.from(kdf.salt, "base64"),
    memory: kdf.memoryKiB,
    passes: kdf.passes,
    parallelism: kdf.parallelism,
    tagLength: KEY_BYTES + KEY_CHECK_BYTES,
  });
  return { key: output.subarray(0, KEY_BYTES), keyCheck: output.subarray(KEY_BYTES) };
}

/** The authenticated bytes: the header with its fields in one order, whatever order the file has them in. */
function headerBytes({ format, about, kdf, nonce }: Header): Buffer {
  const entries = Object.entries(about).toSorted(([a], [b]) => (a < b ? -1 : 1));
  const { memoryKiB, passes, parallelism, salt } = kdf;
  return Buffer.from(JSON.stringify([format, entries, memoryKiB, passes, parallelism, salt, nonce]));
}

function digestOf({ header, keyCheck, sealed }: Omit<SealedFile, "sha256">): string {
  return createHash("sha256").update(headerBytes(header)).update(`\0${keyCheck}\0${sealed}`).digest("base64");
}

function pickCost({ memoryKiB, passes, parallelism }: KdfCost): KdfCost {
  return { memoryKiB, passes, parallelism };
}

function isAllowedCost({ memoryKiB, passes, parallelism }: KdfCost): boolean {
  return (
    memoryKiB >= MIN_KDF_COST.memoryKiB &&
    memoryKiB <= MAX_KDF_COST.memoryKiB &&
    passes >= MIN_KDF_COST.passes &&
    passes <= MAX_KDF_COST.passes &&
    parallelism >= MIN_KDF_COST.parallelism &&
    parallelism <= MAX_KDF_COST.parallelism
  );
}

/** The file's parts, each of its type and length, with the checksum right. */
function parse(path: string): SealedFile {
  const file = parseJson(readFileBounded(path, { maxBytes: MAX_FILE_BYTES }), path);
  if (!isSealedFile(file) || digestOf(file) !== file.sha256) {
    throw new PortError("KEY_FILE_DAMAGED", "this is no whole sealed file", { path });
  }
  return file;
}

function parseJson(bytes: Uint8Array, path: string): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch (cause) {
    throw new PortError("KEY_FILE_DAMAGED", "this is no sealed file", { cause, path });
  }
}

function isSealedFile(value: unknown): value is SealedFile {
  if (!hasExactly(value, ["header", "keyCheck", "sealed", "sha256"])) return false;
  const { header } = value;
  if (!hasExactly(header, ["format", "about", "kdf", "nonce"]) || header.format !== FORMAT) return false;
  const { about, kdf } = header;
  if (!hasExactly(kdf, ["memoryKiB", "passes", "parallelism", "salt"])) return false;
  const costs = [kdf.memoryKiB, kdf.passes, kdf.parallelism];
  return (
    isAbout(about) &&
    costs.every((cost) => Number.isSafeInteger(cost)) &&
    isBase64(kdf.salt, SALT_BYTES) &&
    isBase64(header.nonce, NONCE_BYTES) &&
    isBase64(value.keyCheck, KEY_CHECK_BYTES) &&
    typeof value.sealed === "string" &&
    BASE64.test(value.sealed) &&
    value.sealed.length >= (TAG_BYTES / 3) * 4 &&
    typeof value.sha256 === "string"
  );
}

function isAbout(value: unknown): value is About {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  const entries = Object.values(value);
  return (
    entries.length <= MAX_ABOUT_ENTRIES &&
    entries.every((entry) => typeof entry === "string" || typeof entry === "number")
  );
}

function hasExactly(value: unknown, keys: readonly string[]): value is Record<string, unknown> {
  if (typeof value !== "object" || value === null) return false;
  const held = Object.keys(value);
  return held.length === keys.length && keys.every((key) => Object.hasOwn(value, key));
}

function isBase64(value: unknown, length: number): boolean {
  return typeof value === "string" && BASE64.test(value) && Buffer.from(value, "base64").length === length;
}
