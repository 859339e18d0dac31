// Arbitrary documents of the wire format for properties: items of the CBOR subset, identity data, claims, trust bundles. Built
// up from parts that are valid by construction, never filtered by the code under test.

import type { CborValue, Claims, Companion, IdentityData, TrustBundle, TrustedKey } from "@mohor/schema";
import fc from "fast-check";

/** Integers of the subset, with the neighbours of every head width among them. */
export const cborInteger: fc.Arbitrary<number> = fc.oneof(
  fc.constantFrom(0, 23, 24, 255, 256, 65_535, 65_536, 0x7fff_ffff, 0x8000_0000, 0xffff_ffff),
  fc.constantFrom(-1, -24, -25, -256, -257, -65_536, -65_537, -0x8000_0000, -0x8000_0001, -0x1_0000_0000),
  fc.integer({ min: -300, max: 300 }),
  fc.integer({ min: -0x1_0000_0000, max: 0xffff_ffff }),
);

/** Text of the subset: no byte order mark, at most 128 bytes of UTF-8. */
export const cborText: fc.Arbitrary<string> = fc
  .string({ unit: "grapheme", maxLength: 20 })
  .map((text) => shortened(text.replaceAll("\uFEFF", "")));

function shortened(text: string): string {
  let short = text;
  while (Buffer.byteLength(short) > 128) short = [...short].slice(0, -1).join("");
  return short;
}

/** Items of the subset, at most four arrays and maps inside one another. */
export const cborValue: fc.Arbitrary<CborValue> = itemOfNesting(4);

function itemOfNesting(nesting: number): fc.Arbitrary<CborValue> {
  const leaf = fc.oneof(cborInteger, cborText, fc.uint8Array({ maxLength: 30 }));
  if (nesting === 0) return leaf;
  const inner = itemOfNesting(nesting - 1);
  return fc.oneof(
    { arbitrary: leaf, weight: 3 },
    { arbitrary: fc.array(inner, { maxLength: 4 }), weight: 2 },
    { arbitrary: mapOf(inner), weight: 2 },
  );
}

function mapOf(inner: fc.Arbitrary<CborValue>): fc.Arbitrary<ReadonlyMap<number | string, CborValue>> {
  const key = fc.oneof(cborInteger, cborText);
  return fc.array(fc.tuple(key, inner), { maxLength: 4 }).map((entries) => new Map(entries));
}

/** Tags around a document. */
export const cborTags: fc.Arbitrary<number[]> = fc.array(
  fc.oneof(fc.constantFrom(0, 18, 23, 24, 98, 255, 256, 0xffff_ffff), fc.integer({ min: 0, max: 0xffff_ffff })),
  { maxLength: 4 },
);

const word = (letters: readonly string[]): fc.Arbitrary<string> =>
  fc.array(fc.constantFrom(...letters), { minLength: 1, maxLength: 6 }).map((parts) => parts.join(""));

const nameOf = (letters: readonly string[]): fc.Arbitrary<string> =>
  fc.tuple(word(letters), fc.array(word(letters), { maxLength: 2 })).map(([first, others]) => {
    const long = [first, ...others].join(" ");
    return Buffer.byteLength(long) > 127 ? first : long;
  });

const LATIN = [..."ABCDEGHIJKLMNPRSTUVabcdefghijklmnopqrstuvwyzÀÖØéñøÿĀśẀạ", "-", "'", ".", "\u2019"];
const BENGALI = ["ক", "কা", "মি", "ন্দ", "রু", "শ্রী", "ৎ", "র\u200dয", "চট্টো", "ঁ"];
const DEVANAGARI = ["न", "मि", "र्मा", "शु", "क्ष", "ज\u200cञ", "ि"];

/** Identity data with every combination of its parts. */
export const identityData: fc.Arbitrary<IdentityData> = fc
  .record({
    fullName: fc.tuple(fc.constantFrom("A", "z", "É"), nameOf(LATIN)).map(([first, rest]) => first + rest),
    secondName: fc.option(
      fc.oneof(
        fc.record({ fullName: nameOf(BENGALI), language: fc.constant("ben") }),
        fc.record({ fullName: nameOf(DEVANAGARI), language: fc.constantFrom("hin", "mar") }),
      ),
      { nil: undefined },
    ),
    birthDate: fc.option(fc.constantFrom("1800", "1957", "2099", "19570101", "20000229", "20991231"), {
      nil: undefined,
    }),
  })
  .map(({ fullName, secondName, birthDate }) => ({
    fullName,
    ...(secondName === undefined ? {} : { secondName }),
    ...(birthDate === undefined ? {} : { birthDate }),
  }));

/** Claims whose dates agree. */
export const claims: fc.Arbitrary<Claims> = fc
  .record({
    iat: fc.integer({ min: 0, max: 0xffff_0000 }),
    untilNotBefore: fc.option(fc.integer({ min: 1, max: 0x7fff }), { nil: undefined }),
    lifetime: fc.integer({ min: 1, max: 0x7fff }),
    aud: fc.option(fc.constantFrom("a", "irctc.co.in", "~!", "x".repeat(64)), { nil: undefined }),
    statusIndex: fc.oneof(
      fc.constantFrom(0, 0xff_ffff, 0x100_0000, 0xffff_ffff),
      fc.integer({ min: 0, max: 0xffff_ffff }),
    ),
    identity: identityData,
    status: fc.constantFrom("not", "partially", "fully"),
  })
  .map(({ iat, untilNotBefore, lifetime, aud, statusIndex, identity, status }) => ({
    exp: iat + (untilNotBefore ?? 0) + lifetime,
    iat,
    ...(untilNotBefore === undefined ? {} : { nbf: iat + untilNotBefore }),
    ...(aud === undefined ? {} : { aud }),
    statusIndex,
    identity,
    status,
  }));

/** 32 bytes in a public key's place; whether they are a sound key is not the wire format's question. */
export const publicKey: fc.Arbitrary<Uint8Array> = fc.uint8Array({ minLength: 32, maxLength: 32 });

const trustedKey: fc.Arbitrary<Omit<TrustedKey, "publicKey">> = fc
  .record({
    purpose: fc.constantFrom("certificate", "status-list", "specimen"),
    dates: fc.array(fc.integer({ min: 0, max: 0xffff_ffff }), { minLength: 3, maxLength: 3 }),
    state: fc.constantFrom("active", "revoked"),
  })
  .map(({ purpose, dates, state }) => {
    const [useFrom = 0, signUntil = 0, acceptUntil = 0] = dates.sort((a, b) => a - b);
    return { purpose, useFrom, signUntil, acceptUntil, state };
  });

/** About one of twelve keys; a bundle keeps those whose key it has. */
const companion: fc.Arbitrary<Companion> = fc
  .record({
    keyIndex: fc.nat(11),
    kind: fc.constantFrom<Companion["kind"]>("status-list", "issued-set"),
    version: fc.integer({ min: 1, max: 0xffff_ffff }),
    digest: fc.uint8Array({ minLength: 32, maxLength: 32 }),
  })
  .map((any) => (any.kind === "issued-set" ? { ...any, version: 1 } : any));

/** Trust bundles, with up to as many keys as are allowed. */
export const trustBundle: fc.Arbitrary<TrustBundle> = fc
  .record({
    version: fc.integer({ min: 1, max: 0xffff_ffff }),
    issuer: fc.constantFrom("A", "Health Department, West Bengal", "স্বাস্থ্য বিভাগ", "x".repeat(64)),
    issued: fc.integer({ min: 0, max: 0x7fff_ffff }),
    lifetime: fc.integer({ min: 1, max: 0x7fff_ffff }),
    staleness: fc.tuple(fc.nat(0xffff_ffff), fc.nat(0xffff_ffff)),
    publicKeys: fc.uniqueArray(publicKey, { minLength: 1, maxLength: 12, selector: (key) => key.join() }),
    rootCount: fc.integer({ min: 1, max: 12 }),
    threshold: fc.nat(11),
    attributes: fc.array(trustedKey, { minLength: 12, maxLength: 12 }),
    companions: fc.uniqueArray(companion, { maxLength: 6, selector: ({ keyIndex, kind }) => `${keyIndex} ${kind}` }),
  })
  .map(({ lifetime, staleness, publicKeys, rootCount, threshold, attributes, companions, ...rest }) => {
    const rootKeys = publicKeys.slice(0, rootCount);
    const keyCount = publicKeys.length - rootKeys.length;
    return {
      ...rest,
      expires: rest.issued + lifetime,
      ageingAfterSeconds: Math.min(...staleness),
      staleAfterSeconds: Math.max(...staleness),
      rootThreshold: 1 + (threshold % rootKeys.length),
      rootKeys,
      keys: publicKeys
        .slice(rootCount)
        .map((key, i) => ({ publicKey: key, ...(attributes[i] as (typeof attributes)[0]) })),
      companions: companions.filter(({ keyIndex }) => keyIndex < keyCount),
    };
  });
