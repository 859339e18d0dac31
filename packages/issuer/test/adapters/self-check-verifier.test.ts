import { referenceEngine } from "@mohor/verifier";
import { describe, expect, it } from "vitest";
import { createSelfCheck } from "../../src/adapters/self-check-verifier.ts";
import { createTestIssuer, expectOk, NOW, TEST_SIGNING_KEY } from "../issuer-fixture.ts";

async function issued() {
  const issuer = await createTestIssuer();
  await issuer.enrol({});
  return expectOk(await issuer.obtain());
}

describe("the self-check", () => {
  it("reads back the claims of what was just issued, by any engine", async () => {
    const { certificate, claims } = await issued();
    for (const check of [createSelfCheck(), createSelfCheck({ engine: referenceEngine })]) {
      expect(await check.check(certificate.qrText, TEST_SIGNING_KEY, { now: NOW })).toEqual({ ok: true, claims });
      // A second time with the key prepared.
      expect((await check.check(certificate.qrText, TEST_SIGNING_KEY, { now: NOW })).ok).toBe(true);
    }
  });

  it("refuses with a gate's codes", async () => {
    const { certificate, claims } = await issued();
    const { check } = createSelfCheck();
    const { qrText } = certificate;
    const key = TEST_SIGNING_KEY;
    expect(await check(qrText, key, { now: claims.exp })).toEqual({ ok: false, code: "CWT_EXPIRED" });
    expect(await check(qrText, { ...key, state: "revoked" }, { now: NOW })).toEqual({ ok: false, code: "KEY_REVOKED" });
    expect(await check(qrText, { ...key, purpose: "status-list" }, { now: NOW })).toMatchObject({
      code: "KEY_USE_MISMATCH",
    });
    expect(await check(qrText, { ...key, signUntil: NOW - 1 }, { now: NOW })).toMatchObject({ code: "KEY_RETIRED" });
    expect(await check(`${qrText.slice(0, -3)}AAA`, key, { now: NOW })).toMatchObject({ code: "SIGNATURE_INVALID" });
    expect(await check("HTTPS://EXAMPLE.ORG", key, { now: NOW })).toMatchObject({ code: "QR_PREFIX_UNKNOWN" });
  });

  it("refuses a key that strict Ed25519 refuses, every time", async () => {
    const { certificate } = await issued();
    const { check } = createSelfCheck();
    const smallOrder = { ...TEST_SIGNING_KEY, publicKey: new Uint8Array(32) };
    for (let count = 0; count < 2; count++) {
      expect(await check(certificate.qrText, smallOrder, { now: NOW })).toEqual({
        ok: false,
        code: "KEYSET_KEY_INVALID",
      });
    }
  });
});
