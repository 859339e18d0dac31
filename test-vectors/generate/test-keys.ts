// The keys of the vectors. Each seed is the SHA-256 of its label, so that everyone can make them again and nobody can take
// one for a secret. Never trust one of them anywhere but in a test.

import { createHash, createPrivateKey, createPublicKey, sign } from "node:crypto";
import { kidOf } from "@mohor/schema";

/** A key pair made from a label. */
export type TestKey = {
  /** ASCII; the seed is its SHA-256. */
  readonly label: string;
  readonly purpose: "certificate" | "specimen" | "status-list" | "root";
  readonly seed: Uint8Array;
  readonly publicKey: Uint8Array;
  readonly kid: Uint8Array;
  /** The 64 bytes of the Ed25519 signature (RFC 8032 §5.1.6). */
  readonly sign: (message: Uint8Array) => Uint8Array;
};

// PKCS #8 of an Ed25519 private key (RFC 8410 §7) up to the 32 bytes of the seed.
const PKCS8_HEAD = Buffer.from("302e020100300506032b657004220420", "hex");

function testKey(name: string, purpose: TestKey["purpose"]): TestKey {
  const label = `mohor TEST-ONLY ${name}`;
  const seed = createHash("sha256").update(label, "ascii").digest();
  const privateKey = createPrivateKey({ key: Buffer.concat([PKCS8_HEAD, seed]), format: "der", type: "pkcs8" });
  // The last 32 bytes of a SubjectPublicKeyInfo are the public key (RFC 8410 §4).
  const publicKey = createPublicKey(privateKey).export({ format: "der", type: "spki" }).subarray(-32);
  return { label, purpose, seed, publicKey, kid: kidOf(publicKey), sign: (message) => sign(null, message, privateKey) };
}

/** Signs the honest certificates. */
export const CERTIFICATE_KEY: TestKey = testKey("certificate key 1", "certificate");
/** Signs specimens: they verify, with a notice. */
export const SPECIMEN_KEY: TestKey = testKey("specimen key 1", "specimen");
/** Signs status lists, never certificates. */
export const STATUS_LIST_KEY: TestKey = testKey("status-list key 1", "status-list");
/** Revoked in every trust bundle that holds it. */
export const REVOKED_KEY: TestKey = testKey("revoked key 1", "certificate");
/** No longer signs; what it signed in time is still accepted. */
export const RETIRED_KEY: TestKey = testKey("retired key 1", "certificate");
/** No longer accepted at all, though what it signed has not expired. */
export const WITHDRAWN_KEY: TestKey = testKey("withdrawn key 1", "certificate");
/** Published, but not yet in use. */
export const NOT_YET_KEY: TestKey = testKey("not-yet key 1", "certificate");
/** In no trust bundle. */
export const STRANGER_KEY: TestKey = testKey("stranger key 1", "certificate");
/** The first two labels of this series whose kids are the same four bytes. */
export const COLLIDING_KEYS: readonly [TestKey, TestKey] = [
  testKey("colliding key 71993", "certificate"),
  testKey("colliding key 79837", "certificate"),
];
/** Sign trust bundles. The first does so alone in most vectors, all three where a threshold is the subject. */
export const ROOT_KEYS: readonly [TestKey, TestKey, TestKey] = [
  testKey("root key 1", "root"),
  testKey("root key 2", "root"),
  testKey("root key 3", "root"),
];
/** A root key that no trust bundle names. */
export const STRANGER_ROOT_KEY: TestKey = testKey("stranger root key 1", "root");

/** Every key, for the files in keys/. */
export const TEST_KEYS: readonly TestKey[] = [
  CERTIFICATE_KEY,
  SPECIMEN_KEY,
  STATUS_LIST_KEY,
  REVOKED_KEY,
  RETIRED_KEY,
  WITHDRAWN_KEY,
  NOT_YET_KEY,
  STRANGER_KEY,
  ...COLLIDING_KEYS,
  ...ROOT_KEYS,
  STRANGER_ROOT_KEY,
];
