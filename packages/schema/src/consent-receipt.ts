// The consent receipt (docs/spec.md §14): what a person agreed to and when, signed by the authority's status list key, handed to the person.
// It names nobody: whoever holds it can show that this consent was recorded, and have it withdrawn.

import { type CborMap, type CborValue, encodeCbor } from "./cbor.ts";
import { isDigest, isUnsigned } from "./cbor-shape.ts";
import { type Decoded, refuse } from "./codes.ts";
import { encodeCoseSign1, type ProtectedHeader, TOKEN_BOUNDS } from "./cose-sign1.ts";
import { AUDIENCE } from "./cwt.ts";
import { decodeTypedSign1, encodeTypedHeader, untaggedItem } from "./typed-sign1.ts";

/** What a consent is for: a certificate of the person's own, or an answer to one organisation. */
export const CONSENT_PURPOSES = ["certificate", "status-answer"] as const;
export type ConsentPurpose = (typeof CONSENT_PURPOSES)[number];

/** The content of a receipt. */
export type ConsentStatement = {
  /** Random; 16 bytes. */
  readonly receiptId: Uint8Array;
  readonly purpose: ConsentPurpose;
  /** Registered id of the organisation, with purpose `status-answer` only. */
  readonly audience?: string;
  /** The notice that was shown: its version, its language (ISO 639), and the SHA-256 of its text. */
  readonly noticeVersion: string;
  readonly noticeLanguage: string;
  readonly noticeDigest: Uint8Array;
  /** NumericDate. */
  readonly givenAt: number;
  /** In the receipt of a withdrawal: when; not before `givenAt`. */
  readonly withdrawnAt?: number;
};

/** A receipt as received. `statement` is unverified. */
export type SignedConsentReceipt = {
  readonly header: ProtectedHeader;
  readonly protectedHeader: Uint8Array;
  readonly payload: Uint8Array;
  readonly signature: Uint8Array;
  readonly statement: ConsentStatement;
};

/** Bytes of a receipt's id. */
export const RECEIPT_ID_BYTES = 16;

const KEY = {
  RECEIPT_ID: 1,
  PURPOSE: 2,
  AUDIENCE: 3,
  NOTICE_VERSION: 4,
  NOTICE_LANGUAGE: 5,
  NOTICE_DIGEST: 6,
  GIVEN_AT: 7,
  WITHDRAWN_AT: 8,
} as const;
const MEMBERS: readonly number[] = Object.values(KEY);

const TYP = "application/mohor-receipt+cbor";

/** Printable ASCII without spaces: it is a name and no sentence. */
const NOTICE_VERSION = /^[\x21-\x7e]{1,64}$/;
const NOTICE_LANGUAGE = /^[a-z]{2,3}$/;

/** The protected header `{1: alg, 4: kid, 16: typ}`. Throws TypeError where the kid is not KID_BYTES long. */
export function encodeReceiptHeader(header: ProtectedHeader): Uint8Array<ArrayBuffer> {
  return encodeTypedHeader(header, TYP);
}

/** The payload of a receipt. Throws TypeError on content that `decodeConsentReceipt` would refuse. */
export function encodeConsentStatement(statement: ConsentStatement): Uint8Array<ArrayBuffer> {
  const { audience, withdrawnAt } = statement;
  const payload = encodeCbor(
    new Map<number, CborValue>([
      [KEY.RECEIPT_ID, statement.receiptId],
      [KEY.PURPOSE, CONSENT_PURPOSES.indexOf(statement.purpose) + 1],
      ...(audience === undefined ? [] : [[KEY.AUDIENCE, audience] as const]),
      [KEY.NOTICE_VERSION, statement.noticeVersion],
      [KEY.NOTICE_LANGUAGE, statement.noticeLanguage],
      [KEY.NOTICE_DIGEST, statement.noticeDigest],
      [KEY.GIVEN_AT, statement.givenAt],
      ...(withdrawnAt === undefined ? [] : [[KEY.WITHDRAWN_AT, withdrawnAt] as const]),
    ]),
  );
  if (decodeStatement(payload) === null) throw new TypeError("the consent does not fit spec §14");
  return payload;
}

/** The signed receipt: a tagged COSE_Sign1; what is signed is `toBeSigned(protectedHeader, payload)`. */
export function encodeConsentReceipt(parts: {
  readonly protectedHeader: Uint8Array;
  readonly payload: Uint8Array;
  readonly signature: Uint8Array;
}): Uint8Array<ArrayBuffer> {
  return encodeCoseSign1(parts);
}

/** A receipt taken apart, or RECEIPT_MALFORMED: any departure from spec §14. No signature is checked. Linear. */
export function decodeConsentReceipt(bytes: Uint8Array): Decoded<SignedConsentReceipt> {
  const document = decodeTypedSign1(bytes, TYP, TOKEN_BOUNDS);
  const statement = document === null ? null : decodeStatement(document.payload);
  if (document === null || statement === null) return refuse("RECEIPT_MALFORMED");
  return { ok: true, value: { ...document, statement } };
}

function decodeStatement(payload: Uint8Array): ConsentStatement | null {
  const map = untaggedItem(payload, TOKEN_BOUNDS);
  if (!(map instanceof Map) || [...map.keys()].some((key) => !MEMBERS.includes(key as number))) return null;
  const receiptId = map.get(KEY.RECEIPT_ID);
  const purpose = purposeIn(map);
  const noticeVersion = textAt(map, KEY.NOTICE_VERSION, NOTICE_VERSION);
  const noticeLanguage = textAt(map, KEY.NOTICE_LANGUAGE, NOTICE_LANGUAGE);
  const noticeDigest = map.get(KEY.NOTICE_DIGEST);
  const givenAt = map.get(KEY.GIVEN_AT);
  const withdrawnAt = map.get(KEY.WITHDRAWN_AT);
  if (!(receiptId instanceof Uint8Array) || receiptId.length !== RECEIPT_ID_BYTES) return null;
  if (purpose === null || noticeVersion === null || noticeLanguage === null) return null;
  if (!isDigest(noticeDigest) || !isUnsigned(givenAt)) return null;
  if (withdrawnAt !== undefined && (!isUnsigned(withdrawnAt) || withdrawnAt < givenAt)) return null;
  return {
    receiptId,
    ...purpose,
    noticeVersion,
    noticeLanguage,
    noticeDigest,
    givenAt,
    ...(withdrawnAt === undefined ? {} : { withdrawnAt }),
  };
}

/** The purpose, with an audience where and only where it is an answer. */
function purposeIn(map: CborMap): Pick<ConsentStatement, "purpose" | "audience"> | null {
  const number = map.get(KEY.PURPOSE);
  const purpose = typeof number === "number" ? CONSENT_PURPOSES[number - 1] : undefined;
  const audience = map.get(KEY.AUDIENCE);
  if (purpose === "certificate") return audience === undefined ? { purpose } : null;
  if (purpose === undefined || typeof audience !== "string" || !AUDIENCE.test(audience)) return null;
  return { purpose, audience };
}

function textAt(map: CborMap, key: number, form: RegExp): string | null {
  const text = map.get(key);
  return typeof text === "string" && form.test(text) ? text : null;
}
