// Codes and tokens of offers to wallets: what they are made of, and what a certificate's end does to them.

import { beforeEach, describe, expect, it } from "vitest";
import {
  certificateOfCredentialToken,
  openCredentialOffer,
  redeemCredentialOffer,
} from "../../src/domain/credential-offer.ts";
import {
  codeOf,
  countingRandom,
  createTestIssuer,
  expectOk,
  NOW,
  type TestIssuer,
  testHash,
} from "../issuer-fixture.ts";

let issuer: TestIssuer;
beforeEach(async () => {
  issuer = await createTestIssuer();
});

function ports() {
  const { offers, certificates } = issuer.stores;
  return { offers, certificates, hash: testHash, random: countingRandom("offers") };
}

describe("an offer", () => {
  it("has 160 random bits, and six digits where they are asked for; the store gets neither", async () => {
    const opened: string[] = [];
    const { offers, ...others } = ports();
    const watching = {
      ...others,
      offers: { ...offers, open: async (o: object) => void opened.push(JSON.stringify(o)) },
    };
    const plain = await openCredentialOffer("c1", watching, { now: NOW, withTxCode: false });
    const careful = await openCredentialOffer("c1", watching, { now: NOW, withTxCode: true });
    for (const { code } of [plain, careful]) expect(Buffer.from(code, "base64url")).toHaveLength(20);
    expect([plain.txCode, careful.txCode]).toEqual([null, expect.stringMatching(/^\d{6}$/)]);
    expect(opened.join("")).not.toMatch(new RegExp(`${plain.code}|${careful.code}|"${careful.txCode}"`));
  });

  it("yields a token of 256 random bits for its certificate alone", async () => {
    await issuer.enrol({});
    const { certificate } = expectOk(await issuer.obtain({}));
    const { code } = await openCredentialOffer(certificate.certificateId, ports(), { now: NOW, withTxCode: false });
    const { accessToken } = expectOk(await redeemCredentialOffer({ code, txCode: null }, ports(), { now: NOW }));
    expect(accessToken).toMatch(/^[0-9a-f]{64}$/);
    expect(expectOk(await certificateOfCredentialToken(accessToken, ports(), { now: NOW }))).toEqual({
      ok: true,
      certificate,
    });
    expect(codeOf(await certificateOfCredentialToken(code, ports(), { now: NOW }))).toBe("ACCESS_TOKEN_INVALID");
  });

  it("hands no certificate out from the second on at which it has expired", async () => {
    await issuer.enrol({});
    const { certificate } = expectOk(await issuer.obtain({}));
    const { exp, certificateId } = certificate;
    const { code } = await openCredentialOffer(certificateId, ports(), { now: exp - 200, withTxCode: false });
    const { accessToken } = expectOk(await redeemCredentialOffer({ code, txCode: null }, ports(), { now: exp - 100 }));
    expect((await certificateOfCredentialToken(accessToken, ports(), { now: exp - 1 })).ok).toBe(true);
    expect(codeOf(await certificateOfCredentialToken(accessToken, ports(), { now: exp }))).toBe(
      "WALLET_DOCUMENT_UNKNOWN",
    );
  });
});
