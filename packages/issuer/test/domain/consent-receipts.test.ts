// The life of a consent over a real database: given, handed out, withdrawn, exported, erased, forgotten.

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { coseKeyThumbprint, decodeConsentReceipt, fromHex, toBeSigned, toHex } from "@mohor/schema";
import { referenceEngine, verificationKey } from "@mohor/verifier";
import { afterAll, afterEach, describe, expect, it } from "vitest";
import { createSqliteStore, openSqliteStore } from "../../src/adapters/store-sqlite.ts";
import { findAuditBreak } from "../../src/domain/audit.ts";
import { giveReceipt, ownReceipts, withdrawConsent } from "../../src/domain/consent-receipts.ts";
import { noticeDigest, noticeText } from "../../src/domain/notice.ts";
import type { OtpRequest } from "../../src/domain/otp-challenge.ts";
import { DEFAULT_RETENTION, erasePerson, exportPerson, runRetention } from "../../src/domain/person-requests.ts";
import type { Stores } from "../../src/domain/ports.ts";
import {
  codeOf,
  createTestIssuer,
  expectOk,
  mobileHashOf,
  NOW,
  TEST_STATUS_KEY,
  type TestIssuer,
  testCipher,
  testHash,
} from "../issuer-fixture.ts";

const DAY = 86_400;
const CONTEXT = { now: NOW + 60, issuer: "Health Department" };
const folder = mkdtempSync(join(tmpdir(), "mohor-consent-"));
const opened: Stores[] = [];
let files = 0;
afterEach(async () => {
  for (const stores of opened.splice(0)) await stores.close();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function newIssuer({ withStatusKey = true } = {}) {
  const path = join(folder, `${files++}.sqlite`);
  createSqliteStore(path);
  const stores = openSqliteStore(path, testCipher);
  opened.push(stores);
  const issuer = await createTestIssuer({ stores });
  if (withStatusKey) await stores.signingKeys.register(TEST_STATUS_KEY);
  await issuer.enrol({}, { beneficiary_id: "FICT-2", full_name: "Rina Biswas", second_name: "", second_language: "" });
  return { issuer, stores, path, ports: { ...stores, hash: testHash, signer: issuer.ports.signer } };
}

/** A confirmation with its certificate. */
async function confirmed(issuer: TestIssuer, fields: Partial<OtpRequest> = {}, now = NOW) {
  const { challengeId } = expectOk(await issuer.request(fields, now));
  const { confirmed } = expectOk(await issuer.confirm(challengeId, issuer.lastCode(), now, fields.audience));
  const { certificate } = expectOk(await issuer.issue(confirmed, now));
  return { confirmed, certificate };
}

async function isRevoked(stores: Stores, certificateId: string): Promise<boolean> {
  return (await stores.certificates.find(certificateId))?.revoked !== undefined;
}

describe("giveReceipt", () => {
  it("makes a document that verifies with the status list key and says what was agreed to", async () => {
    const { issuer, ports } = await newIssuer();
    const { receipt } = expectOk(await giveReceipt((await confirmed(issuer)).confirmed, ports, CONTEXT));
    const decoded = expectOk(decodeConsentReceipt(receipt.document)).value;
    const text = noticeText("certificate", { version: "1", language: "en" }, CONTEXT) ?? "";
    expect(decoded.statement).toEqual({
      receiptId: fromHex(receipt.receiptId),
      purpose: "certificate",
      noticeVersion: "1",
      noticeLanguage: "en",
      noticeDigest: noticeDigest(text),
      givenAt: NOW,
    });
    expect(toHex(decoded.header.kid)).toBe(toHex(coseKeyThumbprint(TEST_STATUS_KEY.publicKey).subarray(0, 4)));
    const signed = toBeSigned(decoded.protectedHeader, decoded.payload);
    const key = verificationKey(TEST_STATUS_KEY.publicKey, referenceEngine);
    expect(key?.verify(decoded.signature, signed)).toBe(true);
  });

  it("gives one receipt for a confirmation, however often it is asked for", async () => {
    const { issuer, ports } = await newIssuer();
    const { confirmed: proof } = await confirmed(issuer);
    const receipts = await Promise.all([1, 2, 3].map(() => giveReceipt(proof, ports, CONTEXT)));
    const ids = receipts.map((given) => expectOk(given).receipt.receiptId);
    expect(new Set(ids).size).toBe(1);
    expect(await giveReceipt(proof, ports, { ...CONTEXT, now: NOW + 500 })).toEqual(receipts[0]);
  });

  it("names the organisation that an answer is for, with the notice that named it", async () => {
    const { issuer, stores, ports } = await newIssuer();
    const entity = {
      entityId: "rail.example",
      kind: "verifying-entity",
      name: "Eastern Railway",
      purpose: "seats on trains",
      origins: [],
      requestsPerMinute: 60,
      state: "active",
      registeredAt: NOW,
      keys: [],
    } as const;
    const audit = { at: NOW, actor: "operator", action: "entity-added", subject: "rail.example", detail: {} };
    await stores.entities.register(entity, audit);
    const { confirmed: proof } = await confirmed(issuer, { audience: "rail.example" });
    const { receipt } = expectOk(await giveReceipt(proof, ports, CONTEXT));
    const { statement } = expectOk(decodeConsentReceipt(receipt.document)).value;
    const places = { ...CONTEXT, organisation: entity };
    const text = noticeText("status-answer", { version: "1", language: "en" }, places) ?? "";
    expect(statement).toMatchObject({
      purpose: "status-answer",
      audience: "rail.example",
      noticeDigest: noticeDigest(text),
    });
  });

  it("refuses where nobody is meant, the notice is none of ours, or no key may sign; the certificate stands", async () => {
    const { issuer, ports } = await newIssuer({ withStatusKey: false });
    const { confirmed: proof, certificate } = await confirmed(issuer);
    expect(codeOf(await giveReceipt(proof, ports, CONTEXT))).toBe("SIGNING_KEY_NONE");
    expect(await isRevoked(ports, certificate.certificateId)).toBe(false);
    const strange = await confirmed(issuer, { notice: { version: "99", language: "en" } }, NOW + 100);
    expect(codeOf(await giveReceipt(strange.confirmed, ports, CONTEXT))).toBe("NOTICE_UNKNOWN");
    const { challengeId } = expectOk(await issuer.request({ name: "Nobody Here" }, NOW + 2_000));
    const nobody = expectOk(await issuer.confirm(challengeId, issuer.lastCode(), NOW + 2_000));
    expect(codeOf(await giveReceipt(nobody.confirmed, ports, CONTEXT))).toBe("RECORD_NOT_FOUND");
  });
});

describe("withdrawConsent", () => {
  it("revokes what was issued under the consent, and gives a signed receipt of it", async () => {
    const { issuer, stores, ports } = await newIssuer();
    const { confirmed: proof, certificate } = await confirmed(issuer);
    const { receipt } = expectOk(await giveReceipt(proof, ports, CONTEXT));
    const done = expectOk(await withdrawConsent(receipt.receiptId, proof, ports, { ...CONTEXT, now: NOW + 90 }));
    expect(done).toMatchObject({ withdrawnAt: NOW + 90, revoked: [certificate.certificateId] });
    expect((await stores.certificates.find(certificate.certificateId))?.revoked).toEqual({
      at: NOW + 90,
      reason: "consent-withdrawn",
    });
    const { statement } = expectOk(decodeConsentReceipt(done.document ?? new Uint8Array())).value;
    expect(statement).toMatchObject({ givenAt: NOW, withdrawnAt: NOW + 90, receiptId: fromHex(receipt.receiptId) });
    // Again: the first time stays, and nothing more is revoked.
    const again = expectOk(await withdrawConsent(receipt.receiptId, proof, ports, { ...CONTEXT, now: NOW + 200 }));
    expect(again).toMatchObject({ withdrawnAt: NOW + 90, revoked: [] });
    expect(codeOf(await issuer.issue(proof, NOW + 300))).toBe("CERTIFICATE_REVOKED");
  });

  it("answers the same for a receipt that never was and for another's on the same telephone", async () => {
    const { issuer, stores, ports } = await newIssuer();
    const asha = await confirmed(issuer);
    const { receipt } = expectOk(await giveReceipt(asha.confirmed, ports, CONTEXT));
    const rina = await confirmed(issuer, { name: "Rina Biswas" }, NOW + 100);
    for (const receiptId of [receipt.receiptId, "0".repeat(32), ""]) {
      expect(codeOf(await withdrawConsent(receiptId, rina.confirmed, ports, CONTEXT))).toBe("CONSENT_UNKNOWN");
    }
    expect(await isRevoked(stores, asha.certificate.certificateId)).toBe(false);
  });

  it("withdraws also while no key may sign", async () => {
    const { issuer, stores, ports } = await newIssuer();
    const { confirmed: proof, certificate } = await confirmed(issuer);
    const { receipt } = expectOk(await giveReceipt(proof, ports, CONTEXT));
    const later = { ...CONTEXT, now: TEST_STATUS_KEY.signUntil + 1 };
    const done = expectOk(await withdrawConsent(receipt.receiptId, proof, ports, later));
    expect(done.document).toBeNull();
    expect(await isRevoked(stores, certificate.certificateId)).toBe(true);
  });
});

describe("a person's own data", () => {
  it("is exported whole, and nobody else's on the telephone with it", async () => {
    const { issuer, ports } = await newIssuer();
    const { confirmed: proof, certificate } = await confirmed(issuer);
    const { receipt } = expectOk(await giveReceipt(proof, ports, CONTEXT));
    const rina = await confirmed(issuer, { name: "Rina Biswas" }, NOW + 100);
    expectOk(await giveReceipt(rina.confirmed, ports, CONTEXT));
    const { data } = expectOk(await exportPerson(proof, ports, CONTEXT));
    expect(data.records).toMatchObject([{ fullName: "Asha Rani Biswas", doses: [{}, {}] }]);
    expect(data.certificates).toMatchObject([{ certificateId: certificate.certificateId, qrText: certificate.qrText }]);
    expect(data.consents).toMatchObject([{ receiptId: receipt.receiptId, withdrawnAt: null, noticeVersion: "1" }]);
    expect(JSON.stringify(data)).not.toContain("Rina");
    expect(expectOk(await ownReceipts(proof, ports)).receipts).toHaveLength(1);
  });

  it("is erased without a trace but the audit trail; what others on the telephone have stays", async () => {
    const { issuer, stores, path, ports } = await newIssuer();
    const { confirmed: proof, certificate } = await confirmed(issuer);
    const { receipt } = expectOk(await giveReceipt(proof, ports, CONTEXT));
    const rina = await confirmed(issuer, { name: "Rina Biswas" }, NOW + 100);
    const [record] = await stores.records.onMobile(proof.mobileHash, 1);
    const traces = [
      receipt.receiptId,
      proof.challengeId,
      certificate.certificateId,
      await sealedNameIn(path, record?.recordId ?? ""),
    ];
    for (const trace of traces) expect(dumpOf(path)).toContain(trace);

    const { erased } = expectOk(await erasePerson(proof, ports, { now: NOW + 500 }));
    expect(erased).toMatchObject({ records: 1, certificates: 1, consents: 1 });
    const dump = dumpOf(path, ["audit", "status_change"]);
    for (const trace of [...traces, record?.recordId ?? ""]) expect(dump).not.toContain(trace);
    expect(codeOf(await exportPerson(proof, ports, CONTEXT))).toBe("RECORD_NOT_FOUND");
    expect(codeOf(await erasePerson(proof, ports, CONTEXT))).toBe("RECORD_NOT_FOUND");
    expect(await isRevoked(stores, rina.certificate.certificateId)).toBe(false);
    expect(await stores.records.onMobile(proof.mobileHash, 10)).toHaveLength(1);
    // The trail names what was done, and nobody.
    const trail = await stores.audit.page(0, 100);
    expect(trail.map(({ action }) => action)).toContain("person-erased");
    expect(JSON.stringify(trail)).not.toMatch(/Asha|Biswas|6100000001/);
    expect(await findAuditBreak(listed(trail))).toBeNull();
  });

  it("holds nothing of a lone person's number two days after the erasure", async () => {
    const { issuer, stores, path, ports } = await newIssuer();
    const { confirmed: proof } = await confirmed(issuer);
    const rina = await confirmed(issuer, { name: "Rina Biswas" }, NOW + 100);
    expectOk(await erasePerson(proof, ports, { now: NOW + 500 }));
    expectOk(await erasePerson(rina.confirmed, ports, { now: NOW + 500 }));
    await runRetention(stores, { now: NOW + 3 * DAY, policy: DEFAULT_RETENTION });
    expect(dumpOf(path)).not.toContain(await mobileHashOf("+916100000001"));
  });
});

describe("runRetention", () => {
  it("forgets certificates a month after their end and consents a year after they were given, and says how many", async () => {
    const { issuer, stores, ports } = await newIssuer();
    const { confirmed: proof, certificate } = await confirmed(issuer);
    expectOk(await giveReceipt(proof, ports, CONTEXT));
    const policy = DEFAULT_RETENTION;
    const before = await runRetention(stores, { now: certificate.exp + 30 * DAY, policy });
    expect(before).toMatchObject({ challenges: 1, certificates: 0, consents: 0 });
    const after = await runRetention(stores, { now: certificate.exp + 30 * DAY + 1, policy });
    expect(after).toMatchObject({ certificates: 1, consents: 0 });
    const last = await runRetention(stores, { now: NOW + 366 * DAY, policy });
    expect(last).toMatchObject({ certificates: 0, consents: 1 });
    expect(await stores.certificates.find(certificate.certificateId)).toBeNull();
    const trail = await stores.audit.page(0, 100);
    expect(trail.filter(({ action }) => action === "retention").map(({ detail }) => detail)).toMatchObject([
      { certificates: 1, consents: 0 },
      { certificates: 0, consents: 1 },
    ]);
  });
});

async function* listed<T>(list: readonly T[]): AsyncGenerator<T> {
  yield* list;
}

/** Every row of every table as text, bytes in hex. */
function dumpOf(path: string, without: readonly string[] = []): string {
  const database = new DatabaseSync(path, { readOnly: true });
  const tables = database.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").all();
  const dump = tables
    .map(({ name }) => String(name))
    .filter((name) => !without.includes(name))
    .map((name) => JSON.stringify(database.prepare(`SELECT * FROM "${name}"`).all(), hexBytes))
    .join("\n");
  database.close();
  return dump;
}

function hexBytes(_name: string, value: unknown): unknown {
  return value instanceof Uint8Array ? toHex(value) : value;
}

/** The sealed bytes that hold the name, in hex. */
async function sealedNameIn(path: string, recordId: string): Promise<string> {
  const database = new DatabaseSync(path, { readOnly: true });
  const row = database.prepare("SELECT sealed FROM record WHERE record_id = ?").get(recordId);
  database.close();
  return toHex(row?.sealed as Uint8Array);
}
