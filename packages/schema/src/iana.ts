// Registered numbers, each with its registry and the document that assigns it. Numbers of our own are in private ranges
// and named in docs/spec.md.

/** CBOR tags, IANA "Concise Binary Object Representation (CBOR) Tags". */
export const CBOR_TAG = {
  /** COSE_Sign1, RFC 9052 §4.2 */
  COSE_SIGN1: 18,
  /** COSE_Sign, RFC 9052 §4.1 */
  COSE_SIGN: 98,
} as const;

/** COSE header parameters, IANA "COSE Header Parameters". */
export const COSE_HEADER = {
  /** RFC 9052 §3.1 */
  ALG: 1,
  /** RFC 9052 §3.1 */
  CRIT: 2,
  /** RFC 9052 §3.1 */
  KID: 4,
  /** typ, RFC 9596 §2 */
  TYP: 16,
} as const;

/** COSE algorithms, IANA "COSE Algorithms". Both mean Ed25519 here, because only OKP/Ed25519 keys are trusted. */
export const COSE_ALG = {
  /** EdDSA, RFC 9053 §2.2. Issued, because every COSE library verifies it. */
  EDDSA: -8,
  /** Ed25519, fully specified, RFC 9864 §2.2. Accepted. */
  ED25519: -19,
} as const;

/** COSE_Key parameters, IANA "COSE Key Common Parameters" (RFC 9052 §7.1) and "COSE Key Type Parameters" (RFC 9053 §7.2). */
export const COSE_KEY = { KTY: 1, KID: 2, ALG: 3, CRV: -1, X: -2 } as const;

/** Key type OKP (RFC 9053 §7) and curve Ed25519 (RFC 9053 §7.1). */
export const KTY_OKP = 1;
export const CRV_ED25519 = 6;

/** CWT claims, IANA "CBOR Web Token (CWT) Claims". */
export const CWT_CLAIM = {
  /** RFC 8392 §3.1.3 */
  AUD: 3,
  /** RFC 8392 §3.1.4 */
  EXP: 4,
  /** RFC 8392 §3.1.5 */
  NBF: 5,
  /** RFC 8392 §3.1.6 */
  IAT: 6,
  /** RFC 8392 §3.1.7 */
  CTI: 7,
  /** MOSIP Claim 169: identity data */
  IDENTITY_DATA: 169,
  /** vaccination status; below -65536 is private use (RFC 8392 §9.1.1) */
  VACCINATION_STATUS: -65537,
} as const;

/** CWT claims of a Status List Token beside exp and iat; a certificate has none of them. */
export const STATUS_LIST_CLAIM = {
  /** RFC 8392 §3.1.2 */
  SUB: 2,
  /** draft-ietf-oauth-status-list §5.2 */
  STATUS_LIST: 65533,
  TTL: 65534,
} as const;

/** Media types, IANA "Media Types", as the typ of a COSE document (RFC 9596). */
export const MEDIA_TYPE = {
  /** draft-ietf-oauth-status-list §5.2 */
  STATUS_LIST_CWT: "application/statuslist+cwt",
} as const;

/** Keys inside claim 169, numbered as MOSIP Claim 169 1.2 does. */
export const IDENTITY_DATA_KEY = {
  FULL_NAME: 4,
  DATE_OF_BIRTH: 8,
  SECOND_FULL_NAME: 19,
  SECOND_LANGUAGE: 20,
} as const;
