// Each reason code that the wire format and the verifier's core can give, given once: a code that nothing gives, or a new one
// that no test gives, is found here.

import {
  type CborValue,
  CODES,
  type Code,
  collectPiece,
  type Decoded,
  decodePackText,
  encodeCbor,
  encodeCoseSign1,
  encodeProtectedHeader,
  encodeQrText,
  encodeSignedTrustBundle,
  encodeTrustBundle,
  fromHex,
  NO_PIECES,
  type PackPiece,
  type PieceProgress,
  type StatusList,
  sha256,
  type TrustBundle,
} from "@mohor/schema";
import {
  assess,
  type DocumentOutcome,
  NO_TRUST,
  openTrustState,
  openTrustStore,
  type Policy,
  type Trust,
  type TrustState,
  type Verdict,
  verify,
} from "@mohor/verifier";
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
  ROOTS,
  signedBundle,
  tokenOf,
  trustedKey,
  trustOf,
} from "./test-issuer.ts";
import { accept, issuedSetOf, listOf, naming, stateOf, type UpdateOptions, updateTo } from "./trust-documents.ts";

const TRUST = trustOf();

const text = (qrText: string, trust: Trust = TRUST) => verify(qrText, trust, { now: NOW });
const token = (bytes: Uint8Array) => text(encodeQrText(bytes));
const certificate = (parts: CertificateParts, now = NOW) => verify(qrTextOf(parts), TRUST, { now });
const header = (...entries: [number, CborValue][]) => certificate({ protectedHeader: encodeCbor(new Map(entries)) });
const claim = (key: number, value: CborValue) => certificate({ payload: payloadWith(key, value) });
const trusting = (bytes: Uint8Array) => text(qrTextOf(), openTrustStore(bytes, { engine: nodeCryptoEngine }));
const admission = (policy: Policy, parts: CertificateParts = {}) => assess(certificate(parts), policy, { now: NOW });

const KID = KEYS.certificate.kid;

type Answer = Verdict | ReturnType<typeof assess> | DocumentOutcome | Decoded<unknown>;

const HELD = stateOf(BUNDLE);
const LIST = listOf(3, { revoked: [9] });
const NEXT = listOf(4, { revoked: [9, 10] });
const HELD_LIST = stateOf(BUNDLE, [updateTo(LIST)]);
const taking = (documents: readonly Uint8Array[], held: TrustState | null = HELD) =>
  accept(held, documents).outcomes.at(-1) as DocumentOutcome;
const bundleOf = (change: Partial<TrustBundle>, roots = ROOTS) =>
  taking([signedBundle({ ...BUNDLE, ...change }, roots)]);
const listed = (list: StatusList, options: UpdateOptions = {}) =>
  text(qrTextOf(), accept(HELD, [updateTo(list, options)]).trust);
const index = CLAIMS.statusIndex;
const SET = issuedSetOf(KEYS.revoked, [tokenOf({ key: KEYS.revoked })]);
const naming3 = (digest: Uint8Array): TrustBundle => ({
  ...BUNDLE,
  companions: [{ keyIndex: 3, kind: "issued-set", version: 1, digest }],
});
const collected = (...pieces: readonly Partial<PackPiece>[]) => {
  const piece = { setId: new Uint8Array(8), index: 0, lastIndex: 1, chunk: fromHex("00") };
  return pieces.reduce(({ collection }, change) => collectPiece(collection, { ...piece, ...change }), {
    collection: NO_PIECES,
    outcome: { ok: true, value: { have: 0, need: 0, missing: [], documents: null } },
  } as PieceProgress).outcome;
};

const GIVEN: Partial<Record<Code, () => Answer>> = {
  QR_TOO_LONG: () => text("MQ1:".padEnd(1_025, "0")),
  QR_WHITESPACE_AROUND: () => text(` ${qrTextOf()}`),
  QR_CASE_CHANGED: () => text(qrTextOf().toLowerCase()),
  QR_VERSION_UNSUPPORTED: () => text(qrTextOf().replace("MQ1", "MQ2")),
  QR_LINK_INVALID: () => text("https://gate.example.in/#MQ1:%zz"),
  QR_TRUST_MATERIAL: () => text("MT1:00"),
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
  KEYSET_VERSION_UNSUPPORTED: () => {
    const payload = encodeTrustBundle(BUNDLE);
    payload[2] = 2;
    return trusting(encodeSignedTrustBundle(payload, []));
  },
  KEYSET_ROOT_UNCONFIRMED: () => taking([signedBundle()], null),
  KEYSET_FINGERPRINT_MISMATCH: () =>
    accept(null, [signedBundle()], { firstTrust: { fingerprint: new Uint8Array(16) } }).outcomes[0] as DocumentOutcome,
  KEYSET_ROOT_UNTRUSTED: () => bundleOf({ version: 8 }, [ROOT]),
  KEYSET_ROLLBACK: () => bundleOf({ version: 6 }),
  KEYSET_EQUIVOCATION: () => bundleOf({ issuer: "Another" }),
  KEYSET_EXPIRED: () => bundleOf({ version: 8, expires: NOW }),

  STATUSLIST_MALFORMED: () => taking([fromHex("d2")]),
  STATUSLIST_SUBJECT_UNKNOWN: () => taking([updateTo(listOf(1, { key: KEYS.unknown }))]),
  STATUSLIST_KEY_NOT_ALLOWED: () => taking([updateTo(LIST, { key: KEYS.certificate })]),
  STATUSLIST_SIGNATURE_INVALID: () => taking([updateTo(LIST).with(-1, 0xff)]),
  STATUSLIST_ROLLBACK: () => taking([updateTo(listOf(2))], HELD_LIST),
  STATUSLIST_EQUIVOCATION: () => taking([updateTo(listOf(3))], HELD_LIST),
  STATUSLIST_GAP: () => taking([updateTo(NEXT, { from: LIST })]),
  STATUSLIST_DIGEST_MISMATCH: () => taking([updateTo(LIST, { twin: { digest: new Uint8Array(32) } })]),

  ISSUEDSET_MALFORMED: () => taking([fromHex("a4")], stateOf(naming3(sha256(fromHex("a4"))))),
  ISSUEDSET_UNKNOWN: () => taking([SET]),

  PACK_TOO_LARGE: () => decodePackText("MT1:".padEnd(1_601, "0")),
  PACK_PREFIX_UNKNOWN: () => decodePackText(qrTextOf()),
  PACK_VERSION_UNSUPPORTED: () => decodePackText("MT2:00"),
  PACK_MALFORMED: () => decodePackText("MT1:00"),
  PACK_PIECES_CONTRADICT: () => collected({}, { chunk: fromHex("01") }),
  PACK_DIGEST_MISMATCH: () => collected({}, { index: 1 }),
  PACK_DOCUMENT_UNKNOWN: () => taking([fromHex("00")]),

  TRUST_STATE_MALFORMED: () =>
    text(qrTextOf(), openTrustState({ bytes: fromHex("00"), issuedSets: new Map() }, { engine: nodeCryptoEngine })),

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

  ISSUEDSET_MISSING: () => text(qrTextOf({ key: KEYS.revoked }), trustOf(naming3(sha256(SET)))),
  KEYSET_STALE: () => certificate({}, BUNDLE.expires),

  KEY_NOT_YET_ACTIVE: () => certificate({ key: KEYS.notYetActive }),
  KEY_RETIRED: () => certificate({ key: KEYS.signsNoMore }),

  STATUSLIST_REVOKED: () => listed(listOf(1, { revoked: [index] })),
  STATUSLIST_BEHIND: () => text(qrTextOf(), trustOf(naming(BUNDLE, LIST))),
  STATUSLIST_STALE: () => listed(LIST, { issued: NOW - 7 * DAY - 1 }),
  STATUSLIST_SUSPENDED: () => listed(listOf(1, { suspended: [index] })),
  STATUSLIST_INDEX_UNKNOWN: () => listed(listOf(1, { size: index })),

  KEY_REVOKED_TOKEN_KNOWN: () =>
    text(qrTextOf({ key: KEYS.revoked }), accept(stateOf(naming3(sha256(SET))), [SET]).trust),
  STATUSLIST_AGEING: () => listed(LIST, { issued: NOW - DAY - 1 }),
  KEY_SPECIMEN: () => certificate({ key: KEYS.specimen }),
  KEYSET_AGEING: () => certificate({}, BUNDLE.issued + 2 * DAY),
  STATUSLIST_MISSING: () => certificate({}),

  POLICY_STATUS_NOT_ADMITTED: () => admission({ statuses: [] }),
  POLICY_TOO_OLD: () => admission({ statuses: ["fully"], maxAgeSeconds: DAY }),
  POLICY_AUDIENCE_MISMATCH: () => admission({ statuses: ["fully"] }, { claims: { ...CLAIMS, aud: "other.in" } }),
  POLICY_SPECIMEN_NOT_ADMITTED: () => admission({ statuses: ["fully"] }, { key: KEYS.specimen }),
};

/** Codes of pictures and programs are theirs to test; that a pack is incomplete, only a program knows when its input ends. */
const CORE = (Object.keys(CODES) as Code[]).filter((code) => {
  const { layer, outcome } = CODES[code];
  return layer !== "picture" && layer !== "file" && outcome !== "problem" && code !== "PACK_INCOMPLETE";
});

test("every code of the core is given here", () => {
  expect(Object.keys(GIVEN).sort()).toEqual([...CORE].sort());
});

test.each(CORE)("%s is given, with the outcome that the table says", (code) => {
  const answer: Answer | undefined = GIVEN[code]?.();
  if (CODES[code].outcome === "notice") {
    expect(answer).toMatchObject({ outcome: "valid", notices: expect.arrayContaining([code]) });
  } else if (answer !== undefined && ("ok" in answer || answer.outcome === "refused")) {
    // Trust material that is refused says nothing about a certificate.
    expect([CODES[code].outcome, answer]).toMatchObject(["undecided", { code }]);
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
