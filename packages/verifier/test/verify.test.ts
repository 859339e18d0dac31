import {
  type CborValue,
  CLOCK_TOLERANCE_SECONDS,
  type Claims,
  decodeCbor,
  encodeBase45,
  encodeCbor,
  encodeClaims,
  encodeLinkForm,
  encodeQrText,
  QR_PREFIX,
  TOKEN_BOUNDS,
  toHex,
} from "@mohor/schema";
import {
  NO_TRUST,
  NOTHING_BESIDE,
  STEPS,
  type Step,
  type Trust,
  type TrustStore,
  type Verdict,
  verify,
} from "@mohor/verifier";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { runs } from "../../../test-support/effort.ts";
import {
  BUNDLE,
  type CertificateParts,
  CLAIMS,
  DAY,
  FULL_CLAIMS,
  KEYS,
  NOW,
  qrTextOf,
  storeOf,
  type TestKey,
  testKey,
  tokenOf,
  trustedKey,
  trustOf,
} from "./test-issuer.ts";

const TRUST = trustOf();
const verdictOn = (parts: CertificateParts, now = NOW, trust: Trust = TRUST) => verify(qrTextOf(parts), trust, { now });
const codeOf = (verdict: Verdict) => (verdict.outcome === "valid" ? "valid" : verdict.code);

describe("a valid certificate", () => {
  const expected = {
    outcome: "valid",
    claims: CLAIMS,
    kid: toHex(KEYS.certificate.kid),
    cti: "01e240",
    issuer: "Health Department (test)",
    notices: ["STATUSLIST_MISSING"],
  };

  test("gives its claims, its identity and the issuer's name", () => {
    expect(verdictOn({})).toEqual(expected);
  });

  test("gives every optional claim too", () => {
    expect(verdictOn({ claims: FULL_CLAIMS })).toEqual({ ...expected, claims: FULL_CLAIMS, cti: "fedcba98" });
  });

  test("is the same in the link form, in either case of its host", () => {
    const link = encodeLinkForm("gate.example.in", qrTextOf());
    expect(verify(link, TRUST, { now: NOW })).toEqual(expected);
    expect(verify(new URL(link).href, TRUST, { now: NOW })).toEqual(expected);
  });

  test("may name either algorithm, which both mean strict Ed25519", () => {
    expect(verdictOn({ alg: -8 }).outcome).toBe("valid");
    expect(verdictOn({ alg: -19 }).outcome).toBe("valid");
  });

  test("of a specimen key is valid with a notice, never without", () => {
    expect(verdictOn({ key: KEYS.specimen })).toMatchObject({
      outcome: "valid",
      notices: ["STATUSLIST_MISSING", "KEY_SPECIMEN"],
    });
  });

  test("under ageing trust material is valid with a notice, from the second after the signed age", () => {
    const ageing = BUNDLE.issued + BUNDLE.ageingAfterSeconds;
    expect(verdictOn({}, ageing)).toMatchObject({ notices: ["STATUSLIST_MISSING"] });
    expect(verdictOn({}, ageing + 1)).toMatchObject({ notices: ["STATUSLIST_MISSING", "KEYSET_AGEING"] });
    expect(verdictOn({ key: KEYS.specimen }, ageing + 1)).toMatchObject({
      outcome: "valid",
      notices: ["STATUSLIST_MISSING", "KEYSET_AGEING", "KEY_SPECIMEN"],
    });
  });

  test("has the size that README gives: 126 bytes, 193 characters", () => {
    expect(tokenOf()).toHaveLength(126);
    expect(qrTextOf()).toHaveLength(193);
  });
});

describe("each code of steps 5 to 10", () => {
  test.each<[string, string, CertificateParts, number, Trust]>([
    ["no trust material at all", "KEYSET_MISSING", {}, NOW, NO_TRUST],
    [
      "trust material that did not open",
      "KEYSET_SIGNATURE_INVALID",
      {},
      NOW,
      { ok: false, code: "KEYSET_SIGNATURE_INVALID" },
    ],
    ["a key that no bundle names", "KEY_UNKNOWN", { key: KEYS.unknown }, NOW, TRUST],
    ["a key for status lists", "KEY_USE_MISMATCH", { key: KEYS.statusList }, NOW, TRUST],
    ["a revoked key", "KEY_REVOKED", { key: KEYS.revoked }, NOW, TRUST],
    ["a key used before its time", "KEY_NOT_YET_ACTIVE", { key: KEYS.notYetActive }, NOW, TRUST],
    ["a key that signed after its time", "KEY_RETIRED", { key: KEYS.signsNoMore }, NOW, TRUST],
    ["a key whose signatures are accepted no more", "KEY_RETIRED", { key: KEYS.acceptedNoMore }, NOW, TRUST],
  ])("%s: %s", (_, code, parts, now, trust) => {
    expect(codeOf(verdictOn(parts, now, trust))).toBe(code);
  });

  test("each with the step that it belongs to", () => {
    const stepOf = (verdict: Verdict) => (verdict.outcome === "valid" ? null : verdict.step);
    const floor = BUNDLE.issued - CLOCK_TOLERANCE_SECONDS;
    expect(stepOf(verdictOn({}, NOW, NO_TRUST))).toBe("trust");
    expect(stepOf(verdictOn({}, floor - 1))).toBe("trust");
    expect(stepOf(verdictOn({ key: KEYS.unknown }))).toBe("key");
    expect(stepOf(verdictOn({ key: KEYS.statusList }))).toBe("key");
    expect(stepOf(verdictOn({ claims: { ...CLAIMS, iat: NOW + DAY } }))).toBe("dates");
    expect(stepOf(verdictOn({ claims: { ...CLAIMS, exp: NOW - DAY } }))).toBe("dates");
    for (const key of [KEYS.revoked, KEYS.notYetActive, KEYS.signsNoMore, KEYS.acceptedNoMore])
      expect(stepOf(verdictOn({ key }))).toBe("key-state");
  });

  test.each<[string, string, Partial<Claims>]>([
    ["a certificate of tomorrow", "CWT_NOT_YET_VALID", { iat: NOW + DAY }],
    ["a certificate that begins tomorrow", "CWT_NOT_YET_VALID", { nbf: NOW + DAY }],
    ["a certificate of yesterday", "CWT_EXPIRED", { exp: NOW - DAY }],
  ])("%s: %s", (_, code, change) => {
    expect(codeOf(verdictOn({ claims: { ...CLAIMS, ...change } }))).toBe(code);
  });

  test("another key's signature under a known kid: SIGNATURE_INVALID", () => {
    const forger: TestKey = { ...KEYS.unknown, kid: KEYS.certificate.kid };
    expect(codeOf(verdictOn({ key: forger }))).toBe("SIGNATURE_INVALID");
  });

  test("a payload that is signed but closed to readers: the code of its own layer at step 8", () => {
    const of = (payload: Uint8Array) => verdictOn({ payload });
    expect(of(new Uint8Array(0))).toEqual({ outcome: "invalid", code: "CBOR_MALFORMED", step: "claims" });
    expect(of(claimsWith(1, "issuer"))).toEqual({ outcome: "invalid", code: "CWT_CLAIM_UNKNOWN", step: "claims" });
    expect(of(claimsWith(-65_537, 3))).toEqual({ outcome: "invalid", code: "STATUS_UNKNOWN", step: "claims" });
  });
});

describe("the second at which a verdict turns", () => {
  const longBundle = {
    ...BUNDLE,
    issued: NOW - 20 * DAY,
    expires: NOW + 400 * DAY,
    ageingAfterSeconds: 420 * DAY,
    staleAfterSeconds: 420 * DAY,
    keys: [trustedKey(KEYS.certificate, { acceptUntil: NOW + 300 * DAY })],
  };
  const long = trustOf(longBundle);
  const early = trustOf({ ...longBundle, issued: CLAIMS.iat - DAY });
  const longLived = { ...CLAIMS, exp: NOW + 399 * DAY };

  test.each<[string, string, string, number, CertificateParts, Trust]>([
    [
      "the clock reaches the newest signed time but for the tolerance",
      "CLOCK_IMPLAUSIBLE",
      "valid",
      BUNDLE.issued - CLOCK_TOLERANCE_SECONDS,
      {},
      TRUST,
    ],
    [
      "iat but for the tolerance is reached",
      "CWT_NOT_YET_VALID",
      "valid",
      CLAIMS.iat - CLOCK_TOLERANCE_SECONDS,
      {},
      early,
    ],
    [
      "nbf but for the tolerance is reached",
      "CWT_NOT_YET_VALID",
      "valid",
      CLAIMS.iat + 999 - CLOCK_TOLERANCE_SECONDS,
      { claims: { ...CLAIMS, nbf: CLAIMS.iat + 999 } },
      early,
    ],
    ["exp is reached, without tolerance", "valid", "CWT_EXPIRED", CLAIMS.exp, {}, long],
    [
      "the bundle expires",
      "valid",
      "KEYSET_STALE",
      longBundle.expires,
      { claims: { ...CLAIMS, exp: NOW + 500 * DAY } },
      trustOf({ ...longBundle, keys: [trustedKey(KEYS.certificate, { acceptUntil: NOW + 500 * DAY })] }),
    ],
    [
      "the bundle is older than its staleness",
      "valid",
      "KEYSET_STALE",
      BUNDLE.issued + BUNDLE.staleAfterSeconds + 1,
      {},
      TRUST,
    ],
    [
      "what the key signed is accepted no more",
      "valid",
      "KEY_RETIRED",
      NOW + 300 * DAY + 1,
      { claims: longLived },
      long,
    ],
  ])("is the one when %s", (_, before, after, second, parts, trust) => {
    expect(codeOf(verdictOn(parts, second - 1, trust))).toBe(before);
    expect(codeOf(verdictOn(parts, second, trust))).toBe(after);
  });

  test("is the one when a key may first and last sign", () => {
    const key = trustedKey(KEYS.certificate, { useFrom: CLAIMS.iat, signUntil: CLAIMS.iat });
    const trust = trustOf({ ...BUNDLE, keys: [key] });
    const issuedAt = (iat: number) => codeOf(verdictOn({ claims: { ...CLAIMS, iat } }, NOW, trust));
    expect(issuedAt(CLAIMS.iat - 1)).toBe("KEY_NOT_YET_ACTIVE");
    expect(issuedAt(CLAIMS.iat)).toBe("valid");
    expect(issuedAt(CLAIMS.iat + 1)).toBe("KEY_RETIRED");
  });
});

describe("stale trust material", () => {
  const stale = BUNDLE.expires;

  test("may still say no: a wrong signature, an expired certificate, a revoked key", () => {
    const forger: TestKey = { ...KEYS.unknown, kid: KEYS.certificate.kid };
    expect(codeOf(verdictOn({ key: forger }, stale))).toBe("SIGNATURE_INVALID");
    expect(codeOf(verdictOn({ claims: { ...CLAIMS, exp: NOW } }, stale))).toBe("CWT_EXPIRED");
    expect(codeOf(verdictOn({ key: KEYS.revoked }, stale))).toBe("KEY_REVOKED");
    expect(codeOf(verdictOn({ key: KEYS.statusList }, stale))).toBe("KEY_USE_MISMATCH");
  });

  test("may not say yes, nor that a key does not exist, nor what only the dates of a key say", () => {
    for (const key of [KEYS.certificate, KEYS.unknown, KEYS.notYetActive, KEYS.signsNoMore, KEYS.acceptedNoMore]) {
      expect(verdictOn({ key }, stale)).toMatchObject({ outcome: "undecided", code: "KEYSET_STALE" });
    }
    expect(verdictOn({ key: KEYS.unknown }, stale)).toMatchObject({ step: "key" });
    expect(verdictOn({ key: KEYS.certificate }, stale)).toMatchObject({ step: "key-state" });
  });
});

describe("the first failing step decides", () => {
  // One fault for each step; the status list has none yet, because no list is held.
  const faults: Record<Exclude<Step, "status-list">, string> = {
    qr: "QR_VERSION_UNSUPPORTED",
    base45: "BASE45_INVALID",
    cbor: "CBOR_MALFORMED",
    cose: "COSE_TAG_UNEXPECTED",
    trust: "KEYSET_MISSING",
    key: "KEY_UNKNOWN",
    signature: "SIGNATURE_INVALID",
    claims: "CWT_CLAIM_UNKNOWN",
    dates: "CWT_EXPIRED",
    "key-state": "KEY_REVOKED",
  };
  const steps = STEPS.filter((step) => step !== "status-list");

  function verdictWith(has: (step: Step) => boolean): Verdict {
    const key = has("key") ? KEYS.unknown : has("key-state") ? KEYS.revoked : KEYS.certificate;
    const claims = has("dates") ? { ...CLAIMS, exp: NOW - 1 } : CLAIMS;
    const payload = has("claims") ? claimsWith(1, "issuer", claims) : encodeClaims(claims);
    const token = tokenOf({ key, payload });
    if (has("signature")) token[token.length - 1] = (token[token.length - 1] as number) ^ 1;
    if (has("cose")) token[0] = 0xc0 | 17;
    const bytes = has("cbor") ? Uint8Array.of(...token, 0) : token;
    const text = `${has("qr") ? "MQ2:" : QR_PREFIX}${encodeBase45(bytes)}${has("base45") ? "a" : ""}`;
    return verify(text, has("trust") ? NO_TRUST : TRUST, { now: NOW });
  }

  test("whatever fails after it: all 1,024 sets of faults", () => {
    for (let set = 0; set < 2 ** steps.length; set++) {
      const verdict = verdictWith((step) => ((set >> steps.indexOf(step as (typeof steps)[number])) & 1) === 1);
      const first = steps.find((_, i) => (set >> i) & 1);
      if (first === undefined) expect(verdict.outcome).toBe("valid");
      else expect(verdict, `set ${set}`).toMatchObject({ step: first, code: faults[first] });
    }
  });
});

describe("keys that share one kid", () => {
  // Two keys whose thumbprints begin with the same four bytes, found by trying 130,165 names.
  const [first, second] = [testKey("90411"), testKey("130164")] as const;
  const keys = [first, second];

  test("do share it", () => {
    expect(toHex(first.kid)).toBe("66fb2867");
    expect(toHex(second.kid)).toBe("66fb2867");
    expect(toHex(first.publicKey)).not.toBe(toHex(second.publicKey));
  });

  test.each([
    ["the first", first],
    ["the second", second],
  ])("are each tried: a certificate of %s is valid", (_, key) => {
    for (const order of [keys, keys.toReversed()]) {
      const trust = trustOf({ ...BUNDLE, keys: order.map((each) => trustedKey(each)) });
      expect(codeOf(verdictOn({ key }, NOW, trust))).toBe("valid");
    }
  });

  test("are judged by the state of the one that signed", () => {
    const trust = trustOf({ ...BUNDLE, keys: [trustedKey(first, { state: "revoked" }), trustedKey(second)] });
    expect(codeOf(verdictOn({ key: first }, NOW, trust))).toBe("KEY_REVOKED");
    expect(codeOf(verdictOn({ key: second }, NOW, trust))).toBe("valid");
  });

  test("are judged by the purpose of the one that signed", () => {
    const trust = trustOf({ ...BUNDLE, keys: [trustedKey(first, { purpose: "status-list" }), trustedKey(second)] });
    expect(codeOf(verdictOn({ key: first }, NOW, trust))).toBe("SIGNATURE_INVALID");
    expect(codeOf(verdictOn({ key: second }, NOW, trust))).toBe("valid");
  });

  test("are tried one after the other, each once, until one fits, and no other key is", () => {
    const asked: string[] = [];
    const answering = (name: string, answer: boolean) => ({
      ...trustedKey(KEYS.certificate),
      verify: () => {
        asked.push(name);
        return answer;
      },
      beside: NOTHING_BESIDE,
    });
    const store: TrustStore = {
      ...storeOf(),
      keysByKid: new Map([
        [toHex(first.kid), [answering("a", false), answering("b", false), answering("c", true), answering("d", true)]],
        [toHex(KEYS.certificate.kid), [answering("other", true)]],
      ]),
    };
    expect(codeOf(verdictOn({ key: first }, NOW, { ok: true, value: store }))).toBe("valid");
    expect(asked).toEqual(["a", "b", "c"]);
  });
});

describe("time", () => {
  const ages = fc.integer({ min: -400 * DAY, max: 400 * DAY });
  const parts = fc.record({
    key: fc.constantFrom(...Object.values(KEYS)),
    claims: fc.constantFrom(CLAIMS, FULL_CLAIMS, { ...CLAIMS, exp: NOW + DAY }, { ...CLAIMS, exp: NOW + 380 * DAY }),
  });

  test("a later clock never turns KEYSET_STALE or CWT_EXPIRED into valid", () => {
    fc.assert(
      fc.property(parts, ages, fc.nat(400 * DAY), (certificate, age, later) => {
        const code = codeOf(verdictOn(certificate, NOW + age));
        if (code !== "KEYSET_STALE" && code !== "CWT_EXPIRED") return true;
        return codeOf(verdictOn(certificate, NOW + age + later)) !== "valid";
      }),
      runs(500),
    );
  });

  test("an earlier clock never lifts CLOCK_IMPLAUSIBLE", () => {
    fc.assert(
      fc.property(parts, ages, fc.nat(4_000 * DAY), (certificate, age, earlier) => {
        if (codeOf(verdictOn(certificate, NOW + age)) !== "CLOCK_IMPLAUSIBLE") return true;
        return codeOf(verdictOn(certificate, NOW + age - earlier)) === "CLOCK_IMPLAUSIBLE";
      }),
      runs(500),
    );
  });

  test("valid times are one span without a gap", () => {
    fc.assert(
      fc.property(parts, fc.tuple(ages, ages, ages), (certificate, times) => {
        const [a = 0, b = 0, c = 0] = times.sort((x, y) => x - y).map((age) => NOW + age);
        const isValid = (now: number) => codeOf(verdictOn(certificate, now)) === "valid";
        return !(isValid(a) && isValid(c)) || isValid(b);
      }),
      runs(300),
    );
  });

  test.each([Number.NaN, Number.POSITIVE_INFINITY, NOW + 0.5, 2 ** 53])("%d is no time: a caller's mistake", (now) => {
    expect(() => verify(qrTextOf(), TRUST, { now })).toThrow(TypeError);
    expect(() => verify("not ours", NO_TRUST, { now })).toThrow(TypeError);
  });

  test("a clock at the ends of what it can show gives a verdict", () => {
    expect(codeOf(verdictOn({}, 0))).toBe("CLOCK_IMPLAUSIBLE");
    expect(codeOf(verdictOn({}, -(2 ** 53) + 1))).toBe("CLOCK_IMPLAUSIBLE");
    expect(codeOf(verdictOn({}, 2 ** 53 - 1))).toBe("CWT_EXPIRED");
  });
});

describe("a verdict is plain data", () => {
  const verdicts = [
    verdictOn({ claims: FULL_CLAIMS }),
    verdictOn({ key: KEYS.specimen }),
    verdictOn({ key: KEYS.revoked }),
    verdictOn({ key: KEYS.unknown }, BUNDLE.expires),
    verdictOn({}, NOW, NO_TRUST),
    verify("HC1:", TRUST, { now: NOW }),
  ];

  test.each(verdicts)("that survives structuredClone and JSON: $outcome $code", (verdict) => {
    expect(structuredClone(verdict)).toEqual(verdict);
    expect(JSON.parse(JSON.stringify(verdict))).toEqual(verdict);
  });

  test.each(verdicts)("that nobody can change: $outcome $code", (verdict) => {
    const parts: object[] = [verdict];
    for (const part of parts) {
      expect(Object.isFrozen(part)).toBe(true);
      parts.push(...Object.values(part).filter((value) => typeof value === "object"));
    }
  });

  test("that carries no claims where it failed", () => {
    for (const verdict of verdicts.slice(2)) expect(Object.keys(verdict).sort()).toEqual(["code", "outcome", "step"]);
  });
});

describe("hostile input gives a verdict that is not valid, and never throws", () => {
  const refused = (text: string) => verify(text, TRUST, { now: NOW }).outcome === "invalid";

  test("any text", () => {
    const text = fc.oneof(
      fc.string({ unit: "binary", maxLength: 300 }),
      fc.string({ unit: "binary", maxLength: 300 }).map((rest) => QR_PREFIX + rest),
      fc.string({ unit: fc.constantFrom(..."0123456789AZ $%*+-./:"), maxLength: 300 }).map((rest) => QR_PREFIX + rest),
      fc.string({ unit: fc.constantFrom(..."0AZ%25 /#:"), maxLength: 99 }).map((rest) => `https://a/#MQ1:${rest}`),
      fc.constantFrom("\ud800", "MQ1:\udfff", "MQ1:😀", "\0", `MQ1:${"\0".repeat(1_020)}`),
    );
    fc.assert(fc.property(text, refused), runs(2_000));
  });

  test("any bytes behind the prefix", () => {
    const bytes = fc.uint8Array({ maxLength: 640 });
    fc.assert(
      fc.property(bytes, (token) => refused(encodeQrText(token))),
      runs(2_000),
    );
  });

  test("any header and payload under a true signature", () => {
    const part = fc.uint8Array({ maxLength: 60 });
    fc.assert(
      fc.property(part, part, (protectedHeader, payload) => refused(qrTextOf({ protectedHeader, payload }))),
      runs(500),
    );
  });
});

/** The payload with one claim set anew. */
function claimsWith(key: number, value: CborValue, claims: Claims = CLAIMS): Uint8Array {
  const document = decodeCbor(encodeClaims(claims), TOKEN_BOUNDS);
  const map = new Map(document.ok && document.value.item instanceof Map ? document.value.item : []);
  return encodeCbor(map.set(key, value));
}
