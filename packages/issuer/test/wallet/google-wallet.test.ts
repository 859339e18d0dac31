import { createVerify } from "node:crypto";
import { describe, expect, it } from "vitest";
import { type GoogleWalletSettings, googleSaveAddress } from "../../src/wallet/google-wallet.ts";
import { keptCertificate } from "./kept.ts";
import { googleKeys } from "./throw-away-keys.ts";

const KEYS = googleKeys();
const SETTINGS: GoogleWalletSettings = {
  issuerId: "3388000000012345678",
  classSuffix: "vaccination-status",
  serviceAccount: "passes@example.iam.gserviceaccount.com",
  privateKey: KEYS.privateKey,
  origins: ["https://status.example.in"],
};

async function tokenParts() {
  const address = await googleSaveAddress(keptCertificate(), SETTINGS, { now: 1_790_000_100 });
  const [, head, body, signature] =
    /^https:\/\/pay\.google\.com\/gp\/v\/save\/([\w-]+)\.([\w-]+)\.([\w-]+)$/.exec(address) ?? [];
  const json = (part: string | undefined) => JSON.parse(Buffer.from(part ?? "", "base64url").toString());
  return {
    head: json(head),
    body: json(body),
    signed: `${head}.${body}`,
    signature: Buffer.from(signature ?? "", "base64url"),
  };
}

describe("a certificate for Google Wallet", () => {
  it("is a token that the service account has signed with RS256", async () => {
    const { head, body, signed, signature } = await tokenParts();
    expect(head).toEqual({ alg: "RS256", typ: "JWT" });
    expect(createVerify("sha256").update(signed).verify(KEYS.publicKey, signature)).toBe(true);
    expect(body).toMatchObject({
      iss: "passes@example.iam.gserviceaccount.com",
      aud: "google",
      typ: "savetowallet",
      iat: 1_790_000_100,
      origins: ["https://status.example.in"],
    });
  });

  it("holds the QR text unchanged, the status in three languages, the dates of the certificate, and no more of the person than the name", async () => {
    const kept = keptCertificate();
    const { body } = await tokenParts();
    const [object] = body.payload.genericObjects;
    expect(body.payload.genericObjects).toHaveLength(1);
    expect(object.id).toBe("3388000000012345678.b3c28e5e-00a7c5");
    expect(object.classId).toBe("3388000000012345678.vaccination-status");
    expect(object.barcode).toEqual({ type: "QR_CODE", value: kept.qrText });
    expect(object.header.translatedValues.map(({ language }: { language: string }) => language).sort()).toEqual([
      "bn",
      "hi",
    ]);
    expect(object.subheader.defaultValue.value).toBe(kept.claims.identity.fullName);
    expect(Date.parse(object.validTimeInterval.end.date) / 1000).toBe(kept.claims.exp);
    expect(Date.parse(object.validTimeInterval.start.date) / 1000).toBe(kept.claims.iat);
  });

  it("cannot be made with a key that is none", async () => {
    const broken = { ...SETTINGS, privateKey: "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----" };
    await expect(googleSaveAddress(keptCertificate(), broken, { now: 1 })).rejects.toThrow();
  });
});
