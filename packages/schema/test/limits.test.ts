// Every numeric bound of the wire format at n and n + 1. Bounds on pictures are tested with the pictures, that on clocks with the
// verifier, and that on keys of one kid in trust-bundle-shared-kid.test.ts.

import {
  type CborMap,
  type CborValue,
  type Decoded,
  decodeCbor,
  decodeClaims,
  decodeIndexSet,
  decodeIssuedSet,
  decodePack,
  decodePackText,
  decodeProtectedHeader,
  decodeSignedStatusUpdate,
  decodeSignedTrustBundle,
  decodeToken,
  emptyStatusList,
  encodeBase45,
  encodeCbor,
  encodeCoseKey,
  encodeIndexSet,
  encodeLinkForm,
  encodeSignedStatusUpdate,
  encodeSignedTrustBundle,
  encodeStatusHeader,
  encodeStatusUpdate,
  encodeTrustBundle,
  fromHex,
  kidOf,
  NO_INDICES,
  PACK_PREFIX,
  PIECE_PREFIX,
  QR_PREFIX,
  splitQrText,
  statusChange,
  type TrustBundle,
} from "@mohor/schema";
import { describe, expect, test } from "vitest";
import * as limits from "../src/limits.ts";

/** For each bound: the code beyond it, and what is read at a given size. */
const BOUNDS: Record<string, { readonly code: string; readonly at: (size: number) => Decoded<unknown> }> = {
  MAX_QR_TEXT_LENGTH: {
    code: "QR_TOO_LONG",
    at: (length) => splitQrText(QR_PREFIX.padEnd(length, "0")),
  },
  MAX_LINK_TEXT_LENGTH: {
    code: "QR_TOO_LONG",
    // Mostly encoded spaces: the QR text inside must stay below its own bound.
    at: (length) => {
      const start = encodeLinkForm("a.in", QR_PREFIX);
      const rest = length - start.length;
      return splitQrText(start + "%20".repeat(Math.floor(rest / 3)) + "0".repeat(rest % 3));
    },
  },
  MAX_TOKEN_BYTES: {
    code: "CBOR_LIMIT_EXCEEDED",
    at: (size) => decodeToken(encodeCbor(new Uint8Array(size - 3))),
  },
  MAX_CBOR_NESTING: {
    code: "CBOR_LIMIT_EXCEEDED",
    at: (nesting) => decodeToken(fromHex(`${"81".repeat(nesting - 1)}80`)),
  },
  MAX_TOKEN_ITEMS: {
    code: "CBOR_LIMIT_EXCEEDED",
    at: (items) => decodeToken(encodeCbor(new Array<number>(items - 1).fill(0))),
  },
  MAX_TEXT_BYTES: {
    code: "CBOR_LIMIT_EXCEEDED",
    at: (size) => decodeToken(Uint8Array.of(0x78, size, ...new Uint8Array(size).fill(0x61))),
  },
  MAX_AUDIENCE_BYTES: {
    code: "CWT_CLAIM_INVALID",
    at: (size) => decodeClaims(payloadWith(3, "x".repeat(size))),
  },
  MAX_CBOR_ARGUMENT: {
    code: "CBOR_LIMIT_EXCEEDED",
    at: (argument) =>
      decodeToken(
        fromHex(
          `${argument > 0xffff_ffff ? "1b" : "1a"}${argument.toString(16).padStart(argument > 0xffff_ffff ? 16 : 8, "0")}`,
        ),
      ),
  },
  KID_BYTES: {
    code: "COSE_SHAPE_INVALID",
    at: (size) =>
      decodeProtectedHeader(
        encodeCbor(
          new Map<number, CborValue>([
            [1, -8],
            [4, new Uint8Array(size)],
          ]),
        ),
      ),
  },
  MAX_CTI_BYTES: {
    code: "CWT_CLAIM_INVALID",
    at: (size) => decodeClaims(payloadWith(7, new Uint8Array(size).fill(1))),
  },
  MAX_TRUST_BUNDLE_BYTES: {
    code: "KEYSET_MALFORMED",
    // The one part that may have any length is a signature: whether it is a good one is asked later. Its head grows by two.
    at: (size) => signedWith(new Uint8Array(size - signedWithBytes(0) - 2)),
  },
  MAX_STATUS_UPDATE_BYTES: {
    code: "STATUSLIST_MALFORMED",
    at: (size) => updateSignedWith(new Uint8Array(size - updateBytes(0) - 4)),
  },
  MAX_INDEX_SET_COUNT: {
    code: "STATUSLIST_MALFORMED",
    // Without gaps at k = 0, each index is one zero bit.
    at: (count) => updateWith(7, [count, new Uint8Array(Math.ceil(count / 8))]),
  },
  MAX_ISSUED_SET_COUNT: {
    code: "ISSUEDSET_MALFORMED",
    at: (count) => decodeIssuedSet(issuedSetOf(count)),
  },
  MAX_PACK_DOCUMENTS: {
    code: "PACK_MALFORMED",
    at: (count) => decodePack(encodeCbor(new Array<CborValue>(count).fill(new Uint8Array(1)))),
  },
  MAX_PACK_BYTES: {
    code: "PACK_TOO_LARGE",
    at: (size) => decodePack(encodeCbor([new Uint8Array(size - 6)])),
  },
  MAX_PACK_TEXT_LENGTH: {
    code: "PACK_TOO_LARGE",
    // The longest text is a whole number of groups; one that is longer is refused before it is read.
    at: (length) =>
      decodePackText(PACK_PREFIX + encodeBase45(encodeCbor([new Uint8Array(1_060)])).padEnd(length - 4, "0")),
  },
  MAX_PACK_PIECES: {
    code: "PACK_MALFORMED",
    at: (count) => decodePackText(PIECE_PREFIX + encodeBase45(Uint8Array.of(...new Uint8Array(8), 0, count - 1, 0))),
  },
  MAX_TRUSTED_KEYS: {
    code: "KEYSET_MALFORMED",
    at: (count) =>
      bundleWith(
        7,
        Array.from({ length: count }, (_, i) => entryOf(i)),
      ),
  },
  MAX_COMPANIONS: {
    code: "KEYSET_MALFORMED",
    // Two kinds for each of MAX_TRUSTED_KEYS keys: there is no further companion, so one more is also one that stands twice.
    at: (count) =>
      bundleWith(
        8,
        Array.from({ length: count }, (_, i) => [(i >> 1) % 64, 1 + (i % 2), 1, new Uint8Array(32)]),
        { ...BUNDLE, keys: Array.from({ length: 64 }, (_, i) => ({ ...trusted, publicKey: keyOf(i) })) },
      ),
  },
  MAX_ROOT_KEYS: {
    code: "KEYSET_MALFORMED",
    at: (count) => bundleWith(6, [1, Array.from({ length: count }, (_, i) => encodeCoseKey(keyOf(1_000 + i)))]),
  },
};

/** Bounds whose n + 1 another bound refuses first, or that are lower bounds: each has a test of its own below. */
const APART = [
  "MIN_CTI_BYTES",
  "MAX_TRUST_BUNDLE_ITEMS",
  "MAX_STATUS_UPDATE_ITEMS",
  "MAX_ISSUED_SET_BYTES",
  "MAX_ISSUED_SET_ITEMS",
  "MAX_TRUST_STATE_ITEMS",
];
/** MAX_PIECE_SETS in trust-pack.test.ts; those of what a verifier keeps with the verifier. */
const ELSEWHERE = [
  "MAX_PIECE_SETS",
  "MAX_STATUS_CHAIN_UPDATES",
  "MAX_STATUS_CHAIN_BYTES",
  "MAX_TRUST_STATE_BYTES",
  "CLOCK_TOLERANCE_SECONDS",
  "MAX_KEYS_PER_KID",
  "MAX_PICTURE_BYTES",
  "MAX_PICTURE_PIXELS",
  "MAX_PICTURE_SIDE",
];

const VALUES: ReadonlyMap<string, number> = new Map(Object.entries(limits));

test("every bound is tested", () => {
  expect([...Object.keys(BOUNDS), ...APART, ...ELSEWHERE].sort()).toEqual([...VALUES.keys()].sort());
});

describe.each(Object.entries(BOUNDS))("%s", (name, { code, at }) => {
  const bound = VALUES.get(name) as number;
  const outcome = (size: number) => {
    const decoded = at(size);
    return decoded.ok ? "accepted" : decoded.code;
  };

  test(`${bound} is accepted`, () => {
    expect(outcome(bound)).toBe("accepted");
  });

  test(`${bound + 1} is refused with ${code}`, () => {
    expect(outcome(bound + 1)).toBe(code);
  });
});

test("a cti of fewer than MIN_CTI_BYTES is refused", () => {
  expect(decodeClaims(payloadWith(7, new Uint8Array(limits.MIN_CTI_BYTES))).ok).toBe(true);
  expect(decodeClaims(payloadWith(7, new Uint8Array(limits.MIN_CTI_BYTES - 1)))).toEqual({
    ok: false,
    code: "CWT_CLAIM_INVALID",
  });
});

test.each([
  "MAX_TRUST_BUNDLE_ITEMS",
  "MAX_STATUS_UPDATE_ITEMS",
  "MAX_ISSUED_SET_ITEMS",
  "MAX_TRUST_STATE_ITEMS",
] as const)("a document of %s is decoded, and one item more is not", (name) => {
  const maxItems = VALUES.get(name) as number;
  const bounds = { maxBytes: limits.MAX_TRUST_BUNDLE_BYTES, maxItems };
  const array = (items: number) => encodeCbor(new Array<number>(items - 1).fill(0));
  expect(decodeCbor(array(maxItems), bounds).ok).toBe(true);
  expect(decodeCbor(array(maxItems + 1), bounds)).toEqual({ ok: false, code: "CBOR_LIMIT_EXCEEDED" });
});

test("the largest issued set is within MAX_ISSUED_SET_BYTES, and a document above it is not looked at", () => {
  expect(issuedSetOf(limits.MAX_ISSUED_SET_COUNT).length).toBeLessThanOrEqual(limits.MAX_ISSUED_SET_BYTES);
  expect(decodeIssuedSet(new Uint8Array(limits.MAX_ISSUED_SET_BYTES + 1)).ok).toBe(false);
});

test("an index set of MAX_INDEX_SET_COUNT is written and read", () => {
  const many = new Uint32Array(limits.MAX_INDEX_SET_COUNT).map((_, i) => 3 * i);
  const read = decodeIndexSet(encodeIndexSet(many, 0xffff_ffff), 0xffff_ffff);
  expect(read?.every((index, i) => index === many[i]) && read.length).toBe(limits.MAX_INDEX_SET_COUNT);
});

test("the largest honest documents stay within the bounds that their derivations promise", () => {
  // 64 keys, each with its companions, 16 root keys, each with its signature, and the longest issuer.
  const bundle: TrustBundle = {
    ...BUNDLE,
    issuer: "x".repeat(64),
    rootThreshold: 16,
    rootKeys: Array.from({ length: 16 }, (_, i) => keyOf(1_000 + i)),
    keys: Array.from({ length: 64 }, (_, i) => ({ ...trusted, publicKey: keyOf(i) })),
    companions: Array.from({ length: 128 }, (_, i) => ({
      keyIndex: i >> 1,
      kind: i % 2 === 0 ? "status-list" : "issued-set",
      version: i % 2 === 0 ? 0xffff_ffff : 1,
      digest: new Uint8Array(32),
    })),
  };
  const row = { header: { alg: -8, kid: kidOf(keyOf(0)) }, signature: new Uint8Array(64) } as const;
  const signed = encodeSignedTrustBundle(encodeTrustBundle(bundle), new Array<typeof row>(16).fill(row));
  expect(decodeSignedTrustBundle(signed).ok).toBe(true);
  expect(signed.length * 4).toBeLessThan(limits.MAX_TRUST_BUNDLE_BYTES);
  // The token of MAX_TOKEN_BYTES as text, and as a link with every eighth character encoded and the longest host.
  expect(QR_PREFIX.length + encodeBase45(new Uint8Array(limits.MAX_TOKEN_BYTES)).length).toBe(964);
  expect(1_024 + (1_024 / 8) * 2 + "HTTPS://".length + 253 + "/#".length).toBeLessThan(limits.MAX_LINK_TEXT_LENGTH);
});

const trusted = {
  purpose: "certificate",
  useFrom: 0xffff_fff0,
  signUntil: 0xffff_fff1,
  acceptUntil: 0xffff_fff2,
  state: "active",
} as const;

const BUNDLE: TrustBundle = {
  version: 1,
  issuer: "x",
  issued: 1,
  expires: 2,
  ageingAfterSeconds: 1,
  staleAfterSeconds: 1,
  rootThreshold: 1,
  rootKeys: [keyOf(999)],
  keys: [],
  companions: [],
};

function keyOf(number: number): Uint8Array {
  return Uint8Array.of(number >> 8, number & 0xff, ...new Uint8Array(30));
}

function entryOf(number: number): CborValue {
  const bundle = encodeTrustBundle({ ...BUNDLE, keys: [{ ...trusted, publicKey: keyOf(number) }] });
  return (mapOf(bundle).get(7) as readonly CborValue[])[0] as CborValue;
}

function mapOf(bytes: Uint8Array): CborMap {
  const document = decodeCbor(bytes, { maxBytes: 65_536, maxItems: limits.MAX_TRUST_BUNDLE_ITEMS });
  if (!document.ok || !(document.value.item instanceof Map)) throw new Error("a map is required");
  return document.value.item;
}

const HEADER = { alg: -8, kid: kidOf(keyOf(999)) } as const;

function bundleWith(key: number, value: CborValue, bundle = BUNDLE): Decoded<unknown> {
  const payload = encodeCbor(new Map([...mapOf(encodeTrustBundle(bundle)), [key, value]]));
  return decodeSignedTrustBundle(encodeSignedTrustBundle(payload, [{ header: HEADER, signature: new Uint8Array(64) }]));
}

function signedWith(signature: Uint8Array): Decoded<unknown> {
  return decodeSignedTrustBundle(encodeSignedTrustBundle(encodeTrustBundle(BUNDLE), [{ header: HEADER, signature }]));
}

function signedWithBytes(size: number): number {
  const signature = new Uint8Array(size);
  return encodeSignedTrustBundle(encodeTrustBundle(BUNDLE), [{ header: HEADER, signature }]).length;
}

function payloadWith(key: number, value: CborValue): Uint8Array {
  return encodeCbor(
    new Map<number, CborValue>([
      [4, 2],
      [6, 1],
      [7, new Uint8Array(3)],
      [169, new Map([[4, "A"]])],
      [-65_537, 0],
      [key, value],
    ]),
  );
}

const LIST = { subject: new Uint8Array(32), size: 0xffff_ffff, version: 1, revoked: NO_INDICES, suspended: NO_INDICES };
const UPDATE = encodeStatusUpdate({
  ...statusChange(emptyStatusList(LIST.subject, LIST.size), LIST),
  issued: 1,
  bundleVersion: 1,
});

function updateSignedWith(signature: Uint8Array, payload = UPDATE): Decoded<unknown> {
  return decodeSignedStatusUpdate(updateOf(signature, payload));
}

function updateOf(signature: Uint8Array, payload = UPDATE): Uint8Array {
  const protectedHeader = encodeStatusHeader({ alg: -8, kid: new Uint8Array(4) });
  return encodeSignedStatusUpdate({ protectedHeader, payload, signature });
}

function updateBytes(size: number): number {
  return updateOf(new Uint8Array(size)).length;
}

function updateWith(key: number, value: CborValue): Decoded<unknown> {
  // A list so small that its gaps have no remainder bits.
  const small = { ...LIST, size: limits.MAX_INDEX_SET_COUNT + 1 };
  const change = statusChange(emptyStatusList(small.subject, small.size), small);
  const honest = encodeStatusUpdate({ ...change, issued: 1, bundleVersion: 1 });
  return updateSignedWith(new Uint8Array(64), encodeCbor(new Map([...mapOf(honest), [key, value]])));
}

/** The entries 0, 256, 512 … in 2^16 buckets of 256 each, as far as they go. */
function issuedSetOf(count: number): Uint8Array {
  const buckets = new Uint8Array(2 * 65_536);
  const remainders = new Uint8Array(count * 6);
  for (let i = 0; i < count; i++) remainders[i * 6 + 5] = i & 0xff;
  for (let bucket = 0; bucket < 65_536; bucket++) {
    new DataView(buckets.buffer).setUint16(2 * bucket, Math.min(256, count - 256 * bucket));
  }
  return encodeCbor(
    new Map<number, CborValue>([
      [1, new Uint8Array(32)],
      [2, count],
      [3, buckets],
      [4, remainders],
    ]),
  );
}
