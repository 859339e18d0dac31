// An issuing authority for tests: keys derived from their names, a trust bundle with a key in every state, certificates sound or
// with a part replaced. Its secrets are public; nothing outside tests may trust them.

import { createPrivateKey, createPublicKey, sign } from "node:crypto";
import {
  type Claims,
  type CoseAlg,
  encodeClaims,
  encodeCoseSign1,
  encodeProtectedHeader,
  encodeQrText,
  encodeSignedTrustBundle,
  encodeTrustBundle,
  kidOf,
  sha256,
  type TrustBundle,
  type TrustedKey,
  toBeSigned,
  trustBundleToBeSigned,
} from "@mohor/schema";
import { type Ed25519Engine, openTrustStore, type Trust, type TrustStore } from "@mohor/verifier";
import { nodeCryptoEngine } from "@mohor/verifier/node";

export type TestKey = {
  /** The 32-byte secret of RFC 8032. */
  readonly seed: Uint8Array;
  readonly publicKey: Uint8Array;
  readonly kid: Uint8Array;
  readonly sign: (message: Uint8Array) => Uint8Array;
};

/** PKCS #8 of an Ed25519 key up to the seed (RFC 8410 §7). */
const PKCS8_HEAD = Buffer.from("302e020100300506032b657004220420", "hex");

/** The key of this name: always the same. */
export function testKey(name: string): TestKey {
  const seed = Uint8Array.from(sha256(new TextEncoder().encode(`mohor test key ${name}`)));
  const key = createPrivateKey({ key: Buffer.concat([PKCS8_HEAD, seed]), format: "der", type: "pkcs8" });
  const spki = createPublicKey(key).export({ format: "der", type: "spki" });
  const publicKey = Uint8Array.from(spki.subarray(-32));
  return { seed, publicKey, kid: kidOf(publicKey), sign: (message) => Uint8Array.from(sign(null, message, key)) };
}

export const DAY = 86_400;

/** The time at which the standard certificate is valid under the standard bundle without any notice but that of a missing list. */
export const NOW = 1_750_000_000;

/** What the standard certificate states: a 16-letter name, for which README gives the certificate's size. */
export const CLAIMS: Claims = {
  exp: NOW + 170 * DAY,
  iat: NOW - 10 * DAY,
  statusIndex: 0x01_e2_40,
  identity: { fullName: "Ananya Mukherjee" },
  status: "fully",
};

/** Every claim and every part of identity data at once. */
export const FULL_CLAIMS: Claims = {
  exp: NOW + 170 * DAY,
  iat: NOW - 10 * DAY,
  nbf: NOW - 9 * DAY,
  aud: "irctc.co.in",
  statusIndex: 0xfe_dc_ba_98,
  identity: {
    fullName: "Ananya Mukherjee",
    secondName: { fullName: "অনন্যা মুখার্জি", language: "ben" },
    birthDate: "19871104",
  },
  status: "partially",
};

export const ROOT: TestKey = testKey("root 1");
export const ROOTS: readonly TestKey[] = [ROOT, testKey("root 2"), testKey("root 3")];

type KeyName =
  | "certificate"
  | "specimen"
  | "statusList"
  | "revoked"
  | "notYetActive"
  | "signsNoMore"
  | "acceptedNoMore"
  | "unknown";

/** One key for each thing that may be wrong with a key; `unknown` is in no bundle. */
export const KEYS: Readonly<Record<KeyName, TestKey>> = {
  certificate: testKey("certificate"),
  specimen: testKey("specimen"),
  statusList: testKey("status list"),
  revoked: testKey("revoked"),
  notYetActive: testKey("not yet active"),
  signsNoMore: testKey("signs no more"),
  acceptedNoMore: testKey("accepted no more"),
  unknown: testKey("unknown"),
};

/** A trusted key that is active over the whole life of the standard certificate, unless changed. */
export function trustedKey(key: TestKey, change: Partial<TrustedKey> = {}): TrustedKey {
  return {
    publicKey: key.publicKey,
    purpose: "certificate",
    useFrom: NOW - 30 * DAY,
    signUntil: NOW + 60 * DAY,
    acceptUntil: NOW + 365 * DAY,
    state: "active",
    ...change,
  };
}

/** The standard bundle: published an hour before NOW; amber after a day, undecided after seven. */
export const BUNDLE: TrustBundle = {
  version: 7,
  issuer: "Health Department (test)",
  issued: NOW - 3_600,
  expires: NOW + 30 * DAY,
  ageingAfterSeconds: DAY,
  staleAfterSeconds: 7 * DAY,
  rootThreshold: 2,
  rootKeys: ROOTS.map(({ publicKey }) => publicKey),
  keys: [
    trustedKey(KEYS.certificate),
    trustedKey(KEYS.specimen, { purpose: "specimen" }),
    trustedKey(KEYS.statusList, { purpose: "status-list" }),
    trustedKey(KEYS.revoked, { state: "revoked" }),
    trustedKey(KEYS.notYetActive, { useFrom: CLAIMS.iat + 1 }),
    trustedKey(KEYS.signsNoMore, { signUntil: CLAIMS.iat - 1 }),
    trustedKey(KEYS.acceptedNoMore, { signUntil: NOW - 2, acceptUntil: NOW - 1 }),
  ],
  companions: [],
};

/** The bundle signed by these root keys. */
export function signedBundle(bundle: TrustBundle = BUNDLE, roots: readonly TestKey[] = ROOTS): Uint8Array<ArrayBuffer> {
  const payload = encodeTrustBundle(bundle);
  const signatures = roots.map((root) => {
    const header = { alg: -8, kid: root.kid } as const;
    return { header, signature: root.sign(trustBundleToBeSigned(payload, encodeProtectedHeader(header))) };
  });
  return encodeSignedTrustBundle(payload, signatures);
}

/** The store of the bundle, signed by all test roots; throws where it does not open. */
export function storeOf(bundle: TrustBundle = BUNDLE, engine: Ed25519Engine = nodeCryptoEngine): TrustStore {
  const trust = openTrustStore(signedBundle(bundle), { engine });
  if (!trust.ok) throw new Error(trust.code);
  return trust.value;
}

/** The same as what `verify` takes. */
export function trustOf(bundle: TrustBundle = BUNDLE, engine: Ed25519Engine = nodeCryptoEngine): Trust {
  return { ok: true, value: storeOf(bundle, engine) };
}

export type CertificateParts = {
  readonly claims?: Claims;
  /** In place of the encoded claims. */
  readonly payload?: Uint8Array;
  readonly key?: TestKey;
  readonly alg?: CoseAlg;
  /** In place of the encoded alg and kid; it is signed. */
  readonly protectedHeader?: Uint8Array;
};

/** A token, signed over whatever its parts are. */
export function tokenOf({
  claims = CLAIMS,
  payload,
  key = KEYS.certificate,
  alg = -8,
  protectedHeader,
}: CertificateParts = {}): Uint8Array<ArrayBuffer> {
  const header = protectedHeader ?? encodeProtectedHeader({ alg, kid: key.kid });
  const content = payload ?? encodeClaims(claims);
  return encodeCoseSign1({
    protectedHeader: header,
    payload: content,
    signature: key.sign(toBeSigned(header, content)),
  });
}

/** The QR text of such a token. */
export function qrTextOf(parts: CertificateParts = {}): string {
  return encodeQrText(tokenOf(parts));
}
