// Every bound on what arrives over HTTP, with its derivation. Held before anything is parsed; tested at n and n + 1.

/** Bytes of a request's body: the largest honest one, a dose event or a name of 128 characters in Bengali, is under 1 kB; four times that. */
export const MAX_BODY_BYTES = 4_096;

/** Bytes of all headers of a request: browsers send about 1 kB, proxies add some hundreds of bytes. */
export const MAX_HEADER_BYTES = 8_192;

/** Headers of a request: browsers send about 20. */
export const MAX_HEADER_COUNT = 64;

/** Characters of a path with its query: the longest path has 60, and no query means anything here. */
export const MAX_URL_LENGTH = 512;

/** Objects and arrays inside one another in a body: the deepest schema has 3. */
export const MAX_JSON_NESTING = 8;

/** Characters of a name as typed, before the domain looks at it (name-words.ts cuts at the same length). */
export const MAX_NAME_LENGTH = 128;

/** Characters of a number as typed (mobile-number.ts cuts at the same length). */
export const MAX_MOBILE_LENGTH = 48;

/** Characters of a code as sent: 64 of a SHA-256 in hex, as clients of the older interface send it. */
export const MAX_CODE_LENGTH = 64;

/** Characters of any id: a UUID has 36. */
export const MAX_ID_LENGTH = 64;

/** Bytes of a published file: a status list of the largest size is below this (docs/spec.md §4). */
export const MAX_PUBLISHED_BYTES = 4_194_304;
