// The wire format of Mohor certificates, as docs/spec.md fixes it. This list is the table of contents; read in this order.

export { decodeBase45, encodeBase45 } from "./base45.ts";
export { bytesEqual, compareBytes, concatBytes, fromHex, toBase64Url, toHex } from "./bytes.ts";
export {
  type CborBounds,
  type CborDocument,
  type CborMap,
  type CborValue,
  decodeCbor,
  encodeCbor,
} from "./cbor.ts";
export { CODES, type Code, type CodeLayer, type CodeOutcome, type Decoded, type Refused, refuse } from "./codes.ts";
export {
  coseKeyThumbprint,
  decodeCoseKey,
  encodeCoseKey,
  encodeCoseKeySet,
  type Jwk,
  kidOf,
  PUBLIC_KEY_BYTES,
  toJwk,
} from "./cose-key.ts";
export {
  type CoseAlg,
  type CoseSign1,
  decodeCoseSign1,
  decodeProtectedHeader,
  decodeToken,
  encodeCoseSign1,
  encodeProtectedHeader,
  type ProtectedHeader,
  TOKEN_BOUNDS,
  toBeSigned,
} from "./cose-sign1.ts";
export { type Claims, ctiHex, decodeClaims, encodeClaims, encodeCti } from "./cwt.ts";
export {
  CBOR_TAG,
  COSE_ALG,
  COSE_HEADER,
  COSE_KEY,
  CRV_ED25519,
  CWT_CLAIM,
  IDENTITY_DATA_KEY,
  KTY_OKP,
  MEDIA_TYPE,
  STATUS_LIST_CLAIM,
} from "./iana.ts";
export {
  decodeIdentityData,
  encodeIdentityData,
  type IdentityData,
  isBirthDate,
  isLatinName,
  isSecondScriptName,
} from "./identity-data.ts";
export {
  areDisjoint,
  decodeIndexSet,
  differenceOf,
  encodeIndexSet,
  hasIndex,
  type IndexSet,
  indexSetOf,
  isWithin,
  NO_INDICES,
  unionOf,
} from "./index-set.ts";
export {
  decodeIssuedSet,
  encodeIssuedSet,
  type IssuedSet,
  isIssued,
  issuedSetEntry,
} from "./issued-set.ts";
export {
  CLOCK_TOLERANCE_SECONDS,
  KID_BYTES,
  MAX_AUDIENCE_BYTES,
  MAX_CBOR_ARGUMENT,
  MAX_CBOR_NESTING,
  MAX_COMPANIONS,
  MAX_CTI_BYTES,
  MAX_INDEX_SET_COUNT,
  MAX_ISSUED_SET_BYTES,
  MAX_ISSUED_SET_COUNT,
  MAX_ISSUED_SET_ITEMS,
  MAX_KEYS_PER_KID,
  MAX_LINK_TEXT_LENGTH,
  MAX_PACK_BYTES,
  MAX_PACK_DOCUMENTS,
  MAX_PACK_PIECES,
  MAX_PACK_TEXT_LENGTH,
  MAX_PICTURE_BYTES,
  MAX_PICTURE_PIXELS,
  MAX_PICTURE_SIDE,
  MAX_PIECE_SETS,
  MAX_QR_TEXT_LENGTH,
  MAX_ROOT_KEYS,
  MAX_STATUS_CHAIN_BYTES,
  MAX_STATUS_CHAIN_UPDATES,
  MAX_STATUS_UPDATE_BYTES,
  MAX_STATUS_UPDATE_ITEMS,
  MAX_TEXT_BYTES,
  MAX_TOKEN_BYTES,
  MAX_TOKEN_ITEMS,
  MAX_TRUST_BUNDLE_BYTES,
  MAX_TRUST_BUNDLE_ITEMS,
  MAX_TRUST_STATE_BYTES,
  MAX_TRUST_STATE_ITEMS,
  MAX_TRUSTED_KEYS,
  MIN_CTI_BYTES,
} from "./limits.ts";
export {
  collectPiece,
  decodePackText,
  encodePackTexts,
  MAX_CHUNK_BYTES,
  NO_PIECES,
  PACK_PREFIX,
  type PackPiece,
  type PackText,
  PIECE_PREFIX,
  type PieceCollection,
  type PieceProgress,
  pieceSetName,
} from "./pack-text.ts";
export {
  decodeQrText,
  encodeLinkForm,
  encodeQrText,
  isCopySafe,
  isPackText,
  QR_PREFIX,
  splitQrText,
} from "./qr-text.ts";
export { sha256, sha512 } from "./sha2.ts";
export {
  emptyStatusList,
  type ListedStatus,
  listedStatus,
  replayStatusUpdates,
  type StatusList,
  statusChange,
  statusListDigest,
} from "./status-list.ts";
export {
  decodeSignedStatusUpdate,
  encodeSignedStatusUpdate,
  encodeStatusHeader,
  encodeStatusUpdate,
  type SignedStatusUpdate,
  type StatusUpdate,
} from "./status-update.ts";
export {
  COMPANION_KINDS,
  type Companion,
  type CompanionKind,
  decodeSignedTrustBundle,
  encodeSignedTrustBundle,
  encodeTrustBundle,
  formatFingerprint,
  isIssuerName,
  KEY_PURPOSES,
  KEY_STATES,
  type KeyPurpose,
  type KeyState,
  parseFingerprint,
  type RootSignature,
  rootSetFingerprint,
  type SignedTrustBundle,
  type TrustBundle,
  type TrustedKey,
  trustBundleToBeSigned,
} from "./trust-bundle.ts";
export {
  decodePack,
  encodePack,
  TRUST_DOCUMENT_KINDS,
  type TrustDocumentKind,
  trustDocumentKind,
  trustDocumentsOf,
} from "./trust-pack.ts";
export {
  decodeVaccinationStatus,
  encodeVaccinationStatus,
  VACCINATION_STATUSES,
  type VaccinationStatus,
} from "./vaccination-status.ts";
