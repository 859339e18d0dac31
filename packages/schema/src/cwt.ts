// The claims set (RFC 8392 §3) as docs/spec.md §3.5 closes it: seven claims, nothing else. Dates are whole seconds.

import { toHex } from "./bytes.ts";
import { type CborMap, type CborValue, decodeCbor, encodeCbor } from "./cbor.ts";
import { type Decoded, refuse } from "./codes.ts";
import { TOKEN_BOUNDS } from "./cose-sign1.ts";
import { CWT_CLAIM } from "./iana.ts";
import { decodeIdentityData, encodeIdentityData, type IdentityData } from "./identity-data.ts";
import { MAX_AUDIENCE_BYTES, MAX_CBOR_ARGUMENT, MAX_CTI_BYTES, MIN_CTI_BYTES } from "./limits.ts";
import { decodeVaccinationStatus, encodeVaccinationStatus, type VaccinationStatus } from "./vaccination-status.ts";

/** What a certificate states. Dates are NumericDate in whole seconds. */
export type Claims = {
  /** From this second on the certificate is no longer valid. */
  readonly exp: number;
  readonly iat: number;
  /** Later than iat, where present. */
  readonly nbf?: number;
  /** Registered id of the one verifying entity that the answer was made for. */
  readonly aud?: string;
  /** Index in the signing key's status list; kid and index together are the certificate's identity. */
  readonly statusIndex: number;
  readonly identity: IdentityData;
  readonly status: VaccinationStatus;
};

const REQUIRED = [
  CWT_CLAIM.EXP,
  CWT_CLAIM.IAT,
  CWT_CLAIM.CTI,
  CWT_CLAIM.IDENTITY_DATA,
  CWT_CLAIM.VACCINATION_STATUS,
] as const;
const KNOWN: ReadonlySet<number | string> = new Set(Object.values(CWT_CLAIM));

// Printable ASCII without space: a registered id, such as a domain name.
/** What an audience is made of: a registered id. */
export const AUDIENCE: RegExp = new RegExp(`^[!-~]{1,${MAX_AUDIENCE_BYTES}}$`);

/** The payload's bytes. Throws TypeError on claims that `decodeClaims` would refuse. */
export function encodeClaims(claims: Claims): Uint8Array<ArrayBuffer> {
  const map = new Map<number, CborValue>([
    [CWT_CLAIM.EXP, claims.exp],
    [CWT_CLAIM.IAT, claims.iat],
    [CWT_CLAIM.CTI, encodeCti(claims.statusIndex)],
    [CWT_CLAIM.IDENTITY_DATA, encodeIdentityData(claims.identity)],
    [CWT_CLAIM.VACCINATION_STATUS, encodeVaccinationStatus(claims.status)],
  ]);
  if (claims.aud !== undefined) map.set(CWT_CLAIM.AUD, claims.aud);
  if (claims.nbf !== undefined) map.set(CWT_CLAIM.NBF, claims.nbf);
  const payload = encodeCbor(map);
  if (!decodeClaims(payload).ok) throw new TypeError("claims do not fit spec §3.5");
  return payload;
}

/**
 * Step 8 of spec §6: the claims of a payload. Codes in this order: CBOR_… (the payload's bytes), CWT_CLAIM_INVALID (not a map),
 * CWT_CLAIM_UNKNOWN, CWT_CLAIM_MISSING, then each claim in the order of its key on the wire: CWT_CLAIM_INVALID,
 * IDENTITY_DATA_INVALID, STATUS_UNKNOWN; at the end CWT_CLAIM_INVALID where the dates contradict each other.
 */
export function decodeClaims(payload: Uint8Array): Decoded<Claims> {
  const document = decodeCbor(payload, TOKEN_BOUNDS);
  if (!document.ok) return document;
  const { tags, item } = document.value;
  if (tags.length !== 0 || !(item instanceof Map)) return refuse("CWT_CLAIM_INVALID");
  const map: CborMap = item;
  for (const key of map.keys()) if (!KNOWN.has(key)) return refuse("CWT_CLAIM_UNKNOWN");
  for (const key of REQUIRED) if (!map.has(key)) return refuse("CWT_CLAIM_MISSING");

  const aud = map.get(CWT_CLAIM.AUD);
  if (aud !== undefined && !(typeof aud === "string" && AUDIENCE.test(aud))) return refuse("CWT_CLAIM_INVALID");
  const exp = map.get(CWT_CLAIM.EXP);
  if (!isNumericDate(exp)) return refuse("CWT_CLAIM_INVALID");
  const nbf = map.get(CWT_CLAIM.NBF);
  if (nbf !== undefined && !isNumericDate(nbf)) return refuse("CWT_CLAIM_INVALID");
  const iat = map.get(CWT_CLAIM.IAT);
  if (!isNumericDate(iat)) return refuse("CWT_CLAIM_INVALID");
  const statusIndex = decodeCti(map.get(CWT_CLAIM.CTI));
  if (statusIndex === null) return refuse("CWT_CLAIM_INVALID");
  const identity = decodeIdentityData(map.get(CWT_CLAIM.IDENTITY_DATA) as CborValue);
  if (!identity.ok) return identity;
  const status = decodeVaccinationStatus(map.get(CWT_CLAIM.VACCINATION_STATUS) as CborValue);
  if (!status.ok) return status;

  const datesAgree = iat < exp && (nbf === undefined || (iat < nbf && nbf < exp));
  if (!datesAgree) return refuse("CWT_CLAIM_INVALID");
  return {
    ok: true,
    value: Object.freeze({
      exp,
      iat,
      ...(nbf === undefined ? {} : { nbf }),
      ...(aud === undefined ? {} : { aud }),
      statusIndex,
      identity: identity.value,
      status: status.value,
    }),
  };
}

function isNumericDate(value: CborValue | undefined): value is number {
  return typeof value === "number" && value >= 0;
}

/**
 * The claim cti of an index: big-endian, MIN_CTI_BYTES bytes, one more only where the index needs it, so that one index has
 * one form (docs/spec.md §3.5). Throws TypeError on an index that four bytes cannot hold.
 */
export function encodeCti(statusIndex: number): Uint8Array<ArrayBuffer> {
  if (!Number.isInteger(statusIndex) || statusIndex < 0 || statusIndex > MAX_CBOR_ARGUMENT) {
    throw new TypeError("a status index of at most 32 bits is required");
  }
  const bytes = Uint8Array.of(statusIndex >>> 24, statusIndex >>> 16, statusIndex >>> 8, statusIndex);
  return bytes[0] === 0 ? bytes.slice(1) : bytes;
}

function decodeCti(value: CborValue | undefined): number | null {
  if (!(value instanceof Uint8Array) || value.length < MIN_CTI_BYTES || value.length > MAX_CTI_BYTES) return null;
  if (value.length === MAX_CTI_BYTES && value[0] === 0) return null;
  return value.reduce((index, byte) => index * 256 + byte, 0);
}

/** The cti in hex: how programs and people name a certificate beside the kid. */
export function ctiHex(statusIndex: number): string {
  return toHex(encodeCti(statusIndex));
}
