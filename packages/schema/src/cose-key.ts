// Ed25519 public keys as COSE_Key (RFC 9052 §7, RFC 9053 §7.2), COSE_KeySet and JWK (RFC 8037), and their thumbprint
// (RFC 9679), from which the kid is cut. Whether the 32 bytes are a sound key is the verifier's predicate, not this file's.

import { bytesEqual, toBase64Url, toHex } from "./bytes.ts";
import { type CborMap, type CborValue, encodeCbor } from "./cbor.ts";
import { type Decoded, refuse } from "./codes.ts";
import { COSE_ALG, CRV_ED25519, KTY_OKP, COSE_KEY as LABEL } from "./iana.ts";
import { KID_BYTES } from "./limits.ts";
import { sha256 } from "./sha2.ts";

/** Bytes of an Ed25519 public key (RFC 8032 §5.1.5). */
export const PUBLIC_KEY_BYTES = 32;

/** SHA-256 COSE Key Thumbprint (RFC 9679 §3) of an Ed25519 public key: 32 bytes. */
export function coseKeyThumbprint(publicKey: Uint8Array): Uint8Array {
  // Required members of an OKP key only: kty, crv, x (RFC 9679 §4.1).
  return sha256(
    encodeCbor(
      new Map<number, CborValue>([
        [LABEL.KTY, KTY_OKP],
        [LABEL.CRV, CRV_ED25519],
        [LABEL.X, publicKey],
      ]),
    ),
  );
}

/** The kid of an Ed25519 public key: the first KID_BYTES bytes of its thumbprint (docs/spec.md §4.1). */
export function kidOf(publicKey: Uint8Array): Uint8Array {
  return coseKeyThumbprint(publicKey).slice(0, KID_BYTES);
}

/** The COSE_Key `{1: 1, 2: kid, 3: -8, -1: 6, -2: x}`. Throws TypeError where the key is not 32 bytes long. */
export function encodeCoseKey(publicKey: Uint8Array): CborMap {
  if (publicKey.length !== PUBLIC_KEY_BYTES)
    throw new TypeError(`a public key of ${PUBLIC_KEY_BYTES} bytes is required`);
  return new Map<number, CborValue>([
    [LABEL.KTY, KTY_OKP],
    [LABEL.KID, kidOf(publicKey)],
    [LABEL.ALG, COSE_ALG.EDDSA],
    [LABEL.CRV, CRV_ED25519],
    [LABEL.X, publicKey],
  ]);
}

/**
 * The public key of a COSE_Key, or KEYSET_MALFORMED: not exactly the map that `encodeCoseKey` makes, or a kid that is not the
 * key's own. The bytes are a copy.
 */
export function decodeCoseKey(value: CborValue | undefined): Decoded<Uint8Array> {
  const publicKey = value instanceof Map ? (value as CborMap).get(LABEL.X) : undefined;
  if (!(publicKey instanceof Uint8Array) || publicKey.length !== PUBLIC_KEY_BYTES) return refuse("KEYSET_MALFORMED");
  const isWhole = bytesEqual(encodeCbor(encodeCoseKey(publicKey)), encodeCbor(value as CborMap));
  return isWhole ? { ok: true, value: publicKey.slice() } : refuse("KEYSET_MALFORMED");
}

/** A COSE_KeySet (RFC 9052 §7): the plain mirror of a trust bundle for COSE libraries. It carries no signature. */
export function encodeCoseKeySet(publicKeys: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  return encodeCbor(publicKeys.map(encodeCoseKey));
}

/** A public JWK (RFC 8037 §2). `kid` is the COSE kid in hex, because a JWK's kid is text. */
export type Jwk = {
  readonly kty: "OKP";
  readonly crv: "Ed25519";
  readonly x: string;
  readonly kid: string;
  readonly alg: "EdDSA";
  readonly use: "sig";
};

/** The JWK of a public key. */
export function toJwk(publicKey: Uint8Array): Jwk {
  const kid = toHex(kidOf(publicKey));
  return { kty: "OKP", crv: "Ed25519", x: toBase64Url(publicKey), kid, alg: "EdDSA", use: "sig" };
}
