// How much a hostile text can cost before the signature check: the bytes that the CBOR walker looks at are counted, and the whole
// way up to the check is timed. Each text is the worst of its kind at the greatest length that its bound lets through.

import {
  type CborValue,
  decodeCbor,
  encodeBase45,
  encodeCbor,
  encodeCoseSign1,
  encodeProtectedHeader,
  encodeQrText,
  fromHex,
  MAX_LINK_TEXT_LENGTH,
  MAX_QR_TEXT_LENGTH,
  MAX_TOKEN_BYTES,
  QR_PREFIX,
  TOKEN_BOUNDS,
  toHex,
} from "@mohor/schema";
import { type Trust, verify } from "@mohor/verifier";
import { describe, expect, test } from "vitest";
import { KEYS, NOW, storeOf, trustedKey } from "./test-issuer.ts";

const LIMIT_MILLISECONDS = 10;

/** A store whose signature check says no at once: what remains is the work before it. */
const TRUST: Trust = {
  ok: true,
  value: {
    ...storeOf(),
    keysByKid: new Map([
      [toHex(KEYS.certificate.kid), new Array(4).fill({ ...trustedKey(KEYS.certificate), verify: () => false })],
    ]),
  },
};

const filled = (head: string, byte: string, length = MAX_TOKEN_BYTES) =>
  fromHex(head + byte.repeat(length).slice(0, 2 * length - head.length));

/** As many texts of about 126 bytes as a token holds, each this unit over and over. */
const texts = (unit: string) => {
  const content = Buffer.from(unit.repeat(Math.floor(126 / Buffer.byteLength(unit))));
  const one = Uint8Array.of(0x78, content.length, ...content);
  const count = Math.floor((MAX_TOKEN_BYTES - 2) / one.length);
  return Uint8Array.of(0x80 | count, ...new Array<number[]>(count).fill([...one]).flat());
};

const certificate = (
  payload: Uint8Array,
  protectedHeader = encodeProtectedHeader({ alg: -8, kid: KEYS.certificate.kid }),
) => encodeCoseSign1({ protectedHeader, payload, signature: new Uint8Array(64) });

const manyKeys = (count: number): CborValue => new Map(Array.from({ length: count }, (_, i) => [i, 0] as const));

const DOCUMENTS: readonly [string, Uint8Array][] = [
  ["arrays inside one another", filled("", "81")],
  ["maps inside one another", filled("", "a100")],
  ["tags inside one another", filled("", "c0")],
  ["arrays of indefinite length inside one another", filled("", "9f")],
  ["an array of four thousand million items", filled("9affffffff", "00")],
  ["a map of four thousand million pairs", filled("baffffffff", "00")],
  ["bytes of 2^64 - 1", filled("5bffffffffffffffff", "00")],
  ["text of four gigabytes", filled("7affffffff", "41")],
  ["as many items as bytes", filled("990300", "00")],
  ["as many items as allowed, each the longest integer", filled("983f", "1affffffff", 2 + 63 * 5)],
  ["as many keys as allowed", encodeCbor(manyKeys(31))],
  ["keys as long as allowed that differ in the last byte", longKeys()],
  ["text of combining marks in the wrong order", texts("\u0315\u0316")],
  ["text of decomposed letters", texts("e\u0301")],
  ["text that NFC makes three times as long", texts("\u{1d160}")],
  ["text of decomposed Hangul", texts("\u1100\u1161\u11a8")],
  ["text of characters of four bytes", texts("\u{1f600}")],
  [
    "text of bytes that are no UTF-8",
    Uint8Array.of(0x84, ...new Array<number[]>(4).fill([0x78, 0x80, ...new Array<number>(128).fill(0x80)]).flat()),
  ],
  ["text of byte order marks", texts("\ufeff")],
  ["one byte string of all", encodeCbor(new Uint8Array(MAX_TOKEN_BYTES - 3))],
  ["a certificate with the longest payload, of bytes", certificate(new Uint8Array(540))],
  ["a certificate with the longest payload, of keys", certificate(encodeCbor(manyKeys(31)))],
  ["a certificate with the longest header", certificate(fromHex("a0"), encodeCbor(new Uint8Array(500)))],
];

/** Keys of 128 bytes that agree in all but the last: the longest comparisons. */
function longKeys(): Uint8Array {
  return encodeCbor(new Map(Array.from({ length: 4 }, (_, i) => [`${"k".repeat(127)}${i}`, 0] as const)));
}

const alike = (start: string, unit: string, length = MAX_QR_TEXT_LENGTH) =>
  start + unit.repeat(length).slice(0, length - start.length);

const TEXTS: readonly [string, string][] = [
  ["a text of ten million characters", alike(QR_PREFIX, "A", 10_000_000)],
  ["a text of ten million blanks", " ".repeat(10_000_000)],
  ["the longest text of blanks", " ".repeat(MAX_QR_TEXT_LENGTH)],
  [
    "the longest text at all, of spaces behind the prefix, then a letter",
    `${alike(QR_PREFIX, " ", MAX_LINK_TEXT_LENGTH - 1)}a`,
  ],
  ["the longest text at all, of spaces behind a letter", alike("a", " ", MAX_LINK_TEXT_LENGTH)],
  ["the longest text of line feeds behind the prefix", alike(QR_PREFIX, "\n")],
  ["the longest text of spaces behind the prefix, then a letter", `${alike(QR_PREFIX, " ", MAX_QR_TEXT_LENGTH - 1)}a`],
  ["the longest text of Base45", alike(QR_PREFIX, "FGW")],
  ["the longest text of the largest group that is none", alike(QR_PREFIX, ":::")],
  ["the longest text of half surrogate pairs", alike(QR_PREFIX, "\ud800")],
  ["the longest link of host letters", alike("https://", "a", MAX_LINK_TEXT_LENGTH)],
  ["the longest link of dots and dashes", alike("https://", "a.-", MAX_LINK_TEXT_LENGTH)],
  ["the longest link of encoded spaces", alike("https://a/#MQ1:", "%20", MAX_LINK_TEXT_LENGTH)],
  ["the longest link of encoded percent signs", alike("https://a/#MQ1:", "%25", MAX_LINK_TEXT_LENGTH)],
  ["the longest link of half an encoding", alike("https://a/#MQ1:", "%2", MAX_LINK_TEXT_LENGTH)],
  ["the longest version number", alike("MQ", "1")],
];

describe("the CBOR walker", () => {
  test.each(DOCUMENTS)("looks at each byte a few times at most: %s", (_, document) => {
    let looks = 0;
    const counted = new Proxy(document, {
      get(target, property) {
        if (typeof property === "string" && /^\d+$/.test(property)) looks++;
        const value: unknown = Reflect.get(target, property, target);
        return typeof value === "function" ? value.bind(target) : value;
      },
    });
    decodeCbor(counted, TOKEN_BOUNDS);
    // A head is looked at by whoever asks for its type, its simple value and its argument; strings are not looked at one by one.
    expect(looks).toBeLessThanOrEqual(4 * document.length + 8);
  });

  test("is not called deeper than a document may be nested, whatever the length", () => {
    const deep = fromHex("81".repeat(60_000));
    expect(decodeCbor(deep, { maxBytes: 65_536, maxItems: 2_048 })).toEqual({ ok: false, code: "CBOR_LIMIT_EXCEEDED" });
  });
});

describe("no text takes ten milliseconds before the signature check", () => {
  const worst: { name: string; milliseconds: number }[] = [];
  const corpus = [...TEXTS, ...DOCUMENTS.map(([name, bytes]) => [name, encodeQrText(bytes)] as const)];

  test.each(corpus)("%s", (name, qrText) => {
    expect(verify(qrText, TRUST, { now: NOW }).outcome).toBe("invalid");
    // The best of several: what other work on the machine adds is not the text's doing.
    let best = Number.POSITIVE_INFINITY;
    for (let run = 0; run < 25; run++) {
      const start = performance.now();
      verify(qrText, TRUST, { now: NOW });
      best = Math.min(best, performance.now() - start);
    }
    worst.push({ name, milliseconds: best });
    expect(best).toBeLessThan(LIMIT_MILLISECONDS);
  });

  test("the slowest are named", () => {
    const slowest = worst.toSorted((a, b) => b.milliseconds - a.milliseconds).slice(0, 3);
    const named = slowest.map(({ name, milliseconds }) => `${name} ${(milliseconds * 1_000).toFixed(0)} µs`);
    process.stdout.write(`before the signature check, worst of ${worst.length} hostile texts: ${named.join("; ")}\n`);
    expect(worst).toHaveLength(corpus.length);
  });
});

test("the corpus reaches the signature check too, not only the first steps", () => {
  const codes = new Set(
    DOCUMENTS.map(([, bytes]) => verify(QR_PREFIX + encodeBase45(bytes), TRUST, { now: NOW })).map((verdict) =>
      verdict.outcome === "valid" ? "valid" : verdict.code,
    ),
  );
  expect(codes).toContain("SIGNATURE_INVALID");
  expect(codes).toContain("CBOR_LIMIT_EXCEEDED");
  expect(codes).toContain("CBOR_NOT_DETERMINISTIC");
});
