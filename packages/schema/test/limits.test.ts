// Every numeric bound of the wire format at n and n + 1. Bounds on pictures are tested with the pictures, that on clocks with the
// verifier, and that on keys of one kid in trust-bundle-shared-kid.test.ts.

import {
  type CborMap,
  type CborValue,
  type Decoded,
  decodeCbor,
  decodeClaims,
  decodeProtectedHeader,
  decodeSignedTrustBundle,
  decodeToken,
  encodeBase45,
  encodeCbor,
  encodeCoseKey,
  encodeLinkForm,
  encodeSignedTrustBundle,
  encodeTrustBundle,
  fromHex,
  kidOf,
  QR_PREFIX,
  splitQrText,
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
const APART = ["MIN_CTI_BYTES", "MAX_TRUST_BUNDLE_ITEMS"];
const ELSEWHERE = [
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

test("a trust bundle's payload of MAX_TRUST_BUNDLE_ITEMS is decoded, and one item more is not", () => {
  const bounds = { maxBytes: limits.MAX_TRUST_BUNDLE_BYTES, maxItems: limits.MAX_TRUST_BUNDLE_ITEMS };
  const array = (items: number) => encodeCbor(new Array<number>(items - 1).fill(0));
  expect(decodeCbor(array(limits.MAX_TRUST_BUNDLE_ITEMS), bounds).ok).toBe(true);
  expect(decodeCbor(array(limits.MAX_TRUST_BUNDLE_ITEMS + 1), bounds)).toEqual({
    ok: false,
    code: "CBOR_LIMIT_EXCEEDED",
  });
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
