// The reason codes: one literal table from which the type, docs/reason-codes.md, exit status, HTTP status and the texts
// in three languages derive (DESIGN §5). A code is stable: never renamed, renumbered or used for a second fact.

/** What a code does to an outcome. `problem` is a refusal of a program (issuer, command line), not a verdict. */
export type CodeOutcome = "invalid" | "undecided" | "not-admitted" | "notice" | "problem";

/** The layer whose fact a code states: the step of docs/spec.md §6, or the part of the programs. */
export type CodeLayer =
  | "picture"
  | "qr"
  | "base45"
  | "cbor"
  | "cose"
  | "key-set"
  | "clock"
  | "key"
  | "signature"
  | "claims"
  | "status-list"
  | "policy"
  | "file";

/** Outcome, layer, section of docs/spec.md, exit status of a command line and status of an HTTP problem, for each code. */
export const CODES = {
  // A file that cannot be read leaves the question open; it says nothing about a certificate.
  FILE_NOT_FOUND: { outcome: "undecided", layer: "file", spec: "9", exitStatus: 4, httpStatus: 404 },
  FILE_UNREADABLE: { outcome: "undecided", layer: "file", spec: "9", exitStatus: 4, httpStatus: 500 },
  FILE_TOO_LARGE: { outcome: "undecided", layer: "file", spec: "9", exitStatus: 4, httpStatus: 413 },

  // A picture that holds no readable code is no certificate; what it shows proves nothing.
  PICTURE_EMPTY: { outcome: "invalid", layer: "picture", spec: "9", exitStatus: 1, httpStatus: 422 },
  PICTURE_FORMAT_UNKNOWN: { outcome: "invalid", layer: "picture", spec: "9", exitStatus: 1, httpStatus: 422 },
  PICTURE_TOO_LARGE: { outcome: "invalid", layer: "picture", spec: "9", exitStatus: 1, httpStatus: 422 },
  PICTURE_DAMAGED: { outcome: "invalid", layer: "picture", spec: "9", exitStatus: 1, httpStatus: 422 },
  QR_NOT_FOUND: { outcome: "invalid", layer: "picture", spec: "9", exitStatus: 1, httpStatus: 422 },

  QR_TOO_LONG: { outcome: "invalid", layer: "qr", spec: "6.1", exitStatus: 1, httpStatus: 422 },
  QR_WHITESPACE_AROUND: { outcome: "invalid", layer: "qr", spec: "6.1", exitStatus: 1, httpStatus: 422 },
  QR_CASE_CHANGED: { outcome: "invalid", layer: "qr", spec: "6.1", exitStatus: 1, httpStatus: 422 },
  QR_VERSION_UNSUPPORTED: { outcome: "invalid", layer: "qr", spec: "6.1", exitStatus: 1, httpStatus: 422 },
  QR_LINK_INVALID: { outcome: "invalid", layer: "qr", spec: "6.1", exitStatus: 1, httpStatus: 422 },
  QR_PREFIX_UNKNOWN: { outcome: "invalid", layer: "qr", spec: "6.1", exitStatus: 1, httpStatus: 422 },

  BASE45_INVALID: { outcome: "invalid", layer: "base45", spec: "6.2", exitStatus: 1, httpStatus: 422 },

  CBOR_LIMIT_EXCEEDED: { outcome: "invalid", layer: "cbor", spec: "6.3", exitStatus: 1, httpStatus: 422 },
  CBOR_MALFORMED: { outcome: "invalid", layer: "cbor", spec: "6.3", exitStatus: 1, httpStatus: 422 },
  CBOR_NOT_DETERMINISTIC: { outcome: "invalid", layer: "cbor", spec: "6.3", exitStatus: 1, httpStatus: 422 },
  CBOR_TYPE_NOT_ALLOWED: { outcome: "invalid", layer: "cbor", spec: "6.3", exitStatus: 1, httpStatus: 422 },

  COSE_TAG_UNEXPECTED: { outcome: "invalid", layer: "cose", spec: "6.4", exitStatus: 1, httpStatus: 422 },
  COSE_SHAPE_INVALID: { outcome: "invalid", layer: "cose", spec: "6.4", exitStatus: 1, httpStatus: 422 },
  COSE_CRIT_UNKNOWN: { outcome: "invalid", layer: "cose", spec: "6.4", exitStatus: 1, httpStatus: 422 },
  COSE_ALG_NOT_ALLOWED: { outcome: "invalid", layer: "cose", spec: "6.4", exitStatus: 1, httpStatus: 422 },
  COSE_KID_MISSING: { outcome: "invalid", layer: "cose", spec: "6.4", exitStatus: 1, httpStatus: 422 },

  KEYSET_MISSING: { outcome: "undecided", layer: "key-set", spec: "6.5", exitStatus: 3, httpStatus: 503 },
  KEYSET_MALFORMED: { outcome: "undecided", layer: "key-set", spec: "4.3", exitStatus: 3, httpStatus: 503 },
  KEYSET_KEY_INVALID: { outcome: "undecided", layer: "key-set", spec: "4.3", exitStatus: 3, httpStatus: 503 },
  KEYSET_SIGNATURE_INVALID: { outcome: "undecided", layer: "key-set", spec: "4.3", exitStatus: 3, httpStatus: 503 },
  CLOCK_IMPLAUSIBLE: { outcome: "undecided", layer: "clock", spec: "6.5", exitStatus: 3, httpStatus: 503 },

  KEY_UNKNOWN: { outcome: "invalid", layer: "key", spec: "6.6", exitStatus: 1, httpStatus: 422 },
  KEY_USE_MISMATCH: { outcome: "invalid", layer: "key", spec: "6.6", exitStatus: 1, httpStatus: 422 },
  KEY_REVOKED: { outcome: "invalid", layer: "key", spec: "6.10", exitStatus: 1, httpStatus: 422 },

  SIGNATURE_INVALID: { outcome: "invalid", layer: "signature", spec: "6.7", exitStatus: 1, httpStatus: 422 },

  CWT_CLAIM_UNKNOWN: { outcome: "invalid", layer: "claims", spec: "6.8", exitStatus: 1, httpStatus: 422 },
  CWT_CLAIM_MISSING: { outcome: "invalid", layer: "claims", spec: "6.8", exitStatus: 1, httpStatus: 422 },
  CWT_CLAIM_INVALID: { outcome: "invalid", layer: "claims", spec: "6.8", exitStatus: 1, httpStatus: 422 },
  IDENTITY_DATA_INVALID: { outcome: "invalid", layer: "claims", spec: "6.8", exitStatus: 1, httpStatus: 422 },
  STATUS_UNKNOWN: { outcome: "invalid", layer: "claims", spec: "6.8", exitStatus: 1, httpStatus: 422 },

  CWT_NOT_YET_VALID: { outcome: "invalid", layer: "claims", spec: "6.9", exitStatus: 1, httpStatus: 422 },
  CWT_EXPIRED: { outcome: "invalid", layer: "claims", spec: "6.9", exitStatus: 1, httpStatus: 422 },

  KEYSET_STALE: { outcome: "undecided", layer: "key-set", spec: "6.10", exitStatus: 3, httpStatus: 503 },

  KEY_NOT_YET_ACTIVE: { outcome: "invalid", layer: "key", spec: "6.10", exitStatus: 1, httpStatus: 422 },
  KEY_RETIRED: { outcome: "invalid", layer: "key", spec: "6.10", exitStatus: 1, httpStatus: 422 },

  KEY_SPECIMEN: { outcome: "notice", layer: "key", spec: "6.11", exitStatus: 0, httpStatus: 200 },
  KEYSET_AGEING: { outcome: "notice", layer: "key-set", spec: "6.11", exitStatus: 0, httpStatus: 200 },
  STATUSLIST_MISSING: { outcome: "notice", layer: "status-list", spec: "6.11", exitStatus: 0, httpStatus: 200 },

  POLICY_MALFORMED: { outcome: "problem", layer: "policy", spec: "7", exitStatus: 2, httpStatus: 500 },
  POLICY_STATUS_NOT_ADMITTED: { outcome: "not-admitted", layer: "policy", spec: "7", exitStatus: 1, httpStatus: 403 },
  POLICY_TOO_OLD: { outcome: "not-admitted", layer: "policy", spec: "7", exitStatus: 1, httpStatus: 403 },
  POLICY_AUDIENCE_MISMATCH: { outcome: "not-admitted", layer: "policy", spec: "7", exitStatus: 1, httpStatus: 403 },
  POLICY_SPECIMEN_NOT_ADMITTED: { outcome: "not-admitted", layer: "policy", spec: "7", exitStatus: 1, httpStatus: 403 },

  // Programs: what stops a command before or after its work.
  FILE_EXISTS: { outcome: "problem", layer: "file", spec: "13", exitStatus: 4, httpStatus: 409 },
  DISK_FULL: { outcome: "problem", layer: "file", spec: "13", exitStatus: 4, httpStatus: 507 },
} as const;

/** Every reason code. */
export type Code = keyof typeof CODES;

/** What a decoder returns: the value, or the first fact against it. Hostile input never throws. */
export type Decoded<T> = { readonly ok: true; readonly value: T } | Refused;

/** A refusal with its code. */
export type Refused = { readonly ok: false; readonly code: Code };

/** The refusal with this code. */
export function refuse(code: Code): Refused {
  return { ok: false, code };
}
