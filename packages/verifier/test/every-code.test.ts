// Each reason code that the wire format and the verifier's core can give, given once: a code that nothing gives, or a new one
// that no test gives, is found here.

import {
  type CborValue,
  CODES,
  type Code,
  encodeCbor,
  encodeCoseSign1,
  encodeProtectedHeader,
  encodeQrText,
  fromHex,
} from "@mohor/schema";
import { assess, NO_TRUST, openTrustStore, type Policy, type Trust, type Verdict, verify } from "@mohor/verifier";
import { nodeCryptoEngine } from "@mohor/verifier/node";
import { expect, test } from "vitest";
import {
  BUNDLE,
  type CertificateParts,
  CLAIMS,
  DAY,
  KEYS,
  NOW,
  qrTextOf,
  ROOT,
  signedBundle,
  tokenOf,
  trustedKey,
  trustOf,
} from "./test-issuer.ts";

const TRUST = trustOf();

const text = (qrText: string, trust: Trust = TRUST) => verify(qrText, trust, { now: NOW });
const token = (bytes: Uint8Array) => text(encodeQrText(bytes));
const certificate = (parts: CertificateParts, now = NOW) => verify(qrTextOf(parts), TRUST, { now });
const header = (...entries: [number, CborValue][]) => certificate({ protectedHeader: encodeCbor(new Map(entries)) });
const claim = (key: number, value: CborValue) => certificate({ payload: payloadWith(key, value) });
const trusting = (bytes: Uint8Array) => text(qrTextOf(), openTrustStore(bytes, { engine: nodeCryptoEngine }));
const admission = (policy: Policy, parts: CertificateParts = {}) => assess(certificate(parts), policy, { now: NOW });

const KID = KEYS.certificate.kid;

type Answer = Verdict | ReturnType<typeof assess>;

const GIVEN: Partial<Record<Code, () => Answer>> = {
  QR_TOO_LONG: () => text("MQ1:".padEnd(1_025, "0")),
  QR_WHITESPACE_AROUND: () => text(` ${qrTextOf()}`),
  QR_CASE_CHANGED: () => text(qrTextOf().toLowerCase()),
  QR_VERSION_UNSUPPORTED: () => text(qrTextOf().replace("MQ1", "MQ2")),
  QR_LINK_INVALID: () => text("https://gate.example.in/#MQ1:%zz"),
  QR_PREFIX_UNKNOWN: () => text("https://example.in/"),

  BASE45_INVALID: () => text("MQ1:A"),

  CBOR_LIMIT_EXCEEDED: () => token(new Uint8Array(641)),
  CBOR_MALFORMED: () => token(tokenOf().subarray(1, 60)),
  CBOR_NOT_DETERMINISTIC: () => token(fromHex("1800")),
  CBOR_TYPE_NOT_ALLOWED: () => token(fromHex("f6")),

  COSE_TAG_UNEXPECTED: () => token(fromHex("80")),
  COSE_SHAPE_INVALID: () => token(fromHex("d280")),
  COSE_CRIT_UNKNOWN: () => header([1, -8], [2, [9]], [4, KID]),
  COSE_ALG_NOT_ALLOWED: () => header([1, -7], [4, KID]),
  COSE_KID_MISSING: () => header([1, -8]),

  KEYSET_MISSING: () => text(qrTextOf(), NO_TRUST),
  KEYSET_MALFORMED: () => trusting(fromHex("00")),
  KEYSET_KEY_INVALID: () =>
    trusting(signedBundle({ ...BUNDLE, keys: [{ ...trustedKey(KEYS.certificate), publicKey: new Uint8Array(32) }] })),
  KEYSET_SIGNATURE_INVALID: () => trusting(signedBundle(BUNDLE, [ROOT])),
  CLOCK_IMPLAUSIBLE: () => certificate({}, BUNDLE.issued - DAY),

  KEY_UNKNOWN: () => certificate({ key: KEYS.unknown }),
  KEY_USE_MISMATCH: () => certificate({ key: KEYS.statusList }),
  KEY_REVOKED: () => certificate({ key: KEYS.revoked }),

  SIGNATURE_INVALID: () =>
    token(
      encodeCoseSign1({
        protectedHeader: encodeProtectedHeader({ alg: -8, kid: KID }),
        payload: fromHex("a0"),
        signature: new Uint8Array(64),
      }),
    ),

  CWT_CLAIM_UNKNOWN: () => claim(1, "issuer"),
  CWT_CLAIM_MISSING: () => certificate({ payload: fromHex("a0") }),
  CWT_CLAIM_INVALID: () => claim(4, "soon"),
  IDENTITY_DATA_INVALID: () => claim(169, new Map()),
  STATUS_UNKNOWN: () => claim(-65_537, 3),

  CWT_NOT_YET_VALID: () => certificate({ claims: { ...CLAIMS, nbf: NOW + DAY } }),
  CWT_EXPIRED: () => certificate({ claims: { ...CLAIMS, exp: NOW } }),

  KEYSET_STALE: () => certificate({}, BUNDLE.expires),

  KEY_NOT_YET_ACTIVE: () => certificate({ key: KEYS.notYetActive }),
  KEY_RETIRED: () => certificate({ key: KEYS.signsNoMore }),

  KEY_SPECIMEN: () => certificate({ key: KEYS.specimen }),
  KEYSET_AGEING: () => certificate({}, BUNDLE.issued + 2 * DAY),
  STATUSLIST_MISSING: () => certificate({}),

  POLICY_STATUS_NOT_ADMITTED: () => admission({ statuses: [] }),
  POLICY_TOO_OLD: () => admission({ statuses: ["fully"], maxAgeSeconds: DAY }),
  POLICY_AUDIENCE_MISMATCH: () => admission({ statuses: ["fully"] }, { claims: { ...CLAIMS, aud: "other.in" } }),
  POLICY_SPECIMEN_NOT_ADMITTED: () => admission({ statuses: ["fully"] }, { key: KEYS.specimen }),
};

/** Codes of pictures and programs are theirs to test. */
const CORE = (Object.keys(CODES) as Code[]).filter((code) => {
  const { layer, outcome } = CODES[code];
  return layer !== "picture" && layer !== "file" && outcome !== "problem";
});

test("every code of the core is given here", () => {
  expect(Object.keys(GIVEN).sort()).toEqual([...CORE].sort());
});

test.each(CORE)("%s is given, with the outcome that the table says", (code) => {
  const answer: Answer | undefined = GIVEN[code]?.();
  if (CODES[code].outcome === "notice") {
    expect(answer).toMatchObject({ outcome: "valid", notices: expect.arrayContaining([code]) });
  } else {
    expect(answer).toMatchObject({ outcome: CODES[code].outcome, code });
  }
});

function payloadWith(key: number, value: CborValue): Uint8Array {
  const claims = new Map<number, CborValue>([
    [4, CLAIMS.exp],
    [6, CLAIMS.iat],
    [7, fromHex("000001")],
    [169, new Map([[4, "Asha"]])],
    [-65_537, 2],
  ]);
  return encodeCbor(claims.set(key, value));
}
