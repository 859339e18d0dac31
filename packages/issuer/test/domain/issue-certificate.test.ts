import { decodeCoseSign1, decodeQrText, decodeToken, isCopySafe } from "@mohor/schema";
import { describe, expect, it } from "vitest";
import { createMemoryStore } from "../../src/adapters/store-memory.ts";
import type { RegistryRow } from "../../src/domain/enrolment.ts";
import type { Issued } from "../../src/domain/issue-certificate.ts";
import type { CertificateIssue, SelfCheck, Stores } from "../../src/domain/ports.ts";
import type { SigningKey } from "../../src/domain/signing-key.ts";
import { createIndexSource } from "../../src/domain/status-index.ts";
import {
  codeOf,
  createTestIssuer,
  expectOk,
  mobileHashOf,
  NO_DOSES,
  NOW,
  REVOKE,
  TEST_SIGNING_KEY,
  type TestIssuer,
  testHash,
  testSigner,
} from "../issuer-fixture.ts";

const DAY = 86_400;
const ONE_DOSE = { dose2_product: "", dose2_date: "" };

async function enrolled(...rows: Partial<RegistryRow>[]): Promise<TestIssuer> {
  // What issue itself revokes is looked at here; what a change of the registry revokes, in the stores' contract.
  const issuer = await createTestIssuer({ review: () => null });
  await issuer.enrol(...(rows.length === 0 ? [{}] : rows));
  return issuer;
}

async function obtained(issuer: TestIssuer, ...rest: Parameters<TestIssuer["obtain"]>): Promise<Issued> {
  return expectOk(await issuer.obtain(...rest));
}

describe("issueCertificate", () => {
  it("issues a certificate that says status and Latin name, and nothing else", async () => {
    const issuer = await enrolled();
    const { certificate, claims, origin } = await obtained(issuer);
    expect(origin).toBe("new");
    expect(claims).toEqual({
      iat: NOW,
      exp: NOW + 180 * DAY,
      statusIndex: certificate.statusIndex,
      identity: { fullName: "Asha Rani Biswas" },
      status: "fully",
    });
    expect(certificate.certificateId).toMatch(new RegExp(`^${TEST_SIGNING_KEY.kid}-[0-9a-f]{6}$`));
    expect(certificate.qrText).toHaveLength(193);
  });

  it.each([
    ["not", NO_DOSES, 7],
    ["partially", ONE_DOSE, 30],
    ["fully", {}, 180],
  ] as const)("gives status %s for what the record says, and its validity", async (status, row, days) => {
    const { claims } = await obtained(await enrolled(row));
    expect([claims.status, claims.exp - claims.iat]).toEqual([status, days * DAY]);
  });

  it("signs with alg -8 by default and -19 where that is set", async () => {
    const eddsa = await obtained(await enrolled());
    const ed25519 = await obtained(await enrolled(), {}, NOW, { alg: -19 });
    const algOf = ({ certificate }: Issued): number | null => {
      const token = decodeQrText(certificate.qrText);
      const document = token.ok ? decodeToken(token.value) : token;
      const sign1 = document.ok ? decodeCoseSign1(document.value) : document;
      return sign1.ok ? sign1.value.header.alg : null;
    };
    expect([algOf(eddsa), algOf(ed25519)]).toEqual([-8, -19]);
  });

  it("shows second name and birth date where the authority wants them", async () => {
    const issuer = await enrolled();
    const content = { secondName: true, birthDate: "date" } as const;
    expect((await obtained(issuer, {}, NOW, { content })).claims.identity).toEqual({
      fullName: "Asha Rani Biswas",
      secondName: { fullName: "আশা রানী বিশ্বাস", language: "ben" },
      birthDate: "19620314",
    });
    const year = { secondName: false, birthDate: "year" } as const;
    expect((await obtained(issuer, {}, NOW + 60, { content: year })).claims.identity.birthDate).toBe("1962");
  });

  it("leaves a second name out where the QR would grow past version 10-M", async () => {
    const long = { full_name: "Nityananda Chandra Bhattacharya", second_name: "নিত্যানন্দ চন্দ্র ভট্টাচার্য ".repeat(1).trim() };
    const issuer = await enrolled(long);
    const content = { secondName: true, birthDate: "date" } as const;
    const first = await obtained(issuer, { name: long.full_name }, NOW, { content });
    expect(first.claims.identity.secondName).toBeUndefined();
    expect(first.certificate.qrText.length).toBeLessThanOrEqual(311);
    // And is then the same certificate for the next OTP, not a new one each time.
    expect((await obtained(issuer, { name: long.full_name }, NOW + 60, { content })).origin).toBe("held");
  });

  it("makes an answer for one verifying entity, beside the holder's own certificate", async () => {
    const issuer = await enrolled();
    const own = await obtained(issuer);
    const answer = await obtained(issuer, { audience: "rail.example" }, NOW + 60);
    expect(answer.claims).toMatchObject({ aud: "rail.example", exp: NOW + 60 + DAY });
    expect(answer.certificate.certificateId).not.toBe(own.certificate.certificateId);
    expect((await issuer.stores.certificates.find(own.certificate.certificateId))?.revoked).toBeUndefined();
  });

  it("draws until the text survives copying, where drawing can bring that about", async () => {
    let indices = 0;
    const stores = createMemoryStore();
    const source = createIndexSource({ signingKeys: stores.signingKeys, hash: testHash }, { blockSize: 1 });
    const counting = { ...source, next: (key: SigningKey) => source.next(key).finally(() => indices++) };
    const issuer = await createTestIssuer({ stores, ports: { indices: counting } });
    for (let at = 0; at < 100; at++) {
      await issuer.enrol({ beneficiary_id: `FICT-${at}`, mobile: `6100000${at + 100}` });
      const { certificate } = await obtained(issuer, { mobile: `6100000${at + 100}` }, NOW + at);
      expect(isCopySafe(certificate.qrText)).toBe(true);
    }
    expect(indices / 100).toBeGreaterThan(1.1);
    expect(indices / 100).toBeLessThan(1.7);
  });

  it("issues after two draws that are unsafe at one place: the name is, and no index changes that", async () => {
    // Found by trying names: the Base45 of this one holds a % before two hex digits in every draw.
    const name = "Gopal Sengupta";
    const stores = createMemoryStore();
    const source = createIndexSource({ signingKeys: stores.signingKeys, hash: testHash }, { blockSize: 1 });
    let indices = 0;
    const counting = { ...source, next: (key: SigningKey) => source.next(key).finally(() => indices++) };
    const issuer = await createTestIssuer({ stores, ports: { indices: counting } });
    await issuer.enrol({ full_name: name });
    const { certificate } = await obtained(issuer, { name });
    expect(isCopySafe(certificate.qrText)).toBe(false);
    expect(indices).toBe(2);
  });

  it.each([
    ["a name that is nobody's on the number", { name: "Somebody Else" }],
    ["a number without records", { mobile: "6100000042" }],
  ])("gives one plain answer to %s", async (_what, fields) => {
    const issuer = await enrolled();
    expect(await issuer.obtain(fields)).toEqual({ ok: false, code: "RECORD_NOT_FOUND" });
  });

  it("gives the same plain answer where a name fits two people", async () => {
    const issuer = await enrolled({}, { beneficiary_id: "FICT-2", birth_date: "1999-01-01" });
    expect(await issuer.obtain()).toEqual({ ok: false, code: "RECORD_NOT_FOUND" });
  });

  it("gives no certificate in the name of the deceased", async () => {
    const issuer = await enrolled({ deceased_on: "2022-01-01" });
    expect(codeOf(await issuer.obtain())).toBe("RECORD_DECEASED");
  });

  it("revokes what is still out in the name of somebody who has died", async () => {
    const issuer = await enrolled();
    const { certificate } = await obtained(issuer);
    await issuer.enrol({ revision: "2", deceased_on: "2022-01-01" });
    expect(codeOf(await issuer.obtain({}, NOW + 200))).toBe("RECORD_DECEASED");
    const held = await issuer.stores.certificates.find(certificate.certificateId);
    expect(held?.revoked).toEqual({ at: NOW + 200, reason: "holder-deceased" });
  });

  it("does not hand out once more what was revoked since, and issues anew for a new code", async () => {
    const issuer = await enrolled();
    const { challengeId } = expectOk(await issuer.request());
    const { confirmed } = expectOk(await issuer.confirm(challengeId, issuer.lastCode()));
    const { certificate } = expectOk(await issuer.issue(confirmed));
    await issuer.stores.statuses.set({ certificateIds: [certificate.certificateId] }, REVOKE);
    expect(codeOf(await issuer.issue(confirmed))).toBe("CERTIFICATE_REVOKED");
    expect((await obtained(issuer, {}, NOW + 200)).origin).toBe("new");
  });

  it("hands out nothing while a certificate of the person is suspended", async () => {
    const issuer = await enrolled();
    const { challengeId } = expectOk(await issuer.request());
    const { confirmed } = expectOk(await issuer.confirm(challengeId, issuer.lastCode()));
    const { certificate } = expectOk(await issuer.issue(confirmed));
    const target = { certificateIds: [certificate.certificateId] };
    const suspend = { status: "suspended", at: NOW, reason: "under-inquiry", actor: "operator" } as const;
    await issuer.stores.statuses.set(target, suspend);
    expect(codeOf(await issuer.issue(confirmed))).toBe("CERTIFICATE_SUSPENDED");
    expect(codeOf(await issuer.obtain({}, NOW + 200))).toBe("CERTIFICATE_SUSPENDED");
  });

  it("completes for the same confirmation once the record is there", async () => {
    const issuer = await createTestIssuer();
    const { challengeId } = expectOk(await issuer.request());
    const { confirmed } = expectOk(await issuer.confirm(challengeId, issuer.lastCode()));
    expect(codeOf(await issuer.issue(confirmed))).toBe("RECORD_NOT_FOUND");
    await issuer.enrol({});
    expect(expectOk(await issuer.issue(confirmed)).origin).toBe("new");
  });
});

describe("issueCertificate, exactly once", () => {
  it("gives the same bytes for the same code again", async () => {
    const issuer = await enrolled();
    const { challengeId } = expectOk(await issuer.request());
    const code = issuer.lastCode();
    const first = expectOk(await issuer.confirm(challengeId, code));
    const made = expectOk(await issuer.issue(first.confirmed));
    const again = expectOk(await issuer.confirm(challengeId, code, NOW + 599));
    const replayed = expectOk(await issuer.issue(again.confirmed, NOW + 599));
    const { certificate, claims } = made;
    expect(replayed).toEqual({ ok: true, certificate, claims, origin: "again" });
  });

  it("gives the same bytes to many at once", async () => {
    const issuer = await enrolled();
    const { challengeId } = expectOk(await issuer.request());
    const code = issuer.lastCode();
    const answers = await Promise.all(
      Array.from({ length: 20 }, async () => {
        const { confirmed } = expectOk(await issuer.confirm(challengeId, code));
        return expectOk(await issuer.issue(confirmed));
      }),
    );
    expect(new Set(answers.map(({ certificate }) => certificate.qrText)).size).toBe(1);
    expect(answers.filter(({ origin }) => origin === "new")).toHaveLength(1);
  });

  it("gives no certificate again whose key was revoked; the newest key signs another", async () => {
    const issuer = await enrolled();
    const first = await obtained(issuer);
    const audit = { at: NOW + 1, actor: "operator", action: "key-revoked", subject: TEST_SIGNING_KEY.kid, detail: {} };
    await issuer.stores.signingKeys.end(TEST_SIGNING_KEY.kid, "revoked", audit);
    expect(codeOf(await issuer.obtain({}, NOW + 60))).toBe("SIGNING_KEY_NONE");
    expect((await issuer.stores.certificates.find(first.certificate.certificateId))?.revoked).toBeUndefined();
  });

  it("gives the certificate a person has, for a new code, while half its life is left", async () => {
    const issuer = await enrolled(ONE_DOSE);
    const first = await obtained(issuer);
    const half = NOW + 15 * DAY;
    const held = await obtained(issuer, {}, half);
    expect(held).toEqual({ ...first, origin: "held" });
    const renewed = await obtained(issuer, {}, half + 60 + 1);
    expect(renewed.origin).toBe("new");
    expect(renewed.certificate.certificateId).not.toBe(first.certificate.certificateId);
    const old = await issuer.stores.certificates.find(first.certificate.certificateId);
    expect(old?.revoked).toBeUndefined();
  });

  it("makes another after a revocation", async () => {
    const issuer = await enrolled();
    const first = await obtained(issuer);
    await issuer.stores.statuses.set({ certificateIds: [first.certificate.certificateId] }, REVOKE);
    expect((await obtained(issuer, {}, NOW + 60)).origin).toBe("new");
  });

  it("revokes what a changed status contradicts, in the same step", async () => {
    const issuer = await enrolled(ONE_DOSE);
    const partially = await obtained(issuer);
    await issuer.enrol({ revision: "2" });
    const fully = await obtained(issuer, {}, NOW + 60);
    expect([partially.claims.status, fully.claims.status]).toEqual(["partially", "fully"]);
    const old = await issuer.stores.certificates.find(partially.certificate.certificateId);
    expect(old?.revoked).toEqual({ at: NOW + 60, reason: "status-changed" });
  });

  it.each([
    ["a corrected name", { full_name: "Asha Rani Vishwas" }],
    ["a corrected birth date", { birth_date: "1963-03-14" }],
    ["a corrected second name", { second_name: "আশারানী বিশ্বাস" }],
  ])("revokes what %s contradicts", async (_what, correction) => {
    const content = { secondName: true, birthDate: "date" } as const;
    const issuer = await enrolled();
    const before = await obtained(issuer, {}, NOW, { content });
    await issuer.enrol({ revision: "2", ...correction });
    await obtained(issuer, {}, NOW + 60, { content });
    const old = await issuer.stores.certificates.find(before.certificate.certificateId);
    expect(old?.revoked).toEqual({ at: NOW + 60, reason: "identity-corrected" });
  });

  it("does not revoke what merely shows more or less of the same person", async () => {
    const issuer = await enrolled();
    const shown = await obtained(issuer, {}, NOW, { content: { secondName: true, birthDate: "date" } });
    await obtained(issuer, {}, NOW + 60, { content: { secondName: false, birthDate: "year" } });
    await obtained(issuer, {}, NOW + 200, { content: { secondName: false, birthDate: "none" } });
    expect((await issuer.stores.certificates.find(shown.certificate.certificateId))?.revoked).toBeUndefined();
  });

  it("decides again when records or certificates change between reading and commit", async () => {
    const stores = createMemoryStore();
    const calls: CertificateIssue[] = [];
    let interfere: (() => Promise<void>) | null = null;
    const certificates: Stores["certificates"] = {
      ...stores.certificates,
      async commit(issue) {
        calls.push(issue);
        const first = interfere;
        interfere = null;
        await first?.();
        return stores.certificates.commit(issue);
      },
    };
    const issuer = await createTestIssuer({ stores, ports: { certificates } });
    await issuer.enrol(ONE_DOSE);
    interfere = () => issuer.enrol({ revision: "2" });
    expect((await obtained(issuer)).claims.status).toBe("fully");
    expect(calls).toHaveLength(2);
  });

  it("gives up, and says so, when they never stop changing", async () => {
    const stores = createMemoryStore();
    const certificates = { ...stores.certificates, commit: async () => ({ outcome: "changed" }) as const };
    const issuer = await createTestIssuer({ stores, ports: { certificates } });
    await issuer.enrol({});
    expect(await issuer.obtain()).toEqual({ ok: false, code: "ISSUE_CONTENDED", retryAfterSeconds: 1 });
  });

  it("draws another index where one is in use", async () => {
    const stores = createMemoryStore();
    let refusals = 2;
    const certificates: Stores["certificates"] = {
      ...stores.certificates,
      commit: async (issue) => (refusals-- > 0 ? { outcome: "index-taken" } : stores.certificates.commit(issue)),
    };
    const issuer = await createTestIssuer({ stores, ports: { certificates } });
    await issuer.enrol({});
    expect((await obtained(issuer)).origin).toBe("new");
  });
});

describe("issueCertificate, without what it needs", () => {
  it("says that no key is in its dates", async () => {
    const issuer = await enrolled();
    const late = TEST_SIGNING_KEY.signUntil + 1;
    expect(codeOf(await issuer.obtain({}, late))).toBe("SIGNING_KEY_NONE");
    expect(codeOf(await issuer.obtain({ mobile: "6100000001" }, late + 3_600, { purpose: "specimen" }))).toBe(
      "SIGNING_KEY_NONE",
    );
  });

  it("says that the key's list is full", async () => {
    const stores = createMemoryStore();
    const signingKeys = { ...stores.signingKeys, takeSequences: async () => null };
    const indices = createIndexSource({ signingKeys, hash: testHash }, { blockSize: 1 });
    const issuer = await createTestIssuer({ stores, ports: { indices } });
    await issuer.enrol({});
    expect(codeOf(await issuer.obtain())).toBe("SIGNING_KEY_FULL");
  });

  it("releases nothing that the strict verifier refuses", async () => {
    const stores = createMemoryStore();
    const signer = {
      sign: async (...call: Parameters<typeof testSigner.sign>) => flipped(await testSigner.sign(...call)),
    };
    const issuer = await createTestIssuer({ stores, ports: { signer } });
    await issuer.enrol({});
    expect(codeOf(await issuer.obtain())).toBe("SELF_CHECK_FAILED");
    expect(await stores.certificates.currentOf(await recordIds(stores), NOW)).toEqual([]);
  });

  it("releases nothing that says something else than was meant", async () => {
    const issuer = await createTestIssuer();
    const other: SelfCheck = {
      async check(...call) {
        const checked = await issuer.ports.selfCheck.check(...call);
        return checked.ok ? { ok: true, claims: { ...checked.claims, status: "fully" } } : checked;
      },
    };
    const careful = await createTestIssuer({ stores: issuer.stores, ports: { selfCheck: other } });
    await careful.enrol(ONE_DOSE);
    expect(codeOf(await careful.obtain())).toBe("SELF_CHECK_FAILED");
  });

  it("spends no code where it fails: the same code completes later", async () => {
    const stores = createMemoryStore();
    let broken = true;
    const signer = {
      sign: (...call: Parameters<typeof testSigner.sign>) =>
        broken ? Promise.reject(new Error("token gone")) : testSigner.sign(...call),
    };
    const issuer = await createTestIssuer({ stores, ports: { signer } });
    await issuer.enrol({});
    const { challengeId } = expectOk(await issuer.request());
    const code = issuer.lastCode();
    const { confirmed } = expectOk(await issuer.confirm(challengeId, code));
    await expect(issuer.issue(confirmed)).rejects.toThrow("token gone");
    broken = false;
    const again = expectOk(await issuer.confirm(challengeId, code, NOW + 300));
    expect(expectOk(await issuer.issue(again.confirmed, NOW + 300)).origin).toBe("new");
  });

  it("uses up no index while the signer fails", async () => {
    let broken = true;
    const signer = {
      sign: (...call: Parameters<typeof testSigner.sign>) =>
        broken ? Promise.reject(new Error("token gone")) : testSigner.sign(...call),
    };
    const failing = await createTestIssuer({ ports: { signer } });
    await failing.enrol({});
    const { challengeId } = expectOk(await failing.request());
    const { confirmed } = expectOk(await failing.confirm(challengeId, failing.lastCode()));
    for (let attempt = 0; attempt < 20; attempt++) {
      await expect(failing.issue(confirmed)).rejects.toThrow("token gone");
    }
    broken = false;
    const { certificate } = expectOk(await failing.issue(confirmed));
    const steady = await enrolled();
    expect(certificate.statusIndex).toBe((await obtained(steady)).certificate.statusIndex);
  });

  it("takes nothing for a confirmed challenge but what confirmOtp made", async () => {
    const issuer = await enrolled();
    const forged = { challengeId: "00", mobileHash: "00", name: "Asha", purpose: "certificate", consent: {} };
    // @ts-expect-error: the type is nominal, so that this does not compile.
    await expect(issuer.issue(forged)).resolves.toMatchObject({ ok: false, code: "RECORD_NOT_FOUND" });
  });
});

async function recordIds(stores: Stores): Promise<string[]> {
  const records = await stores.records.onMobile(await mobileHashOf("+916100000001"), 10);
  return records.map(({ recordId }) => recordId);
}

function flipped(signature: Uint8Array): Uint8Array {
  const bytes = signature.slice();
  bytes[40] = (bytes[40] as number) ^ 1;
  return bytes;
}

describe("the certificate's bytes", () => {
  it("are the same in every run for the same key, index and time", async () => {
    const { certificate } = await obtained(await enrolled());
    const again = await obtained(await enrolled());
    expect(again.certificate.qrText).toBe(certificate.qrText);
  });
});
