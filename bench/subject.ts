// The one certificate that the benchmarks work on: a 16-letter name, the size that DESIGN §2 budgets for.

import { createPrivateKey, createPublicKey, type KeyObject, sign } from "node:crypto";
import {
  type Claims,
  encodeClaims,
  encodeCoseSign1,
  encodeProtectedHeader,
  encodeQrText,
  encodeSignedTrustBundle,
  encodeTrustBundle,
  isCopySafe,
  kidOf,
  sha256,
  toBeSigned,
  trustBundleToBeSigned,
} from "@mohor/schema";

export type SigningKey = { readonly seed: Uint8Array; readonly publicKey: Uint8Array; readonly privateKey: KeyObject };

export const NOW = 1_790_000_000;

// PKCS #8 head of an Ed25519 private key (RFC 8410 §7); the 32-byte seed follows.
const PKCS8_HEAD = Buffer.from("302e020100300506032b657004220420", "hex");

/** A key of its own for each label, the same in every run. */
export function signingKey(label: string): SigningKey {
  const seed = sha256(new TextEncoder().encode(label));
  const privateKey = createPrivateKey({ key: Buffer.concat([PKCS8_HEAD, seed]), format: "der", type: "pkcs8" });
  const publicKey = new Uint8Array(createPublicKey(privateKey).export({ format: "der", type: "spki" }).subarray(-32));
  return { seed, publicKey, privateKey };
}

export const CERTIFICATE_KEY: SigningKey = signingKey("benchmark certificate key");

export function claimsAt(statusIndex: number): Claims {
  return {
    iat: NOW,
    exp: NOW + 180 * 86_400,
    statusIndex,
    identity: { fullName: "Asha Rani Biswas" },
    status: "fully",
  };
}

/** Claims to QR text with this signature function: encode, sign, wrap, write. */
export function issueText(claims: Claims, signMessage: (message: Uint8Array) => Uint8Array): string {
  const protectedHeader = encodeProtectedHeader({ alg: -8, kid: kidOf(CERTIFICATE_KEY.publicKey) });
  const payload = encodeClaims(claims);
  const signature = signMessage(toBeSigned(protectedHeader, payload));
  return encodeQrText(encodeCoseSign1({ protectedHeader, payload, signature }));
}

export function signWithOpenSsl(message: Uint8Array): Uint8Array {
  return new Uint8Array(sign(null, message, CERTIFICATE_KEY.privateKey));
}

/** A copy-safe QR text, as an issuer would hand it over. */
export const QR_TEXT: string = firstCopySafe();

function firstCopySafe(): string {
  for (let index = 0; ; index++) {
    const text = issueText(claimsAt(index), signWithOpenSsl);
    if (isCopySafe(text)) return text;
  }
}

/** The trust bundle that vouches for CERTIFICATE_KEY. */
export function signedTrustBundle(): Uint8Array<ArrayBuffer> {
  const root = signingKey("benchmark root key");
  const payload = encodeTrustBundle({
    version: 1,
    issuer: "Benchmark",
    issued: NOW,
    expires: NOW + 30 * 86_400,
    ageingAfterSeconds: 86_400,
    staleAfterSeconds: 604_800,
    rootThreshold: 1,
    rootKeys: [root.publicKey],
    keys: [
      {
        publicKey: CERTIFICATE_KEY.publicKey,
        purpose: "certificate",
        useFrom: NOW,
        signUntil: NOW + 90 * 86_400,
        acceptUntil: NOW + 270 * 86_400,
        state: "active",
      },
    ],
    companions: [],
  });
  const header = { alg: -8, kid: kidOf(root.publicKey) } as const;
  const message = trustBundleToBeSigned(payload, encodeProtectedHeader(header));
  return encodeSignedTrustBundle(payload, [
    { header, signature: new Uint8Array(sign(null, message, root.privateKey)) },
  ]);
}
