import { MAX_ROOT_KEYS, type SignedTrustBundle } from "@mohor/schema";
import { describe, expect, it } from "vitest";
import {
  admitRequest,
  admitSigned,
  mergeSignatures,
  rootSetIn,
  rootSetsToReach,
  tallyRoots,
} from "../../src/domain/root-ceremony.ts";
import { rootSetOf, usualThreshold } from "../../src/domain/root-set.ts";
import { bundleOf, check, ROOTS, STRANGER, signatureOf, signedBy, type TestRoot, testRoot } from "../ceremony-keys.ts";
import { codeOf, expectOk, NOW, TEST_PUBLIC_KEY } from "../issuer-fixture.ts";

const [A, B, C, D, E] = ROOTS as readonly [TestRoot, TestRoot, TestRoot, TestRoot, TestRoot];
const DAY = 86_400;
const OWN = [rootSetIn(bundleOf())];

/** With one bit of its first signature turned. */
function tampered(signed: SignedTrustBundle): SignedTrustBundle {
  const [first, ...others] = signed.signatures;
  if (first === undefined) throw new TypeError("a signature is needed");
  const signature = first.signature.with(0, (first.signature[0] as number) ^ 1);
  return { ...signed, signatures: [{ ...first, signature }, ...others] };
}

describe("rootSetOf", () => {
  const keys = ROOTS.map(({ publicKey }) => publicKey);

  it("asks for more than half unless told otherwise", () => {
    expect([1, 2, 3, 4, 5, 7].map(usualThreshold)).toEqual([1, 2, 2, 3, 3, 4]);
  });

  it("takes each key once, a threshold that can be reached, and no more keys than a bundle holds", () => {
    expect(codeOf(rootSetOf(keys, 5))).toBe("ok");
    const many = Array.from({ length: MAX_ROOT_KEYS + 1 }, (_, at) => testRoot(`${at}`).publicKey);
    expect(codeOf(rootSetOf(many.slice(1), 9))).toBe("ok");
    for (const [rootKeys, threshold] of [
      [keys, 0],
      [keys, 6],
      [keys, 1.5],
      [[], 0],
      [[...keys, ...keys.slice(0, 1)], 3],
      [many, 9],
    ] as const) {
      expect(codeOf(rootSetOf(rootKeys, threshold))).toBe("ROOT_SET_INVALID");
    }
  });
});

describe("tallyRoots", () => {
  it("counts one key once, however often it signed, and strangers not at all", () => {
    const signed = signedBy(bundleOf(), [A, A, STRANGER, B]);
    const tally = tallyRoots(signed, rootSetIn(bundleOf()), check);
    expect(tally.signed).toEqual([A.publicKey, B.publicKey]);
    expect(tally.missing).toBe(1);
    expect(tally.unsigned).toHaveLength(3);
  });

  it("counts no signature on another content", () => {
    const signatures = [A, B, C].map((root) => signatureOf(root, signedBy(bundleOf({ version: 2 }), []).payload));
    expect(tallyRoots({ ...signedBy(bundleOf(), []), signatures }, rootSetIn(bundleOf()), check).missing).toBe(3);
  });
});

describe("rootSetsToReach", () => {
  it("is the bundle's own set, whatever the order of its keys; and the one before where it is another", () => {
    const turned = bundleOf({ rootKeys: ROOTS.map(({ publicKey }) => publicKey).toReversed() });
    expect(rootSetsToReach(turned, bundleOf())).toHaveLength(1);
    expect(rootSetsToReach(bundleOf(), null)).toHaveLength(1);
    expect(rootSetsToReach(bundleOf({ rootThreshold: 4 }), bundleOf()).map(({ threshold }) => threshold)).toEqual([
      3, 4,
    ]);
    const fewer = bundleOf({ rootKeys: ROOTS.slice(0, 4).map(({ publicKey }) => publicKey) });
    expect(rootSetsToReach(fewer, bundleOf())).toHaveLength(2);
  });
});

describe("admitRequest", () => {
  const admit = (request: SignedTrustBundle, fields: Partial<Parameters<typeof admitRequest>[1]> = {}) =>
    codeOf(admitRequest(request, { rootKey: A.publicKey, held: null, now: NOW, check, ...fields }));
  const held = signedBy(bundleOf({ version: 4 }), [A, B, C]);

  it("lets a root of the request sign, the first and the last", () => {
    expect(admit(signedBy(bundleOf(), []))).toBe("ok");
    expect(admit(signedBy(bundleOf(), [B, C]))).toBe("ok");
    expect(admit(signedBy(bundleOf({ version: 5 }), []), { held })).toBe("ok");
  });

  it("lets a root sign the same request again", () => {
    expect(admit(held, { held })).toBe("ok");
  });

  it("refuses a root that the request does not name, unless the bundle before does", () => {
    const withoutA = bundleOf({ version: 5, rootKeys: [B, C, D, E, STRANGER].map(({ publicKey }) => publicKey) });
    expect(admit(signedBy(withoutA, []))).toBe("ROOT_NOT_IN_REQUEST");
    expect(admit(signedBy(withoutA, []), { held })).toBe("ok");
    expect(admit(signedBy(bundleOf(), []), { rootKey: STRANGER.publicKey })).toBe("ROOT_NOT_IN_REQUEST");
  });

  it("refuses a request whose signatures are not good: it was changed on its way", () => {
    expect(admit(tampered(signedBy(bundleOf(), [B])))).toBe("KEYSET_SIGNATURE_INVALID");
    expect(admit(signedBy(bundleOf(), [STRANGER]))).toBe("ROOT_NOT_IN_REQUEST");
  });

  it("refuses another content of the version known, and an earlier one", () => {
    expect(admit(signedBy(bundleOf({ version: 4, issuer: "Somebody else" }), []), { held })).toBe("ROOT_SIGNED_BEFORE");
    expect(admit(signedBy(bundleOf({ version: 3 }), []), { held })).toBe("ROOT_SIGNED_BEFORE");
  });

  it("refuses what has expired, to the second", () => {
    const request = signedBy(bundleOf(), []);
    expect([29 * DAY, 30 * DAY - 1, 30 * DAY].map((after) => admit(request, { now: NOW + after }))).toEqual([
      "ok",
      "ok",
      "KEYSET_EXPIRED",
    ]);
  });
});

describe("mergeSignatures", () => {
  const merge = (copies: readonly SignedTrustBundle[], known = OWN) => mergeSignatures(copies, known, check);

  it("gives each root's signature once, in one order, whoever brought it and how often", () => {
    const copies = [signedBy(bundleOf(), [C]), signedBy(bundleOf(), [A, C]), signedBy(bundleOf(), [])];
    const { signatures } = expectOk(merge(copies));
    expect(signatures).toHaveLength(2);
    expect(expectOk(merge(copies.toReversed())).signatures).toEqual(signatures);
  });

  it("refuses copies of different requests, and none at all", () => {
    expect(codeOf(merge([signedBy(bundleOf(), [A]), signedBy(bundleOf({ version: 2 }), [B])]))).toBe("REQUESTS_DIFFER");
    expect(codeOf(merge([]))).toBe("REQUESTS_DIFFER");
  });

  it("refuses a signature that does not hold, or of a root that nobody named", () => {
    expect(codeOf(merge([tampered(signedBy(bundleOf(), [A]))]))).toBe("KEYSET_SIGNATURE_INVALID");
    expect(codeOf(merge([signedBy(bundleOf(), [STRANGER])]))).toBe("ROOT_NOT_IN_REQUEST");
    expect(
      codeOf(merge([signedBy(bundleOf(), [STRANGER])], [...OWN, { threshold: 1, rootKeys: [STRANGER.publicKey] }])),
    ).toBe("ok");
  });

  it("refuses more signatures than a bundle has room for", () => {
    const roots = Array.from({ length: MAX_ROOT_KEYS + 1 }, (_, at) => testRoot(`of many ${at}`));
    const known = [{ threshold: 1, rootKeys: roots.map(({ publicKey }) => publicKey) }];
    expect(codeOf(merge([signedBy(bundleOf(), roots.slice(1))], known))).toBe("ok");
    expect(codeOf(merge([signedBy(bundleOf(), roots)], known))).toBe("TRUST_BUNDLE_FULL");
  });
});

describe("admitSigned", () => {
  const held = signedBy(bundleOf({ version: 4 }), [A, B, C]);
  const admit = (signed: SignedTrustBundle, fields: Partial<Parameters<typeof admitSigned>[1]> = {}) => {
    const answer = admitSigned(signed, { held, revokedKeys: [], now: NOW, check, ...fields });
    return answer.ok ? answer.isNew : answer.code;
  };

  it("takes a newer bundle above its threshold, and the same once more without a word", () => {
    expect(admit(signedBy(bundleOf({ version: 5 }), [C, D, E]))).toBe(true);
    expect(admit(signedBy(bundleOf(), [C, D, E]), { held: null })).toBe(true);
    expect(admit(held)).toBe(false);
  });

  it("refuses below the threshold: too few, one key twice, a stranger", () => {
    for (const roots of [[A, B], [A, B, B], [A, B, STRANGER], []]) {
      expect(admit(signedBy(bundleOf({ version: 5 }), roots))).toBe("ROOT_SIGNATURES_TOO_FEW");
    }
  });

  it("refuses a change of roots that only the new ones, or only the old ones, have signed", () => {
    const next = [testRoot("f"), testRoot("g"), testRoot("h")];
    const changed = bundleOf({ version: 5, rootThreshold: 2, rootKeys: next.map(({ publicKey }) => publicKey) });
    expect(admit(signedBy(changed, next))).toBe("ROOT_SIGNATURES_TOO_FEW");
    expect(admit(signedBy(changed, [A, B, C]))).toBe("ROOT_SIGNATURES_TOO_FEW");
    expect(admit(signedBy(changed, [A, B, C, ...next.slice(1)]))).toBe(true);
  });

  it("refuses an older version, another content of this one, and what has expired", () => {
    expect(admit(signedBy(bundleOf({ version: 3 }), [A, B, C]))).toBe("KEYSET_ROLLBACK");
    expect(admit(signedBy(bundleOf({ version: 4, issued: NOW + 1 }), [A, B, C]))).toBe("KEYSET_ROLLBACK");
    expect(admit(signedBy(bundleOf({ version: 5 }), [A, B, C]), { now: NOW + 30 * DAY })).toBe("KEYSET_EXPIRED");
  });

  it("refuses to tell gates that a key is good which was revoked since", () => {
    const signed = signedBy(bundleOf({ version: 5 }), [A, B, C]);
    expect(admit(signed, { revokedKeys: [TEST_PUBLIC_KEY] })).toBe("TRUST_REQUEST_OUTDATED");
    const revoked = bundleOf({ version: 5, keys: bundleOf().keys.map((key) => ({ ...key, state: "revoked" })) });
    expect(admit(signedBy(revoked, [A, B, C]), { revokedKeys: [TEST_PUBLIC_KEY] })).toBe(true);
  });
});
