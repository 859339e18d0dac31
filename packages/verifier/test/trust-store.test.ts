import {
  bytesEqual,
  decodeSignedTrustBundle,
  encodeProtectedHeader,
  encodeSignedTrustBundle,
  encodeTrustBundle,
  fromHex,
  type TrustBundle,
  toHex,
  trustBundleToBeSigned,
} from "@mohor/schema";
import { createTableEngine, NO_TRUST, openTrustStore, referenceEngine } from "@mohor/verifier";
import { nodeCryptoEngine } from "@mohor/verifier/node";
import { describe, expect, test } from "vitest";
import { EFFORT } from "../../../test-support/effort.ts";
import { mixedOrderKey } from "./ed25519-cases.ts";
import { BUNDLE, KEYS, NOW, ROOT, ROOTS, signedBundle, type TestKey, testKey, trustedKey } from "./test-issuer.ts";

const OPTIONS = { engine: nodeCryptoEngine };
const codeOf = (bytes: Uint8Array) => {
  const trust = openTrustStore(bytes, OPTIONS);
  return trust.ok ? "opened" : trust.code;
};

describe("a trust bundle with enough root signatures", () => {
  test("opens to its content, its keys by kid, and the newest signed time", () => {
    const trust = openTrustStore(signedBundle(), OPTIONS);
    expect(trust.ok && trust.value.bundle).toEqual(BUNDLE);
    expect(trust.ok && trust.value.clockFloor).toBe(BUNDLE.issued);
    const keys = trust.ok ? [...trust.value.keysByKid] : [];
    expect(keys.map(([kid, [key]]) => [kid, toHex(key?.publicKey ?? fromHex(""))])).toEqual(
      BUNDLE.keys.map(({ publicKey }) => [toHex(kidOfTestKey(publicKey)), toHex(publicKey)]),
    );
  });

  test("opens whatever the engine, and from a Buffer that changes afterwards", () => {
    for (const engine of [referenceEngine, createTableEngine(), nodeCryptoEngine]) {
      const received = Buffer.from(signedBundle({ ...BUNDLE, keys: [trustedKey(KEYS.certificate)] }));
      const trust = openTrustStore(received, { engine });
      received.fill(0);
      const [key] = (trust.ok && trust.value.keysByKid.get(toHex(KEYS.certificate.kid))) || [];
      const message = fromHex("00");
      expect(key?.verify(KEYS.certificate.sign(message), message), engine.name).toBe(true);
    }
  });

  test("opens without any key: then every certificate is of an unknown key", () => {
    expect(codeOf(signedBundle({ ...BUNDLE, keys: [] }))).toBe("opened");
  });

  test("opens with exactly the threshold, whichever root keys signed, and in any order", () => {
    const [a, b, c] = ROOTS as [TestKey, TestKey, TestKey];
    for (const roots of [
      [a, b],
      [b, a],
      [a, c],
      [c, b],
      [c, b, a],
    ])
      expect(codeOf(signedBundle(BUNDLE, roots))).toBe("opened");
  });

  test("opens with a signature under -19 too, and with a stranger's beside", () => {
    const payload = encodeTrustBundle({ ...BUNDLE, rootThreshold: 1 });
    const header = { alg: -19, kid: ROOT.kid } as const;
    const signature = ROOT.sign(trustBundleToBeSigned(payload, encodeProtectedHeader(header)));
    expect(codeOf(encodeSignedTrustBundle(payload, [{ header, signature }]))).toBe("opened");
    expect(codeOf(signedBundle(BUNDLE, [KEYS.unknown, ...ROOTS]))).toBe("opened");
  });
});

describe("a trust bundle is refused", () => {
  test("when its bytes are not those of a trust bundle", () => {
    expect(codeOf(new Uint8Array(0))).toBe("KEYSET_MALFORMED");
    expect(codeOf(signedBundle().subarray(1))).toBe("KEYSET_MALFORMED");
    expect(codeOf(new TextEncoder().encode("-----BEGIN PUBLIC KEY-----"))).toBe("KEYSET_MALFORMED");
  });

  test("with fewer signatures of its root keys than the threshold", () => {
    expect(codeOf(signedBundle(BUNDLE, [ROOT]))).toBe("KEYSET_SIGNATURE_INVALID");
    expect(codeOf(signedBundle(BUNDLE, [ROOT, KEYS.unknown]))).toBe("KEYSET_SIGNATURE_INVALID");
    expect(codeOf(signedBundle({ ...BUNDLE, rootThreshold: 3 }, ROOTS.slice(1)))).toBe("KEYSET_SIGNATURE_INVALID");
  });

  test("when one root key signed as often as the threshold: it counts once", () => {
    expect(codeOf(signedBundle(BUNDLE, [ROOT, ROOT, ROOT]))).toBe("KEYSET_SIGNATURE_INVALID");
  });

  test("when a certificate key signed instead of a root", () => {
    expect(codeOf(signedBundle(BUNDLE, [ROOT, KEYS.certificate]))).toBe("KEYSET_SIGNATURE_INVALID");
  });

  test("when a signature is given under another root key's kid", () => {
    const [a, b] = ROOTS as [TestKey, TestKey];
    expect(codeOf(signedBundle(BUNDLE, [a, { ...a, kid: b.kid }]))).toBe("KEYSET_SIGNATURE_INVALID");
    expect(codeOf(signedBundle(BUNDLE, [a, { ...b, kid: KEYS.unknown.kid }]))).toBe("KEYSET_SIGNATURE_INVALID");
  });

  test("when the signatures are of another payload", () => {
    const [other, bundle] = [signedBundle({ ...BUNDLE, version: 8 }), signedBundle()].map(decodeSignedTrustBundle);
    if (!other?.ok || !bundle?.ok) throw new Error("both are well-formed");
    const mixed = encodeSignedTrustBundle(bundle.value.payload, other.value.signatures);
    expect(codeOf(mixed)).toBe("KEYSET_SIGNATURE_INVALID");
  });

  test("with any bit changed; in the short run every 13th", () => {
    const bundle = { ...BUNDLE, rootThreshold: 1, rootKeys: [ROOT.publicKey], keys: [trustedKey(KEYS.certificate)] };
    const signed = signedBundle(bundle, [ROOT]);
    expect(codeOf(signed)).toBe("opened");
    for (let bit = 0; bit < signed.length * 8; bit += EFFORT > 1 ? 1 : 13) {
      const changed = signed.slice();
      changed[bit >> 3] = (changed[bit >> 3] as number) ^ (1 << (bit & 7));
      if (codeOf(changed) === "opened") expect.fail(`bit ${bit} makes no difference`);
    }
  });

  const unsound: [string, Uint8Array][] = [
    ["not on the curve", fromHex(`02${"00".repeat(31)}`)],
    ["of small order", fromHex(`01${"00".repeat(31)}`)],
    ["of mixed order", mixedOrderKey(KEYS.unknown, 1)],
    ["not canonical", fromHex(`f0${"ff".repeat(30)}7f`)],
  ];

  test.each(unsound)("whole for one key that is %s", (_, publicKey) => {
    const keys = [...BUNDLE.keys, { ...trustedKey(KEYS.certificate), publicKey }];
    expect(codeOf(signedBundle({ ...BUNDLE, keys }))).toBe("KEYSET_KEY_INVALID");
  });

  test.each(unsound)("whole for one root key that is %s, though the others reach the threshold", (_, publicKey) => {
    const rootKeys = [...BUNDLE.rootKeys, publicKey];
    expect(codeOf(signedBundle({ ...BUNDLE, rootKeys }))).toBe("KEYSET_KEY_INVALID");
  });
});

test("root keys that share one kid each count for their own signature", () => {
  const roots = [testKey("90411"), testKey("130164")];
  const bundle: TrustBundle = { ...BUNDLE, rootKeys: roots.map(({ publicKey }) => publicKey) };
  expect(codeOf(signedBundle(bundle, roots))).toBe("opened");
  expect(codeOf(signedBundle(bundle, roots.slice(0, 1)))).toBe("KEYSET_SIGNATURE_INVALID");
  expect(codeOf(signedBundle(bundle, [...roots.slice(0, 1), ...roots.slice(0, 1)]))).toBe("KEYSET_SIGNATURE_INVALID");
});

test("an opened store asks no clock: one that has long expired opens all the same", () => {
  expect(codeOf(signedBundle({ ...BUNDLE, issued: 1, expires: 2 }))).toBe("opened");
  expect(codeOf(signedBundle({ ...BUNDLE, issued: NOW * 2, expires: NOW * 2 + 1 }))).toBe("opened");
});

test("without a bundle there is no trust", () => {
  expect(NO_TRUST).toEqual({ ok: false, code: "KEYSET_MISSING" });
});

function kidOfTestKey(publicKey: Uint8Array): Uint8Array {
  const key = Object.values(KEYS).find((candidate) => bytesEqual(candidate.publicKey, publicKey));
  return key?.kid ?? fromHex("");
}
