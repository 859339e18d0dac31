import { describe, expect, it } from "vitest";
import { revokeCertificate } from "../../src/domain/revoke-certificate.ts";
import { codeOf, createTestIssuer, expectOk, NOW } from "../issuer-fixture.ts";

describe("revokeCertificate", () => {
  it("records reason and time, once: the second time tells the first", async () => {
    const issuer = await createTestIssuer();
    await issuer.enrol({});
    const { certificate } = expectOk(await issuer.obtain());
    const { certificateId } = certificate;
    const first = await revokeCertificate(certificateId, issuer.stores, {
      now: NOW + 5,
      reason: "holder-request",
      actor: "operator",
    });
    const revoked = { at: NOW + 5, reason: "holder-request" };
    expect(first).toEqual({ ok: true, certificate: { ...certificate, revoked }, already: false });
    const second = await revokeCertificate(certificateId, issuer.stores, {
      now: NOW + 9,
      reason: "key-compromised",
      actor: "operator",
    });
    expect(second).toEqual({ ok: true, certificate: { ...certificate, revoked }, already: true });
  });

  it("knows no certificate of an id that was never issued", async () => {
    const { stores } = await createTestIssuer();
    const answer = await revokeCertificate("00000000-000000", stores, {
      now: NOW,
      reason: "issued-in-error",
      actor: "operator",
    });
    expect(codeOf(answer)).toBe("CERTIFICATE_UNKNOWN");
  });

  it.each([
    "",
    "00000000",
    "00000000-0000",
    "0000000-000000",
    "00000000-0000000",
    "ABCDEF00-000000",
    "00000000-000000 ",
  ])("takes %j for no certificate id", async (id) => {
    const { stores } = await createTestIssuer();
    const answer = await revokeCertificate(id, stores, { now: NOW, reason: "issued-in-error", actor: "operator" });
    expect(codeOf(answer)).toBe("CERTIFICATE_ID_MALFORMED");
  });
});
