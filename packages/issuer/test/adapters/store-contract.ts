// The contract of the stores (domain/ports.ts), as tests that run on every adapter. What a method's docstring promises is here.

import { encodeQrText } from "@mohor/schema";
import { beforeEach, describe, expect, it } from "vitest";
import type { AuditFact } from "../../src/domain/audit.ts";
import type { Certificate } from "../../src/domain/certificate.ts";
import type { Challenge } from "../../src/domain/challenge.ts";
import type { CertificateIssue, RegistryChange, Stores } from "../../src/domain/ports.ts";
import { refusal } from "../../src/domain/refusal.ts";
import type { EnrolledRecord } from "../../src/domain/vaccination-record.ts";
import {
  codeOf,
  createTestIssuer,
  expectOk,
  NOW,
  REVOKE,
  TEST_PUBLIC_KEY,
  TEST_SIGNING_KEY,
} from "../issuer-fixture.ts";

const HOUR = 3_600;
const DAY = 86_400;

function enrolled(fields: Partial<EnrolledRecord> = {}): EnrolledRecord {
  return {
    recordId: "r1",
    mobileHash: "m1",
    contentHash: "c1",
    revision: 1,
    record: { fullName: "Asha Das", doses: [{ product: "COVAXIN", date: "2021-05-01" }], source: "FICTITIOUS" },
    ...fields,
  };
}

/** Of a guess of six digits. */
const CHANCE = 10 ** 6;

const RIGHT = new Uint8Array(32).fill(7);
const WRONG = new Uint8Array(32).fill(8);

function challenge(fields: Partial<Challenge> = {}): Challenge {
  return {
    challengeId: "t1",
    mobileHash: "m1",
    purpose: "certificate",
    state: "live",
    codeHash: RIGHT,
    codeKeyId: "otp-1",
    codeDigits: 6,
    numberSeries: "+916100",
    attempts: 0,
    requestedAt: NOW,
    expiresAt: NOW + 180,
    replayUntil: NOW + 600,
    name: "Asha Das",
    consent: { noticeVersion: "1", noticeLanguage: "bn", givenAt: NOW },
    ...fields,
  };
}

function certificate(statusIndex: number, fields: Partial<Certificate> = {}): Certificate {
  const cti = statusIndex.toString(16).padStart(6, "0");
  return {
    certificateId: `${TEST_SIGNING_KEY.kid}-${cti}`,
    kid: TEST_SIGNING_KEY.kid,
    statusIndex,
    iat: NOW,
    exp: NOW + DAY,
    qrText: encodeQrText(new TextEncoder().encode(`text of ${cti}`)),
    ...fields,
  };
}

/** A change of the registry that makes no certificate stale. */
const CHANGE: RegistryChange = { now: NOW, actor: "operator", review: () => null };

const ADMIT = () => ({ ok: true, carriedAttempts: 0 }) as const;
const NO_OBJECTION = () => null;

/** Runs the contract on the stores that `open` makes: empty ones, each time. */
export function testStoreContract(name: string, open: () => Stores | Promise<Stores>): void {
  describe(`${name}: records`, () => {
    let records: Stores["records"];
    beforeEach(async () => {
      ({ records } = await open());
    });

    it("holds what was put in, and finds it by number only", async () => {
      const record = enrolled({ record: { ...enrolled().record, secondName: { fullName: "আশা দাস", language: "ben" } } });
      await records.upsert([record, enrolled({ recordId: "r2", mobileHash: "m2" })], CHANGE);
      expect(await records.onMobile("m1", 10)).toEqual([record]);
      expect(await records.onMobile("m3", 10)).toEqual([]);
    });

    it("lists a number's records in the order of their ids, as many as asked for", async () => {
      await records.upsert(
        ["r3", "r1", "r2"].map((recordId) => enrolled({ recordId })),
        CHANGE,
      );
      const ids = async (limit: number) => (await records.onMobile("m1", limit)).map(({ recordId }) => recordId);
      expect(await ids(10)).toEqual(["r1", "r2", "r3"]);
      expect(await ids(2)).toEqual(["r1", "r2"]);
    });

    it("counts what became of each row of a batch, in order", async () => {
      const first = await records.upsert([enrolled(), enrolled({ recordId: "r2" })], CHANGE);
      expect(first).toEqual({ inserted: 2, updated: 0, unchanged: 0, outdated: 0, conflicting: [], revoked: 0 });
      const second = await records.upsert(
        [enrolled(), enrolled({ revision: 2, contentHash: "c2" }), enrolled(), enrolled({ recordId: "r3" })],
        CHANGE,
      );
      expect(second).toEqual({ inserted: 1, updated: 1, unchanged: 1, outdated: 1, conflicting: [], revoked: 0 });
      expect(await records.onMobile("m1", 1)).toMatchObject([{ revision: 2, contentHash: "c2" }]);
    });

    it("changes nothing the second time", async () => {
      const batch = [enrolled(), enrolled({ recordId: "r2", revision: 3, contentHash: "c2" })];
      await records.upsert(batch, CHANGE);
      const before = await records.onMobile("m1", 10);
      expect(await records.upsert(batch, CHANGE)).toEqual({
        inserted: 0,
        updated: 0,
        unchanged: 2,
        outdated: 0,
        conflicting: [],
        revoked: 0,
      });
      expect(await records.onMobile("m1", 10)).toEqual(before);
    });

    it("remembers a higher revision of the same content, so that a lower one is outdated", async () => {
      await records.upsert([enrolled(), enrolled({ revision: 5 })], CHANGE);
      const after = await records.upsert([enrolled({ revision: 4, contentHash: "c4" })], CHANGE);
      expect(after).toEqual({ inserted: 0, updated: 0, unchanged: 0, outdated: 1, conflicting: [], revoked: 0 });
    });

    it("replaces nothing under the same revision, and tells which rows of the batch say something else", async () => {
      await records.upsert([enrolled()], CHANGE);
      const batch = [enrolled({ recordId: "r2" }), enrolled({ contentHash: "c2" }), enrolled({ contentHash: "c3" })];
      expect(await records.upsert(batch, CHANGE)).toMatchObject({ inserted: 1, updated: 0, conflicting: [1, 2] });
      expect(await records.onMobile("m1", 1)).toMatchObject([{ contentHash: "c1" }]);
    });

    it("moves a person to another number", async () => {
      await records.upsert([enrolled()], CHANGE);
      await records.upsert([enrolled({ mobileHash: "m2", contentHash: "c2", revision: 2 })], CHANGE);
      expect(await records.onMobile("m1", 10)).toEqual([]);
      expect(await records.onMobile("m2", 10)).toHaveLength(1);
    });
  });

  describe(`${name}: challenges`, () => {
    let stores: Stores;
    let challenges: Stores["challenges"];
    const tried = (challengeId: string, codeHash: Uint8Array, now = NOW) =>
      challenges.tryCode({ challengeId, codeHash, now, maxAttempts: 5, chance: CHANCE }, NO_OBJECTION);
    beforeEach(async () => {
      stores = await open();
      ({ challenges } = stores);
    });

    it("holds a challenge as it was opened", async () => {
      const opened = challenge({ consent: { ...challenge().consent, audience: "rail.example" } });
      await challenges.open(opened, ADMIT);
      expect(await challenges.find("t1")).toEqual(opened);
      expect(await challenges.find("t2")).toBeNull();
    });

    it("writes nothing where the rules refuse, and hands the refusal on", async () => {
      const refused = refusal("OTP_TOO_SOON", { retryAfterSeconds: 9 });
      expect(await challenges.open(challenge(), () => refused)).toEqual(refused);
      expect(await challenges.find("t1")).toBeNull();
      await challenges.open(challenge(), (history) => {
        expect(history.sends).toEqual([]);
        return ADMIT();
      });
    });

    it("shows the rules a number's sends, failures and live code, newest first, and no other number's", async () => {
      await challenges.open(challenge(), ADMIT);
      await challenges.open(challenge({ challengeId: "t2", mobileHash: "m2", requestedAt: NOW + 5 }), ADMIT);
      await tried("t1", WRONG, NOW + 10);
      await tried("t1", WRONG, NOW + 20);
      await tried("t2", WRONG, NOW + 30);
      const seen = await new Promise((resolve) => {
        challenges.open(challenge({ challengeId: "t3", requestedAt: NOW + 60 }), (history) => {
          resolve(history);
          return ADMIT();
        });
      });
      const start = NOW - (NOW % 600);
      expect(seen).toMatchObject({
        sends: [NOW],
        failures: [NOW + 20, NOW + 10],
        unconfirmed: { attempts: 2, expiresAt: NOW + 180 },
        failureBuckets: [{ start, count: 3 * CHANCE }],
        block: null,
      });
    });

    it("forgets, for the rules, what is more than two days old", async () => {
      await challenges.open(challenge(), ADMIT);
      await tried("t1", WRONG);
      const opened = challenge({ challengeId: "t2", requestedAt: NOW + 2 * DAY + 600 });
      await challenges.open(opened, (history) => {
        expect(history).toMatchObject({ sends: [], failures: [], failureBuckets: [] });
        return ADMIT();
      });
    });

    it("replaces a live code of the same number and purpose, and no other", async () => {
      await challenges.open(challenge(), ADMIT);
      await challenges.open(challenge({ challengeId: "t2", purpose: "status-answer" }), ADMIT);
      await challenges.open(challenge({ challengeId: "t3", mobileHash: "m2" }), ADMIT);
      await challenges.open(challenge({ challengeId: "t4" }), ADMIT);
      const states = await Promise.all(["t1", "t2", "t3", "t4"].map(async (id) => (await challenges.find(id))?.state));
      expect(states).toEqual(["replaced", "live", "live", "live"]);
      expect(await tried("t1", RIGHT)).toEqual({ outcome: "replaced" });
    });

    it("opens a code with the tries that the rules carry over", async () => {
      await challenges.open(challenge(), () => ({ ok: true, carriedAttempts: 3 }));
      expect(await tried("t1", WRONG)).toEqual({ outcome: "wrong", attemptsLeft: 1 });
    });

    it("confirms once, and then replays", async () => {
      await challenges.open(challenge(), ADMIT);
      const confirmed = await tried("t1", RIGHT);
      expect(confirmed).toMatchObject({
        outcome: "confirmed",
        first: true,
        challenge: { state: "confirmed", name: "Asha Das" },
      });
      expect(await tried("t1", RIGHT, NOW + 599)).toMatchObject({ outcome: "confirmed", first: false });
      expect(await tried("t1", RIGHT, NOW + 600)).toEqual({ outcome: "expired" });
    });

    it("does not count the right code again", async () => {
      await challenges.open(challenge(), ADMIT);
      for (let count = 0; count < 9; count++) await tried("t1", RIGHT);
      expect((await challenges.find("t1"))?.attempts).toBe(1);
    });

    it.each(["before", "after"])("allows five wrong tries %s the right one", async (when) => {
      await challenges.open(challenge(), ADMIT);
      if (when === "after") await tried("t1", RIGHT);
      for (const attemptsLeft of [4, 3, 2, 1, 0]) {
        expect(await tried("t1", WRONG)).toEqual({ outcome: "wrong", attemptsLeft });
      }
      expect(await tried("t1", RIGHT)).toEqual({ outcome: "spent" });
      expect(await tried("t1", WRONG)).toEqual({ outcome: "spent" });
    });

    it("replays after a right code on the fifth try", async () => {
      await challenges.open(challenge(), ADMIT);
      for (let count = 0; count < 4; count++) await tried("t1", WRONG);
      expect(await tried("t1", RIGHT)).toMatchObject({ outcome: "confirmed", first: true });
      expect(await tried("t1", RIGHT)).toMatchObject({ outcome: "confirmed", first: false });
    });

    it("lets a live code expire, and knows no other id", async () => {
      await challenges.open(challenge(), ADMIT);
      expect(await tried("t1", RIGHT, NOW + 180)).toEqual({ outcome: "expired" });
      expect(await tried("t9", RIGHT)).toEqual({ outcome: "unknown" });
    });

    it("counts nothing where the rules refuse a try, and asks them for live codes only", async () => {
      await challenges.open(challenge(), ADMIT);
      const refused = refusal("OTP_COOL_DOWN", { retryAfterSeconds: 5 });
      const attempt = { challengeId: "t1", codeHash: RIGHT, now: NOW, maxAttempts: 5, chance: CHANCE };
      expect(await challenges.tryCode(attempt, () => refused)).toEqual({ outcome: "refused", refusal: refused });
      expect((await challenges.find("t1"))?.attempts).toBe(0);
      await tried("t1", RIGHT);
      expect(await challenges.tryCode(attempt, () => refused)).toMatchObject({ outcome: "confirmed" });
    });

    it("confirms once among many at once", async () => {
      await challenges.open(challenge(), ADMIT);
      const outcomes = await Promise.all(Array.from({ length: 20 }, () => tried("t1", RIGHT)));
      expect(outcomes.filter((outcome) => outcome.outcome === "confirmed" && outcome.first)).toHaveLength(1);
    });

    it("sums the chances of failures over all numbers by stretches of ten minutes", async () => {
      const start = NOW - (NOW % 600);
      await challenges.open(challenge({ expiresAt: NOW + HOUR }), ADMIT);
      await tried("t1", WRONG, start);
      const rare = { challengeId: "t1", codeHash: WRONG, now: start + 599, maxAttempts: 5, chance: 1 };
      await challenges.tryCode(rare, NO_OBJECTION);
      await tried("t1", WRONG, start + 600);
      expect(await challenges.failureBuckets(NOW)).toEqual([
        { start: start + 600, count: CHANCE },
        { start, count: CHANCE + 1 },
      ]);
    });

    it("shows the rules what came from the same address block, over all numbers, and of no other", async () => {
      const blockHash = "b1";
      await challenges.open(challenge(), ADMIT, { blockHash });
      await challenges.open(challenge({ challengeId: "t2", mobileHash: "m2", requestedAt: NOW + 5 }), ADMIT, {
        blockHash,
      });
      await challenges.open(challenge({ challengeId: "t3", mobileHash: "m3" }), ADMIT, { blockHash: "b2" });
      const wrong = { challengeId: "t1", codeHash: WRONG, now: NOW + 10, maxAttempts: 5, chance: CHANCE };
      await challenges.tryCode({ ...wrong, blockHash }, NO_OBJECTION);
      await challenges.tryCode({ ...wrong, challengeId: "t3", blockHash: "b2" }, NO_OBJECTION);
      await challenges.tryCode({ ...wrong, challengeId: "t2" }, NO_OBJECTION);
      const start = NOW - (NOW % 600);
      const attempt = { ...wrong, codeHash: RIGHT, now: NOW + 20, blockHash };
      const outcome = await challenges.tryCode(attempt, ({ block }) => {
        expect(block).toEqual([{ start, sends: 2, confirmations: 0, failures: 1 }]);
        return null;
      });
      expect(outcome).toMatchObject({ outcome: "confirmed" });
      // The same code again is no second confirmation.
      await challenges.tryCode(attempt, NO_OBJECTION);
      const later = challenge({ challengeId: "t4", mobileHash: "m4", requestedAt: start + 600 });
      const seen: unknown[] = [];
      const look = ({ block }: { readonly block: unknown }) => {
        seen.push(block);
        return ADMIT();
      };
      await challenges.open(later, look, { blockHash });
      await challenges.open({ ...later, challengeId: "t5" }, look, { blockHash });
      const first = { start, sends: 2, confirmations: 1, failures: 1 };
      expect(seen).toEqual([[first], [{ start: start + 600, sends: 1, confirmations: 0, failures: 0 }, first]]);
      await challenges.forget(NOW + 3 * DAY);
      await challenges.open(challenge({ challengeId: "t6" }), look, { blockHash });
      expect(seen.at(-1)).toEqual([]);
    });

    it("writes what happens at a help desk into the trail, each thing once, and nothing of what was refused", async () => {
      const fact = (action: string): AuditFact => ({ at: NOW, actor: "desk", action, subject: "visit", detail: {} });
      const client = { blockHash: "d1", audit: fact("requested") };
      const attempt = {
        challengeId: "t1",
        now: NOW,
        maxAttempts: 5,
        chance: CHANCE,
        blockHash: "d1",
        audit: { confirmed: fact("confirmed"), wrong: fact("wrong") },
      };
      await challenges.open(challenge(), () => refusal("DESK_CODES_SPENT"), client);
      await challenges.open(challenge(), ADMIT, client);
      await challenges.tryCode({ ...attempt, codeHash: WRONG }, () => refusal("DESK_FAILURES_SPENT"));
      await challenges.tryCode({ ...attempt, codeHash: WRONG }, NO_OBJECTION);
      for (let time = 0; time < 2; time++) await challenges.tryCode({ ...attempt, codeHash: RIGHT }, NO_OBJECTION);
      await challenges.tryCode({ ...attempt, codeHash: WRONG }, NO_OBJECTION);
      const trail = await stores.audit.page(0, 99);
      expect(trail.map(({ action }) => action)).toEqual(["requested", "wrong", "confirmed", "wrong"]);
    });

    it("deletes challenges past their replay and old memory, and tells how many", async () => {
      await challenges.open(challenge(), ADMIT);
      await challenges.open(challenge({ challengeId: "t2", mobileHash: "m2", replayUntil: NOW + 900 }), ADMIT);
      await tried("t1", WRONG);
      expect(await challenges.forget(NOW + 600)).toBe(1);
      expect(await challenges.find("t1")).toBeNull();
      expect(await challenges.find("t2")).not.toBeNull();
      expect(await challenges.failureBuckets(NOW)).toHaveLength(1);
      await challenges.forget(NOW + 2 * DAY + 600);
      expect(await challenges.failureBuckets(NOW)).toEqual([]);
    });
  });

  describe(`${name}: signing keys`, () => {
    let signingKeys: Stores["signingKeys"];
    const key = { ...TEST_SIGNING_KEY, listSize: 10 };
    beforeEach(async () => {
      ({ signingKeys } = await open());
    });

    it("holds keys, oldest first", async () => {
      const other = { ...key, kid: "00000000", publicKey: TEST_PUBLIC_KEY.toReversed(), useFrom: key.useFrom - 1 };
      await signingKeys.register(key);
      await signingKeys.register(other);
      expect(await signingKeys.list()).toEqual([other, key]);
    });

    it("takes the same key again without harm, and no other of the same kid", async () => {
      await signingKeys.register(key);
      await signingKeys.takeSequences(key.kid, 3);
      await signingKeys.register(key);
      expect(await signingKeys.takeSequences(key.kid, 1)).toEqual({ first: 3, count: 1 });
      const clash = signingKeys.register({ ...key, publicKey: TEST_PUBLIC_KEY.toReversed() });
      await expect(clash).rejects.toMatchObject({ code: "SIGNING_KEY_EXISTS" });
    });

    it("gives each sequence number out once, then none", async () => {
      await signingKeys.register(key);
      expect(await signingKeys.takeSequences(key.kid, 4)).toEqual({ first: 0, count: 4 });
      expect(await signingKeys.takeSequences(key.kid, 4)).toEqual({ first: 4, count: 4 });
      expect(await signingKeys.takeSequences(key.kid, 4)).toEqual({ first: 8, count: 2 });
      expect(await signingKeys.takeSequences(key.kid, 4)).toBeNull();
      expect(await signingKeys.takeSequences("ffffffff", 1)).toBeNull();
    });
  });

  describe(`${name}: certificates`, () => {
    let stores: Stores;
    beforeEach(async () => {
      stores = await open();
      await stores.signingKeys.register(TEST_SIGNING_KEY);
      await stores.records.upsert([enrolled(), enrolled({ recordId: "r2", contentHash: "c2" })], CHANGE);
    });

    async function confirmed(challengeId: string): Promise<void> {
      // A number of its own, so that no code replaces another's.
      await stores.challenges.open(challenge({ challengeId, mobileHash: `m ${challengeId}` }), ADMIT);
      const attempt = { challengeId, codeHash: RIGHT, now: NOW, maxAttempts: 5, chance: CHANCE };
      await stores.challenges.tryCode(attempt, NO_OBJECTION);
    }

    function issue(challengeId: string, statusIndex: number, fields: Partial<CertificateIssue> = {}): CertificateIssue {
      return {
        challengeId,
        purpose: "certificate",
        consent: challenge().consent,
        basis: [{ recordId: "r1", contentHash: "c1" }],
        at: NOW,
        seen: [],
        certificate: certificate(statusIndex),
        isNew: true,
        supersedes: [],
        ...fields,
      };
    }

    async function committed(challengeId: string, statusIndex: number, fields: Partial<CertificateIssue> = {}) {
      await confirmed(challengeId);
      const outcome = await stores.certificates.commit(issue(challengeId, statusIndex, fields));
      expect(outcome).toEqual({ outcome: "committed" });
    }

    it("holds a certificate under its id, its challenge and its records", async () => {
      await committed("t1", 1, {
        basis: [
          { recordId: "r1", contentHash: "c1" },
          { recordId: "r2", contentHash: "c2" },
        ],
      });
      const { certificates } = stores;
      expect(await certificates.find(certificate(1).certificateId)).toEqual(certificate(1));
      expect(await certificates.ofChallenge("t1")).toEqual(certificate(1));
      for (const id of ["r1", "r2"]) expect(await certificates.currentOf([id], NOW)).toEqual([certificate(1)]);
      expect(await certificates.currentOf(["r1", "r2"], NOW)).toEqual([certificate(1)]);
      expect(await certificates.find("ffffffff-000000")).toBeNull();
      expect(await certificates.ofChallenge("t2")).toBeNull();
      expect(await certificates.currentOf(["r3"], NOW)).toEqual([]);
      expect(await certificates.currentOf([], NOW)).toEqual([]);
    });

    it("writes what was issued at a help desk into the trail, once", async () => {
      const audit: AuditFact = { at: NOW, actor: "desk", action: "issued", subject: "visit", detail: {} };
      const consent = { ...challenge().consent, desk: "desk" };
      await committed("t1", 1, { consent, audit });
      await stores.certificates.commit(issue("t1", 2, { consent, audit }));
      const trail = await stores.audit.page(0, 9);
      expect(trail.map(({ action }) => action).filter((action) => action === "issued")).toHaveLength(1);
    });

    it("marks the challenge done", async () => {
      await committed("t1", 1);
      expect((await stores.challenges.find("t1"))?.state).toBe("done");
    });

    it("refuses a challenge that is not confirmed, and writes nothing", async () => {
      await stores.challenges.open(challenge(), ADMIT);
      for (const challengeId of ["t1", "t9"]) {
        await expect(stores.certificates.commit(issue(challengeId, 1))).rejects.toThrow(TypeError);
      }
      expect(await stores.certificates.find(certificate(1).certificateId)).toBeNull();
    });

    it("gives the winner to whoever commits the same challenge second", async () => {
      await committed("t1", 1);
      const second = await stores.certificates.commit(issue("t1", 2));
      expect(second).toEqual({ outcome: "already", certificate: certificate(1) });
      expect(await stores.certificates.find(certificate(2).certificateId)).toBeNull();
    });

    it("issues once among many at once", async () => {
      await confirmed("t1");
      const outcomes = await Promise.all(
        Array.from({ length: 20 }, (_, at) => stores.certificates.commit(issue("t1", at))),
      );
      expect(outcomes.filter(({ outcome }) => outcome === "committed")).toHaveLength(1);
      expect(await stores.certificates.currentOf(["r1"], NOW)).toHaveLength(1);
    });

    it("gives no index out twice", async () => {
      await committed("t1", 1);
      await confirmed("t2");
      const seen = [certificate(1).certificateId];
      const taken = await stores.certificates.commit(issue("t2", 1, { seen, at: NOW }));
      expect(taken).toEqual({ outcome: "index-taken" });
      expect((await stores.challenges.find("t2"))?.state).toBe("confirmed");
    });

    it("notices that a record or the person's certificates have changed", async () => {
      await confirmed("t1");
      const stale = issue("t1", 1, { basis: [{ recordId: "r1", contentHash: "older" }] });
      expect(await stores.certificates.commit(stale)).toEqual({ outcome: "changed" });
      const gone = issue("t1", 1, { basis: [{ recordId: "r9", contentHash: "c1" }] });
      expect(await stores.certificates.commit(gone)).toEqual({ outcome: "changed" });
      await committed("t2", 2);
      expect(await stores.certificates.commit(issue("t1", 1))).toEqual({ outcome: "changed" });
      const unseen = issue("t1", 1, { seen: [certificate(2).certificateId, certificate(3).certificateId] });
      expect(await stores.certificates.commit(unseen)).toEqual({ outcome: "changed" });
    });

    it("links a certificate that the person holds to another challenge", async () => {
      await committed("t1", 1);
      const seen = [certificate(1).certificateId];
      await committed("t2", 1, { isNew: false, seen });
      expect(await stores.certificates.ofChallenge("t2")).toEqual(certificate(1));
    });

    it("revokes what is superseded in the same step", async () => {
      await committed("t1", 1);
      const old = certificate(1).certificateId;
      await committed("t2", 2, {
        seen: [old],
        supersedes: [{ certificateId: old, reason: "status-changed" }],
        at: NOW + 9,
      });
      expect((await stores.certificates.find(old))?.revoked).toEqual({ at: NOW + 9, reason: "status-changed" });
      expect(await stores.certificates.currentOf(["r1"], NOW)).toEqual([certificate(2)]);
    });

    it("leaves out revoked and expired ones, and puts the newest first", async () => {
      await committed("t1", 1);
      const two = certificate(2, { iat: NOW + 5, exp: NOW + 2 * DAY });
      await committed("t2", 2, { certificate: two, seen: [certificate(1).certificateId] });
      expect(await stores.certificates.currentOf(["r1"], NOW)).toEqual([two, certificate(1)]);
      expect(await stores.certificates.currentOf(["r1"], NOW + DAY)).toEqual([two]);
      await stores.statuses.set({ certificateIds: [two.certificateId] }, REVOKE);
      expect(await stores.certificates.currentOf(["r1"], NOW)).toEqual([certificate(1)]);
    });

    it("keeps the certificate of a challenge after the challenge is forgotten", async () => {
      await committed("t1", 1);
      await stores.challenges.forget(NOW + DAY);
      expect(await stores.certificates.ofChallenge("t1")).toEqual(certificate(1));
    });
  });

  describe(`${name}: the whole path`, () => {
    it("goes from request to certificate and back to the same bytes", async () => {
      const issuer = await createTestIssuer({ stores: await open() });
      await issuer.enrol({});
      const { challengeId } = expectOk(await issuer.request());
      const code = issuer.lastCode();
      const { confirmed } = expectOk(await issuer.confirm(challengeId, code));
      const { certificate, claims } = expectOk(await issuer.issue(confirmed));
      const again = expectOk(await issuer.confirm(challengeId, code, NOW + 300));
      const replayed = expectOk(await issuer.issue(again.confirmed, NOW + 300));
      expect(replayed).toEqual({ ok: true, certificate, claims, origin: "again" });
      expect(codeOf(await issuer.obtain({ name: "Nobody Here" }, NOW + 60))).toBe("RECORD_NOT_FOUND");
    });
  });
}
