// What a QR text says, verified by nobody: for support desks and auditors. A gate never shows it as a verdict.

import {
  type Claims,
  type CoseAlg,
  ctiHex,
  type Decoded,
  decodeClaims,
  decodeCoseSign1,
  decodeQrText,
  decodeToken,
  toHex,
} from "@mohor/schema";
import type { Unverified } from "./result.ts";

/** The parts of a token; bytes in hex. */
export type Inspection = {
  readonly alg: CoseAlg;
  readonly kid: string;
  readonly cti?: string;
  /** The claims, or the code why they cannot be read. */
  readonly claims: Decoded<Claims>;
  readonly coseSign1: string;
  readonly protectedHeader: string;
  readonly payload: string;
  readonly signature: string;
};

/** The unverified content of a QR text. Codes: those of steps 1 to 4 of docs/spec.md §6; a bad payload stands in `claims`. */
export function inspect(qrText: string): Decoded<Unverified<Inspection>> {
  const token = decodeQrText(qrText);
  if (!token.ok) return token;
  const document = decodeToken(token.value);
  if (!document.ok) return document;
  const sign1 = decodeCoseSign1(document.value);
  if (!sign1.ok) return sign1;
  const { header, protectedHeader, payload, signature } = sign1.value;
  const claims = decodeClaims(payload);
  const unverified: Inspection = {
    alg: header.alg,
    kid: toHex(header.kid),
    ...(claims.ok ? { cti: ctiHex(claims.value.statusIndex) } : {}),
    claims,
    coseSign1: toHex(token.value),
    protectedHeader: toHex(protectedHeader),
    payload: toHex(payload),
    signature: toHex(signature),
  };
  return { ok: true, value: { unverified } };
}
