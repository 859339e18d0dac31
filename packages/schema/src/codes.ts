// The reason codes: one literal table from which the type, docs/reason-codes.md, exit status, HTTP status and the texts
// in three languages derive. A code is stable: never renamed, removed or used for a second fact (docs/spec.md §13).

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
  | "issued-set"
  | "pack"
  | "trust-state"
  | "policy"
  | "otp"
  | "consent"
  | "issue"
  | "store"
  | "update"
  | "registry"
  | "log"
  | "service"
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
  QR_TRUST_MATERIAL: { outcome: "invalid", layer: "qr", spec: "6.1", exitStatus: 1, httpStatus: 422 },
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
  KEYSET_VERSION_UNSUPPORTED: { outcome: "undecided", layer: "key-set", spec: "4.3", exitStatus: 3, httpStatus: 503 },
  KEYSET_ROOT_UNCONFIRMED: { outcome: "undecided", layer: "key-set", spec: "4.9", exitStatus: 3, httpStatus: 503 },
  KEYSET_FINGERPRINT_MISMATCH: { outcome: "undecided", layer: "key-set", spec: "4.9", exitStatus: 3, httpStatus: 503 },
  KEYSET_ROOT_UNTRUSTED: { outcome: "undecided", layer: "key-set", spec: "4.9", exitStatus: 3, httpStatus: 503 },
  KEYSET_ROLLBACK: { outcome: "undecided", layer: "key-set", spec: "4.9", exitStatus: 3, httpStatus: 503 },
  KEYSET_EQUIVOCATION: { outcome: "undecided", layer: "key-set", spec: "4.9", exitStatus: 3, httpStatus: 503 },
  KEYSET_EXPIRED: { outcome: "undecided", layer: "key-set", spec: "4.9", exitStatus: 3, httpStatus: 503 },

  STATUSLIST_MALFORMED: { outcome: "undecided", layer: "status-list", spec: "4.5", exitStatus: 3, httpStatus: 503 },
  STATUSLIST_SUBJECT_UNKNOWN: {
    outcome: "undecided",
    layer: "status-list",
    spec: "4.9",
    exitStatus: 3,
    httpStatus: 503,
  },
  STATUSLIST_KEY_NOT_ALLOWED: {
    outcome: "undecided",
    layer: "status-list",
    spec: "4.9",
    exitStatus: 3,
    httpStatus: 503,
  },
  STATUSLIST_SIGNATURE_INVALID: {
    outcome: "undecided",
    layer: "status-list",
    spec: "4.9",
    exitStatus: 3,
    httpStatus: 503,
  },
  STATUSLIST_ROLLBACK: { outcome: "undecided", layer: "status-list", spec: "4.9", exitStatus: 3, httpStatus: 503 },
  STATUSLIST_EQUIVOCATION: { outcome: "undecided", layer: "status-list", spec: "4.9", exitStatus: 3, httpStatus: 503 },
  STATUSLIST_GAP: { outcome: "undecided", layer: "status-list", spec: "4.5", exitStatus: 3, httpStatus: 503 },
  STATUSLIST_DIGEST_MISMATCH: {
    outcome: "undecided",
    layer: "status-list",
    spec: "4.5",
    exitStatus: 3,
    httpStatus: 503,
  },

  ISSUEDSET_MALFORMED: { outcome: "undecided", layer: "issued-set", spec: "4.6", exitStatus: 3, httpStatus: 503 },
  ISSUEDSET_UNKNOWN: { outcome: "undecided", layer: "issued-set", spec: "4.9", exitStatus: 3, httpStatus: 503 },

  PACK_TOO_LARGE: { outcome: "undecided", layer: "pack", spec: "4.7", exitStatus: 3, httpStatus: 503 },
  PACK_PREFIX_UNKNOWN: { outcome: "undecided", layer: "pack", spec: "4.7", exitStatus: 3, httpStatus: 503 },
  PACK_VERSION_UNSUPPORTED: { outcome: "undecided", layer: "pack", spec: "4.7", exitStatus: 3, httpStatus: 503 },
  PACK_MALFORMED: { outcome: "undecided", layer: "pack", spec: "4.7", exitStatus: 3, httpStatus: 503 },
  PACK_PIECES_CONTRADICT: { outcome: "undecided", layer: "pack", spec: "4.7", exitStatus: 3, httpStatus: 503 },
  PACK_DIGEST_MISMATCH: { outcome: "undecided", layer: "pack", spec: "4.7", exitStatus: 3, httpStatus: 503 },
  PACK_INCOMPLETE: { outcome: "undecided", layer: "pack", spec: "4.7", exitStatus: 3, httpStatus: 503 },
  PACK_DOCUMENT_UNKNOWN: { outcome: "undecided", layer: "pack", spec: "4.7", exitStatus: 3, httpStatus: 503 },
  PACK_TOO_MANY_CODES: { outcome: "problem", layer: "pack", spec: "13", exitStatus: 1, httpStatus: 422 },

  TRUST_STATE_MALFORMED: { outcome: "undecided", layer: "trust-state", spec: "4.8", exitStatus: 3, httpStatus: 503 },

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

  ISSUEDSET_MISSING: { outcome: "undecided", layer: "issued-set", spec: "6.10", exitStatus: 3, httpStatus: 503 },
  KEYSET_STALE: { outcome: "undecided", layer: "key-set", spec: "6.10", exitStatus: 3, httpStatus: 503 },

  KEY_NOT_YET_ACTIVE: { outcome: "invalid", layer: "key", spec: "6.10", exitStatus: 1, httpStatus: 422 },
  KEY_RETIRED: { outcome: "invalid", layer: "key", spec: "6.10", exitStatus: 1, httpStatus: 422 },

  STATUSLIST_REVOKED: { outcome: "invalid", layer: "status-list", spec: "6.11", exitStatus: 1, httpStatus: 422 },
  STATUSLIST_BEHIND: { outcome: "undecided", layer: "status-list", spec: "6.11", exitStatus: 3, httpStatus: 503 },
  STATUSLIST_STALE: { outcome: "undecided", layer: "status-list", spec: "6.11", exitStatus: 3, httpStatus: 503 },
  STATUSLIST_SUSPENDED: { outcome: "invalid", layer: "status-list", spec: "6.11", exitStatus: 1, httpStatus: 422 },
  STATUSLIST_INDEX_UNKNOWN: { outcome: "invalid", layer: "status-list", spec: "6.11", exitStatus: 1, httpStatus: 422 },

  KEY_REVOKED_TOKEN_KNOWN: { outcome: "notice", layer: "key", spec: "6.11", exitStatus: 0, httpStatus: 200 },
  KEY_SPECIMEN: { outcome: "notice", layer: "key", spec: "6.11", exitStatus: 0, httpStatus: 200 },
  KEYSET_AGEING: { outcome: "notice", layer: "key-set", spec: "6.11", exitStatus: 0, httpStatus: 200 },
  STATUSLIST_MISSING: { outcome: "notice", layer: "status-list", spec: "6.11", exitStatus: 0, httpStatus: 200 },
  STATUSLIST_AGEING: { outcome: "notice", layer: "status-list", spec: "6.11", exitStatus: 0, httpStatus: 200 },

  POLICY_MALFORMED: { outcome: "problem", layer: "policy", spec: "7", exitStatus: 2, httpStatus: 500 },
  POLICY_STATUS_NOT_ADMITTED: { outcome: "not-admitted", layer: "policy", spec: "7", exitStatus: 1, httpStatus: 403 },
  POLICY_TOO_OLD: { outcome: "not-admitted", layer: "policy", spec: "7", exitStatus: 1, httpStatus: 403 },
  POLICY_AUDIENCE_MISMATCH: { outcome: "not-admitted", layer: "policy", spec: "7", exitStatus: 1, httpStatus: 403 },
  POLICY_SPECIMEN_NOT_ADMITTED: { outcome: "not-admitted", layer: "policy", spec: "7", exitStatus: 1, httpStatus: 403 },

  // Programs: what stops a command before or after its work.
  OUTPUT_FORM_UNKNOWN: { outcome: "problem", layer: "file", spec: "13", exitStatus: 2, httpStatus: 400 },
  FILE_EXISTS: { outcome: "problem", layer: "file", spec: "13", exitStatus: 4, httpStatus: 409 },
  DISK_FULL: { outcome: "problem", layer: "file", spec: "13", exitStatus: 4, httpStatus: 507 },

  // One-time codes.
  MOBILE_MALFORMED: { outcome: "problem", layer: "otp", spec: "13", exitStatus: 1, httpStatus: 422 },
  MOBILE_COUNTRY_NOT_SERVED: { outcome: "problem", layer: "otp", spec: "13", exitStatus: 1, httpStatus: 422 },
  MOBILE_NOT_MOBILE: { outcome: "problem", layer: "otp", spec: "13", exitStatus: 1, httpStatus: 422 },
  NAME_MALFORMED: { outcome: "problem", layer: "otp", spec: "13", exitStatus: 1, httpStatus: 422 },
  OTP_MALFORMED: { outcome: "problem", layer: "otp", spec: "13", exitStatus: 1, httpStatus: 422 },
  OTP_TXN_UNKNOWN: { outcome: "problem", layer: "otp", spec: "13", exitStatus: 1, httpStatus: 404 },
  OTP_INVALID: { outcome: "problem", layer: "otp", spec: "13", exitStatus: 1, httpStatus: 403 },
  OTP_EXPIRED: { outcome: "problem", layer: "otp", spec: "13", exitStatus: 1, httpStatus: 410 },
  OTP_REPLACED: { outcome: "problem", layer: "otp", spec: "13", exitStatus: 1, httpStatus: 410 },
  OTP_ATTEMPTS_SPENT: { outcome: "problem", layer: "otp", spec: "13", exitStatus: 1, httpStatus: 429 },
  OTP_TOO_SOON: { outcome: "problem", layer: "otp", spec: "13", exitStatus: 1, httpStatus: 429 },
  OTP_COOL_DOWN: { outcome: "problem", layer: "otp", spec: "13", exitStatus: 1, httpStatus: 429 },
  OTP_BUDGET_SPENT: { outcome: "problem", layer: "otp", spec: "13", exitStatus: 1, httpStatus: 429 },
  OTP_NOT_SENT: { outcome: "problem", layer: "otp", spec: "13", exitStatus: 4, httpStatus: 503 },
  OTP_LENGTH_RAISED: { outcome: "problem", layer: "otp", spec: "13", exitStatus: 1, httpStatus: 410 },
  OTP_BLOCK_LIMIT: { outcome: "problem", layer: "otp", spec: "13", exitStatus: 1, httpStatus: 429 },
  OTP_TRAFFIC_PAUSED: { outcome: "problem", layer: "otp", spec: "13", exitStatus: 1, httpStatus: 429 },
  MOBILE_NOT_CONFIRMED: { outcome: "problem", layer: "otp", spec: "13", exitStatus: 1, httpStatus: 403 },
  DESK_CODES_SPENT: { outcome: "problem", layer: "otp", spec: "13", exitStatus: 1, httpStatus: 429 },
  DESK_FAILURES_SPENT: { outcome: "problem", layer: "otp", spec: "13", exitStatus: 1, httpStatus: 429 },
  STATUS_MESSAGE_NOT_OFFERED: { outcome: "problem", layer: "otp", spec: "13", exitStatus: 1, httpStatus: 404 },
  DELIVERY_REPORT_REFUSED: { outcome: "problem", layer: "otp", spec: "13", exitStatus: 1, httpStatus: 403 },
  DELIVERY_REPORT_LATE: { outcome: "problem", layer: "otp", spec: "13", exitStatus: 1, httpStatus: 410 },

  // Consent.
  NOTICE_UNKNOWN: { outcome: "problem", layer: "consent", spec: "13", exitStatus: 1, httpStatus: 422 },
  CONSENT_UNKNOWN: { outcome: "problem", layer: "consent", spec: "13", exitStatus: 1, httpStatus: 404 },
  RECEIPT_MALFORMED: { outcome: "problem", layer: "consent", spec: "13", exitStatus: 1, httpStatus: 422 },

  // Issue and revocation.
  RECORD_NOT_FOUND: { outcome: "problem", layer: "issue", spec: "13", exitStatus: 1, httpStatus: 404 },
  RECORD_DECEASED: { outcome: "problem", layer: "issue", spec: "13", exitStatus: 1, httpStatus: 403 },
  SIGNING_KEY_NONE: { outcome: "problem", layer: "issue", spec: "13", exitStatus: 4, httpStatus: 503 },
  SIGNING_KEY_FULL: { outcome: "problem", layer: "issue", spec: "13", exitStatus: 4, httpStatus: 503 },
  SIGNING_KEY_EXISTS: { outcome: "problem", layer: "issue", spec: "13", exitStatus: 4, httpStatus: 409 },
  SIGNING_KEY_UNAVAILABLE: { outcome: "problem", layer: "issue", spec: "13", exitStatus: 4, httpStatus: 503 },
  SELF_CHECK_FAILED: { outcome: "problem", layer: "issue", spec: "13", exitStatus: 4, httpStatus: 500 },
  ISSUE_CONTENDED: { outcome: "problem", layer: "issue", spec: "13", exitStatus: 1, httpStatus: 503 },
  CERTIFICATE_ID_MALFORMED: { outcome: "problem", layer: "issue", spec: "13", exitStatus: 2, httpStatus: 400 },
  CERTIFICATE_REVOKED: { outcome: "problem", layer: "issue", spec: "13", exitStatus: 1, httpStatus: 410 },
  CERTIFICATE_SUSPENDED: { outcome: "problem", layer: "issue", spec: "13", exitStatus: 1, httpStatus: 403 },
  CERTIFICATE_UNKNOWN: { outcome: "problem", layer: "issue", spec: "13", exitStatus: 1, httpStatus: 404 },
  ROOT_KEY_NONE: { outcome: "problem", layer: "issue", spec: "13", exitStatus: 4, httpStatus: 503 },
  TRUST_BUNDLE_FULL: { outcome: "problem", layer: "issue", spec: "13", exitStatus: 4, httpStatus: 503 },
  ROOT_SET_INVALID: { outcome: "problem", layer: "issue", spec: "13", exitStatus: 2, httpStatus: 400 },
  ROOT_NOT_IN_REQUEST: { outcome: "problem", layer: "issue", spec: "13", exitStatus: 1, httpStatus: 422 },
  ROOT_SIGNED_BEFORE: { outcome: "problem", layer: "issue", spec: "13", exitStatus: 1, httpStatus: 409 },
  ROOT_SIGNATURES_TOO_FEW: { outcome: "problem", layer: "issue", spec: "13", exitStatus: 1, httpStatus: 422 },
  REQUESTS_DIFFER: { outcome: "problem", layer: "issue", spec: "13", exitStatus: 1, httpStatus: 422 },
  CEREMONY_DIGEST_MISSING: { outcome: "problem", layer: "issue", spec: "13", exitStatus: 2, httpStatus: 400 },
  CEREMONY_DIGEST_MISMATCH: { outcome: "problem", layer: "issue", spec: "13", exitStatus: 1, httpStatus: 422 },
  TRUST_REQUEST_OUTDATED: { outcome: "problem", layer: "issue", spec: "13", exitStatus: 1, httpStatus: 409 },
  TRUST_UNPUBLISHED: { outcome: "problem", layer: "issue", spec: "13", exitStatus: 4, httpStatus: 503 },
  STATUS_KEY_NONE: { outcome: "problem", layer: "issue", spec: "13", exitStatus: 4, httpStatus: 503 },
  STATUS_LIST_FULL: { outcome: "problem", layer: "issue", spec: "13", exitStatus: 4, httpStatus: 503 },
  STATUS_TARGET_UNCLEAR: { outcome: "problem", layer: "issue", spec: "13", exitStatus: 2, httpStatus: 400 },
  SIGNING_KEY_UNKNOWN: { outcome: "problem", layer: "issue", spec: "13", exitStatus: 1, httpStatus: 404 },

  // Settings, store, secrets and keys of an issuer.
  STORE_MISSING: { outcome: "problem", layer: "store", spec: "13", exitStatus: 4, httpStatus: 503 },
  STORE_EXISTS: { outcome: "problem", layer: "store", spec: "13", exitStatus: 4, httpStatus: 409 },
  STORE_MIGRATION_NEEDED: { outcome: "problem", layer: "store", spec: "13", exitStatus: 4, httpStatus: 503 },
  STORE_TOO_NEW: { outcome: "problem", layer: "store", spec: "13", exitStatus: 4, httpStatus: 503 },
  STORE_RESTORED: { outcome: "problem", layer: "store", spec: "13", exitStatus: 4, httpStatus: 503 },
  STORE_BACKUP_ELSEWHERE: { outcome: "problem", layer: "store", spec: "13", exitStatus: 2, httpStatus: 400 },
  STORE_BUSY: { outcome: "problem", layer: "store", spec: "13", exitStatus: 4, httpStatus: 503 },
  STORE_UNAVAILABLE: { outcome: "problem", layer: "store", spec: "13", exitStatus: 4, httpStatus: 503 },
  PASSPHRASE_MISSING: { outcome: "problem", layer: "store", spec: "13", exitStatus: 2, httpStatus: 400 },
  PASSPHRASE_TOO_SHORT: { outcome: "problem", layer: "store", spec: "13", exitStatus: 2, httpStatus: 400 },
  PASSPHRASE_WRONG: { outcome: "problem", layer: "store", spec: "13", exitStatus: 4, httpStatus: 403 },
  KEY_FILE_DAMAGED: { outcome: "problem", layer: "store", spec: "13", exitStatus: 4, httpStatus: 500 },
  KEY_FILE_PARAMETERS_REFUSED: { outcome: "problem", layer: "store", spec: "13", exitStatus: 4, httpStatus: 500 },
  SECRET_UNKNOWN: { outcome: "problem", layer: "store", spec: "13", exitStatus: 4, httpStatus: 500 },
  SETTINGS_MALFORMED: { outcome: "problem", layer: "store", spec: "13", exitStatus: 2, httpStatus: 500 },

  // Hardware tokens (PKCS#11) and what every signer is held against.
  SIGNER_FAULTY: { outcome: "problem", layer: "issue", spec: "13", exitStatus: 4, httpStatus: 500 },
  HSM_NOT_CONFIGURED: { outcome: "problem", layer: "store", spec: "13", exitStatus: 2, httpStatus: 500 },
  HSM_SUPPORT_MISSING: { outcome: "problem", layer: "store", spec: "13", exitStatus: 4, httpStatus: 503 },
  HSM_MODULE_UNUSABLE: { outcome: "problem", layer: "store", spec: "13", exitStatus: 4, httpStatus: 503 },
  HSM_TOKEN_NOT_FOUND: { outcome: "problem", layer: "store", spec: "13", exitStatus: 4, httpStatus: 503 },
  HSM_PIN_MISSING: { outcome: "problem", layer: "store", spec: "13", exitStatus: 2, httpStatus: 500 },
  HSM_PIN_WRONG: { outcome: "problem", layer: "store", spec: "13", exitStatus: 4, httpStatus: 503 },
  HSM_PIN_BLOCKED: { outcome: "problem", layer: "store", spec: "13", exitStatus: 4, httpStatus: 503 },
  HSM_TIMEOUT: { outcome: "problem", layer: "store", spec: "13", exitStatus: 4, httpStatus: 503 },
  HSM_FAILED: { outcome: "problem", layer: "store", spec: "13", exitStatus: 4, httpStatus: 503 },

  // The HTTP service and the organisations that use it.
  HTTP_PATH_UNKNOWN: { outcome: "problem", layer: "service", spec: "13", exitStatus: 1, httpStatus: 404 },
  HTTP_METHOD_NOT_ALLOWED: { outcome: "problem", layer: "service", spec: "13", exitStatus: 1, httpStatus: 405 },
  HTTP_NOT_ACCEPTABLE: { outcome: "problem", layer: "service", spec: "13", exitStatus: 1, httpStatus: 406 },
  HTTP_REQUEST_MALFORMED: { outcome: "problem", layer: "service", spec: "13", exitStatus: 1, httpStatus: 400 },
  HTTP_REQUEST_SLOW: { outcome: "problem", layer: "service", spec: "13", exitStatus: 1, httpStatus: 408 },
  HTTP_HEADERS_TOO_LARGE: { outcome: "problem", layer: "service", spec: "13", exitStatus: 1, httpStatus: 431 },
  HTTP_BODY_TOO_LARGE: { outcome: "problem", layer: "service", spec: "13", exitStatus: 1, httpStatus: 413 },
  HTTP_CONTENT_TYPE_UNKNOWN: { outcome: "problem", layer: "service", spec: "13", exitStatus: 1, httpStatus: 415 },
  HTTP_BODY_MALFORMED: { outcome: "problem", layer: "service", spec: "13", exitStatus: 1, httpStatus: 400 },
  HTTP_BODY_INVALID: { outcome: "problem", layer: "service", spec: "13", exitStatus: 1, httpStatus: 422 },
  HTTP_BUSY: { outcome: "problem", layer: "service", spec: "13", exitStatus: 4, httpStatus: 503 },
  HTTP_INTERNAL_ERROR: { outcome: "problem", layer: "service", spec: "13", exitStatus: 70, httpStatus: 500 },
  ACCESS_TOKEN_INVALID: { outcome: "problem", layer: "service", spec: "13", exitStatus: 1, httpStatus: 401 },
  EMBED_SESSION_INVALID: { outcome: "problem", layer: "service", spec: "13", exitStatus: 1, httpStatus: 401 },
  WALLET_SETTINGS_MALFORMED: { outcome: "problem", layer: "service", spec: "13", exitStatus: 2, httpStatus: 500 },
  WALLET_NOT_OFFERED: { outcome: "problem", layer: "service", spec: "13", exitStatus: 1, httpStatus: 404 },
  WALLET_REQUEST_REFUSED: { outcome: "problem", layer: "service", spec: "13", exitStatus: 1, httpStatus: 401 },
  WALLET_REQUEST_MALFORMED: { outcome: "problem", layer: "service", spec: "13", exitStatus: 1, httpStatus: 400 },
  WALLET_DOCUMENT_UNKNOWN: { outcome: "problem", layer: "service", spec: "13", exitStatus: 1, httpStatus: 404 },
  PRINT_LINK_UNKNOWN: { outcome: "problem", layer: "service", spec: "13", exitStatus: 1, httpStatus: 404 },
  PRINT_DIGITS_WRONG: { outcome: "problem", layer: "service", spec: "13", exitStatus: 1, httpStatus: 403 },
  WALLET_GRANT_TYPE_UNKNOWN: { outcome: "problem", layer: "service", spec: "13", exitStatus: 1, httpStatus: 400 },
  WALLET_GRANT_INVALID: { outcome: "problem", layer: "service", spec: "13", exitStatus: 1, httpStatus: 400 },
  WALLET_TX_CODE_WRONG: { outcome: "problem", layer: "service", spec: "13", exitStatus: 1, httpStatus: 400 },
  WALLET_TX_CODE_UNLIKE_OFFER: { outcome: "problem", layer: "service", spec: "13", exitStatus: 1, httpStatus: 400 },
  WALLET_CREDENTIAL_UNKNOWN: { outcome: "problem", layer: "service", spec: "13", exitStatus: 1, httpStatus: 400 },
  WALLET_ENCRYPTION_REFUSED: { outcome: "problem", layer: "service", spec: "13", exitStatus: 1, httpStatus: 400 },
  ACCESS_PURPOSE_REFUSED: { outcome: "problem", layer: "service", spec: "13", exitStatus: 1, httpStatus: 403 },
  ENTITY_KEY_INVALID: { outcome: "problem", layer: "service", spec: "13", exitStatus: 1, httpStatus: 401 },
  ENTITY_ORIGIN_REFUSED: { outcome: "problem", layer: "service", spec: "13", exitStatus: 1, httpStatus: 403 },
  ENTITY_LIMIT_REACHED: { outcome: "problem", layer: "service", spec: "13", exitStatus: 1, httpStatus: 429 },
  ENTITY_UNKNOWN: { outcome: "problem", layer: "service", spec: "13", exitStatus: 1, httpStatus: 404 },
  ENTITY_EXISTS: { outcome: "problem", layer: "service", spec: "13", exitStatus: 1, httpStatus: 409 },
  ENTITY_MALFORMED: { outcome: "problem", layer: "service", spec: "13", exitStatus: 2, httpStatus: 422 },
  SERVICE_SETTINGS_MALFORMED: { outcome: "problem", layer: "service", spec: "13", exitStatus: 2, httpStatus: 500 },
  SERVICE_ADDRESS_UNAVAILABLE: { outcome: "problem", layer: "service", spec: "13", exitStatus: 4, httpStatus: 503 },

  // Updates over a network.
  UPDATE_ADDRESS_INVALID: { outcome: "problem", layer: "update", spec: "13", exitStatus: 2, httpStatus: 400 },
  UPDATE_UNREACHABLE: { outcome: "problem", layer: "update", spec: "13", exitStatus: 4, httpStatus: 502 },
  UPDATE_TIMEOUT: { outcome: "problem", layer: "update", spec: "13", exitStatus: 4, httpStatus: 504 },
  UPDATE_REDIRECTED: { outcome: "problem", layer: "update", spec: "13", exitStatus: 4, httpStatus: 502 },
  UPDATE_REFUSED: { outcome: "problem", layer: "update", spec: "13", exitStatus: 4, httpStatus: 502 },
  UPDATE_TOO_LARGE: { outcome: "problem", layer: "update", spec: "13", exitStatus: 4, httpStatus: 502 },
  UPDATE_INDEX_MALFORMED: { outcome: "problem", layer: "update", spec: "13", exitStatus: 4, httpStatus: 502 },
  UPDATE_OUTDATED: { outcome: "problem", layer: "update", spec: "13", exitStatus: 4, httpStatus: 502 },
  UPDATE_INCOMPLETE: { outcome: "problem", layer: "update", spec: "13", exitStatus: 4, httpStatus: 502 },

  // Rows of a registry file.
  CSV_HEADER_WRONG: { outcome: "problem", layer: "registry", spec: "13", exitStatus: 1, httpStatus: 422 },
  CSV_EMPTY: { outcome: "problem", layer: "registry", spec: "13", exitStatus: 1, httpStatus: 422 },
  ROW_COLUMN_COUNT: { outcome: "problem", layer: "registry", spec: "13", exitStatus: 1, httpStatus: 422 },
  ROW_TOO_LONG: { outcome: "problem", layer: "registry", spec: "13", exitStatus: 1, httpStatus: 422 },
  ROW_QUOTE_BROKEN: { outcome: "problem", layer: "registry", spec: "13", exitStatus: 1, httpStatus: 422 },
  ROW_ENCODING_INVALID: { outcome: "problem", layer: "registry", spec: "13", exitStatus: 1, httpStatus: 422 },
  ROW_ID_INVALID: { outcome: "problem", layer: "registry", spec: "13", exitStatus: 1, httpStatus: 422 },
  ROW_REVISION_INVALID: { outcome: "problem", layer: "registry", spec: "13", exitStatus: 1, httpStatus: 422 },
  ROW_NAME_INVALID: { outcome: "problem", layer: "registry", spec: "13", exitStatus: 1, httpStatus: 422 },
  ROW_SECOND_NAME_INVALID: { outcome: "problem", layer: "registry", spec: "13", exitStatus: 1, httpStatus: 422 },
  ROW_LANGUAGE_INVALID: { outcome: "problem", layer: "registry", spec: "13", exitStatus: 1, httpStatus: 422 },
  ROW_BIRTH_DATE_INVALID: { outcome: "problem", layer: "registry", spec: "13", exitStatus: 1, httpStatus: 422 },
  ROW_BIRTH_DATE_IN_FUTURE: { outcome: "problem", layer: "registry", spec: "13", exitStatus: 1, httpStatus: 422 },
  ROW_DOSE_MISSING_BEFORE: { outcome: "problem", layer: "registry", spec: "13", exitStatus: 1, httpStatus: 422 },
  ROW_DOSE_INCOMPLETE: { outcome: "problem", layer: "registry", spec: "13", exitStatus: 1, httpStatus: 422 },
  ROW_PRODUCT_UNKNOWN: { outcome: "problem", layer: "registry", spec: "13", exitStatus: 1, httpStatus: 422 },
  ROW_DOSE_DATE_INVALID: { outcome: "problem", layer: "registry", spec: "13", exitStatus: 1, httpStatus: 422 },
  ROW_DOSE_BEFORE_BIRTH: { outcome: "problem", layer: "registry", spec: "13", exitStatus: 1, httpStatus: 422 },
  ROW_DOSE_TOO_EARLY: { outcome: "problem", layer: "registry", spec: "13", exitStatus: 1, httpStatus: 422 },
  ROW_DOSE_IN_FUTURE: { outcome: "problem", layer: "registry", spec: "13", exitStatus: 1, httpStatus: 422 },
  ROW_DOSES_OUT_OF_ORDER: { outcome: "problem", layer: "registry", spec: "13", exitStatus: 1, httpStatus: 422 },
  ROW_DEATH_DATE_INVALID: { outcome: "problem", layer: "registry", spec: "13", exitStatus: 1, httpStatus: 422 },
  ROW_DEATH_IN_FUTURE: { outcome: "problem", layer: "registry", spec: "13", exitStatus: 1, httpStatus: 422 },
  ROW_DOSE_AFTER_DEATH: { outcome: "problem", layer: "registry", spec: "13", exitStatus: 1, httpStatus: 422 },
  ROW_SOURCE_INVALID: { outcome: "problem", layer: "registry", spec: "13", exitStatus: 1, httpStatus: 422 },
  ROW_REVISION_CONFLICT: { outcome: "problem", layer: "registry", spec: "13", exitStatus: 1, httpStatus: 409 },
  DOSE_PERSON_CHANGED: { outcome: "problem", layer: "registry", spec: "13", exitStatus: 1, httpStatus: 409 },
  DOSE_REVISION_OUTDATED: { outcome: "problem", layer: "registry", spec: "13", exitStatus: 1, httpStatus: 409 },
  DOSE_REVISION_CONFLICT: { outcome: "problem", layer: "registry", spec: "13", exitStatus: 1, httpStatus: 409 },
  DOSE_PERSON_MISMATCH: { outcome: "problem", layer: "registry", spec: "13", exitStatus: 1, httpStatus: 409 },
  DOSE_NOT_FITTING: { outcome: "problem", layer: "registry", spec: "13", exitStatus: 1, httpStatus: 409 },
  IDEMPOTENCY_KEY_REUSED: { outcome: "problem", layer: "registry", spec: "13", exitStatus: 1, httpStatus: 409 },
  // The transparency log (c2sp.org/tlog-tiles) and its auditors.
  LOG_NOT_SET_UP: { outcome: "problem", layer: "log", spec: "13", exitStatus: 4, httpStatus: 503 },
  LOG_EXISTS: { outcome: "problem", layer: "log", spec: "13", exitStatus: 4, httpStatus: 409 },
  LOG_NAME_MALFORMED: { outcome: "problem", layer: "log", spec: "13", exitStatus: 2, httpStatus: 400 },
  LOG_KEY_MALFORMED: { outcome: "problem", layer: "log", spec: "13", exitStatus: 2, httpStatus: 400 },
  LOG_CHECKPOINT_MALFORMED: { outcome: "problem", layer: "log", spec: "13", exitStatus: 1, httpStatus: 422 },
  LOG_CHECKPOINT_UNTRUSTED: { outcome: "problem", layer: "log", spec: "13", exitStatus: 1, httpStatus: 422 },
  LOG_FILE_MISSING: { outcome: "problem", layer: "log", spec: "13", exitStatus: 1, httpStatus: 404 },
  LOG_FILE_WRONG: { outcome: "problem", layer: "log", spec: "13", exitStatus: 1, httpStatus: 422 },
  LOG_ROOT_WRONG: { outcome: "problem", layer: "log", spec: "13", exitStatus: 1, httpStatus: 422 },
  LOG_INCONSISTENT: { outcome: "problem", layer: "log", spec: "13", exitStatus: 1, httpStatus: 409 },
  LOG_ENTRY_MISSING: { outcome: "problem", layer: "log", spec: "13", exitStatus: 1, httpStatus: 404 },
  LOG_INDEX_TWICE: { outcome: "problem", layer: "log", spec: "13", exitStatus: 1, httpStatus: 409 },
  LOG_PROOF_WRONG: { outcome: "problem", layer: "log", spec: "13", exitStatus: 1, httpStatus: 422 },
  LOG_SUBJECT_MISSING: { outcome: "problem", layer: "log", spec: "13", exitStatus: 2, httpStatus: 400 },
  LOG_WITNESS_MISSING: { outcome: "problem", layer: "log", spec: "13", exitStatus: 1, httpStatus: 422 },
  LOG_WITNESS_REFUSED: { outcome: "problem", layer: "log", spec: "13", exitStatus: 4, httpStatus: 502 },
  VECTORS_MISSING: { outcome: "problem", layer: "file", spec: "13", exitStatus: 4, httpStatus: 404 },
  VECTOR_MALFORMED: { outcome: "problem", layer: "file", spec: "13", exitStatus: 4, httpStatus: 422 },
  FILE_UNWRITABLE: { outcome: "problem", layer: "file", spec: "13", exitStatus: 4, httpStatus: 500 },
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
