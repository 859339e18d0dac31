// Every numeric bound of the wire format, each with its derivation. What arrives by QR, file or network is held
// against these before it is parsed. Bounds are tested at n and n + 1.

/** Characters of a certificate's QR text: `MQ1:` + Base45 of MAX_TOKEN_BYTES is 964; the next power of two. */
export const MAX_QR_TEXT_LENGTH = 1_024;

/** Characters of the link form: the QR text with about one character in eight percent-encoded (1,024 + 256), and a host of 253 with scheme. */
export const MAX_LINK_TEXT_LENGTH = 1_600;

/** Bytes of a token: the largest honest one (two names of 128 bytes, every claim) is 460; 640 make 964 characters, and QR version 20-M holds 970. */
export const MAX_TOKEN_BYTES = 640;

/** Arrays and maps inside one another, and tags around the whole: a token needs 2, its payload 2, a trust bundle 4. */
export const MAX_CBOR_NESTING = 4;

/** Data items in a token or its payload: a full payload has 23. */
export const MAX_TOKEN_ITEMS = 64;

/** UTF-8 bytes of one text: 42 Bengali code points, or 128 Latin letters. */
export const MAX_TEXT_BYTES = 128;

/** UTF-8 bytes of an audience: the registered id of a verifying entity. */
export const MAX_AUDIENCE_BYTES = 64;

/** Largest integer argument: NumericDate until 2106 fits, and 32 bits are exact in every language. */
export const MAX_CBOR_ARGUMENT = 0xffff_ffff;

/** Bytes of a kid: the first 4 of the COSE key thumbprint. Two keys may share one; a verifier tries each. */
export const KID_BYTES = 4;

/** Keys that may share one kid in a trust bundle; each costs one signature check, so hostile bundles stay cheap. */
export const MAX_KEYS_PER_KID = 4;

/** Bytes of a cti: 3 up to index 2^24 - 1, 4 from there to 2^32 - 1. */
export const MIN_CTI_BYTES = 3;
export const MAX_CTI_BYTES = 4;

/** Bytes of a signed trust bundle: 64 keys of 72 bytes, 16 root keys of 48, 128 companions of 43 and 16 signatures of 78 are 12,128; five times that. */
export const MAX_TRUST_BUNDLE_BYTES = 65_536;

/** Data items in a trust bundle: 64 keys of 23 items, 16 root keys of 11 and 128 companions of 5 are 2,288; nearly twice that. */
export const MAX_TRUST_BUNDLE_ITEMS = 4_096;

/** Keys in a trust bundle: four purposes, each with keys of two years' quarters, twice over. */
export const MAX_TRUSTED_KEYS = 64;

/** Companions in a trust bundle: a status list and an issued set for each key. */
export const MAX_COMPANIONS = 128;

/** Root keys and signatures in a trust bundle: 3-of-5 is usual; a rotation carries both sets. */
export const MAX_ROOT_KEYS = 16;

/** Bytes of a signed status update: 1e9 certificates at 0.1 % revoked are 1.44 MB; about three times that. */
export const MAX_STATUS_UPDATE_BYTES = 4_194_304;

/** Data items in a status update, and in its payload: three index sets of 3, eleven keys, eight other values and a map are 29. */
export const MAX_STATUS_UPDATE_ITEMS = 64;

/** Indices of one index set: four times 1e9 at 0.1 %, and 16 MiB in memory. */
export const MAX_INDEX_SET_COUNT = 4_194_304;

/** Status updates held for one key: a whole list and a change for each day of a year. */
export const MAX_STATUS_CHAIN_UPDATES = 400;

/** Bytes of the status updates held for one key: a whole list of the largest size and as much again of changes. */
export const MAX_STATUS_CHAIN_BYTES = 8_388_608;

/** Certificates in an issued set: below 2^24, so that 2^16 buckets hold 256 each on average; one key signs at most 1e7. */
export const MAX_ISSUED_SET_COUNT = 16_777_215;

/** Bytes of an issued set: six for each of MAX_ISSUED_SET_COUNT, two for each of 2^16 buckets, 54 of structure; rounded up. */
export const MAX_ISSUED_SET_BYTES = 100_800_000;

/** Data items in an issued set: a map of four keys and four values are 9. */
export const MAX_ISSUED_SET_ITEMS = 16;

/** Documents in a pack: a chain of bundles, a list and its changes for a few keys. */
export const MAX_PACK_DOCUMENTS = 64;

/** Bytes of a pack: the largest issued set and six of the largest lists; rounded to 2^27. */
export const MAX_PACK_BYTES = 134_217_728;

/** Characters of a QR text that carries trust material: QR version 27-M holds 1,637. */
export const MAX_PACK_TEXT_LENGTH = 1_600;

/** Pieces of a pack that is split over QR codes: more than anybody will scan; 64 of 1,054 bytes are 67 kB. */
export const MAX_PACK_PIECES = 64;

/** Split packs collected at a time: the one on the wall, and a few begun by mistake. */
export const MAX_PIECE_SETS = 4;

/** Bytes of what a verifier keeps: MAX_TRUSTED_KEYS chains of MAX_STATUS_CHAIN_BYTES are 2^29; one trust bundle and heads beside. */
export const MAX_TRUST_STATE_BYTES = 537_919_488;

/** Data items in what a verifier keeps: MAX_TRUSTED_KEYS chains of MAX_STATUS_CHAIN_UPDATES are 25,600; rounded to 2^15. */
export const MAX_TRUST_STATE_ITEMS = 32_768;

/** Seconds a gate's clock may lag: "a few minutes" (RFC 7519 §4.1.5); cheap phones without a network drift a second or so a day. */
export const CLOCK_TOLERANCE_SECONDS = 300;

/** Bytes of a picture file: a phone's JPEG of MAX_PICTURE_PIXELS is about 10 MiB. */
export const MAX_PICTURE_BYTES = 16_777_216;

/** Pixels of a picture, checked before it is decoded: 40 megapixels are 160 MB of RGBA. */
export const MAX_PICTURE_PIXELS = 40_000_000;

/** Pixels of one side of a picture: the limit of WebP (16,383), rounded up. */
export const MAX_PICTURE_SIDE = 16_384;
