// The contract of the stores that a service needs beside those of issue (domain/ports.ts), as tests that run on every adapter.

import { beforeEach, describe, expect, it } from "vitest";
import { AUDIT_ORIGIN, type AuditFact, findAuditBreak } from "../../src/domain/audit.ts";
import type { ConsentReceipt } from "../../src/domain/consent.ts";
import type { OfferRedemption } from "../../src/domain/credential-offer.ts";
import { type Entity, usableEntityKey } from "../../src/domain/entity.ts";
import type { PersonKey } from "../../src/domain/person.ts";
import type { Stores } from "../../src/domain/ports.ts";
import type { PrintLink } from "../../src/domain/print-link.ts";
import { MAX_STATUS_TARGETS, type StatusDecision } from "../../src/domain/status-change.ts";
import { setStatusOfBlock } from "../../src/domain/status-of-block.ts";
import {
  codeOf,
  createTestIssuer,
  expectOk,
  NOW,
  REVOKE,
  TEST_SIGNING_KEY,
  type TestIssuer,
} from "../issuer-fixture.ts";

const DAY = 86_400;
const { kid } = TEST_SIGNING_KEY;
const SUSPEND: StatusDecision = { status: "suspended", at: NOW + 2, reason: "under-inquiry", actor: "operator" };
const REINSTATE: StatusDecision = { status: "valid", at: NOW + 3, reason: "inquiry-closed", actor: "operator" };
const FACT: AuditFact = { at: NOW, actor: "operator", action: "test", subject: "s1", detail: { b: 2, a: "one" } };

async function collected<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}

/** An issuer over fresh stores with so many people, and their certificates; people are on numbers of their own. */
async function withCertificates(stores: Stores, count: number) {
  const issuer = await createTestIssuer({ stores });
  const people = Array.from({ length: count }, (_, at) => `+9161000000${String(at + 10)}`);
  const certificates = [];
  for (const [at, mobile] of people.entries()) {
    await issuer.enrol({ mobile, beneficiary_id: `FICT-${at}`, source: at % 2 === 0 ? "CENTRE_A" : "CENTRE_B" });
    certificates.push(expectOk(await issuer.obtain({ mobile })).certificate);
  }
  const ids = certificates.map(({ certificateId }) => certificateId);
  return { issuer, people, certificates, ids };
}

/** The person behind the newest certificate on a number. */
async function personOf(issuer: TestIssuer, mobile: string): Promise<PersonKey & { readonly challengeId: string }> {
  const { challengeId } = expectOk(await issuer.request({ mobile }, NOW + 60));
  const { confirmed } = expectOk(await issuer.confirm(challengeId, issuer.lastCode(), NOW + 60));
  const records = await issuer.stores.records.onMobile(confirmed.mobileHash, 9);
  expectOk(await issuer.issue(confirmed, NOW + 60));
  return { mobileHash: confirmed.mobileHash, recordIds: records.map(({ recordId }) => recordId), challengeId };
}

/** Runs the contract on the stores that `open` makes: empty ones, each time. */
export function testServiceStoreContract(name: string, open: () => Stores | Promise<Stores>): void {
  describe(name, () => {
    let stores: Stores;
    beforeEach(async () => {
      stores = await open();
    });

    describe("statuses", () => {
      it("revokes once: the first reason and time stay, and the log has one entry", async () => {
        const { certificates, ids } = await withCertificates(stores, 1);
        const [id] = ids as [string];
        const target = { certificateIds: [id] };
        expect(await stores.statuses.set(target, REVOKE)).toEqual({ changed: [id], already: 0, final: 0, unknown: 0 });
        const later: StatusDecision = { status: "revoked", at: NOW + 9, reason: "fraud", actor: "operator" };
        expect(await stores.statuses.set(target, later)).toEqual({ changed: [], already: 1, final: 0, unknown: 0 });
        const revoked = { at: NOW + 1, reason: "holder-request" };
        expect(await stores.certificates.find(id)).toEqual({ ...certificates[0], revoked });
        expect(await stores.statuses.historyOf(id)).toEqual([
          { certificateId: id, kid, statusIndex: certificates[0]?.statusIndex, ...REVOKE, version: null },
        ]);
      });

      it("suspends and reinstates, and neither after a revocation", async () => {
        const { certificates, ids } = await withCertificates(stores, 1);
        const target = { certificateIds: ids };
        const counts = async (decision: StatusDecision) => {
          const { changed, already, final } = await stores.statuses.set(target, decision);
          return [changed.length, already, final];
        };
        expect(await counts(REINSTATE)).toEqual([0, 1, 0]);
        expect(await counts(SUSPEND)).toEqual([1, 0, 0]);
        const suspended = { at: NOW + 2, reason: "under-inquiry" };
        expect(await stores.certificates.find(ids[0] as string)).toEqual({ ...certificates[0], suspended });
        expect(await counts(SUSPEND)).toEqual([0, 1, 0]);
        expect(await counts(REINSTATE)).toEqual([1, 0, 0]);
        expect(await stores.certificates.find(ids[0] as string)).toEqual(certificates[0]);
        expect(await counts(SUSPEND)).toEqual([1, 0, 0]);
        expect(await counts(REVOKE)).toEqual([1, 0, 0]);
        expect(await counts(REINSTATE)).toEqual([0, 0, 1]);
        expect(await counts(SUSPEND)).toEqual([0, 0, 1]);
        expect((await stores.certificates.find(ids[0] as string))?.suspended).toBeUndefined();
        const history = await stores.statuses.historyOf(ids[0] as string);
        expect(history.map(({ status }) => status)).toEqual(["suspended", "valid", "suspended", "revoked"]);
      });

      it("counts ids that nobody has, and takes no more at once than it may", async () => {
        const none = await stores.statuses.set({ certificateIds: ["00000000-000000"] }, REVOKE);
        expect(none).toEqual({ changed: [], already: 0, final: 0, unknown: 1 });
        expect(await stores.statuses.set({ certificateIds: [] }, REVOKE)).toMatchObject({ changed: [] });
        expect(await stores.statuses.historyOf("00000000-000000")).toEqual([]);
        const many = Array.from({ length: MAX_STATUS_TARGETS + 1 }, () => "00000000-000000");
        await expect(stores.statuses.set({ certificateIds: many }, REVOKE)).rejects.toThrow(TypeError);
      });

      it("meets all current certificates of a person, and nobody else's", async () => {
        const { issuer, people, ids } = await withCertificates(stores, 2);
        const person = await personOf(issuer, people[0] as string);
        const counts = await stores.statuses.set({ recordIds: person.recordIds, now: NOW + 60 }, SUSPEND, FACT);
        expect(counts.changed).toEqual([ids[0]]);
        expect((await stores.certificates.find(ids[1] as string))?.suspended).toBeUndefined();
        expect(await stores.statuses.set({ recordIds: [], now: NOW }, REVOKE)).toMatchObject({ changed: [] });
        expect((await stores.audit.page(0, 9)).map(({ action }) => action)).toContain("test");
      });

      it("gives a suspended person no other certificate, even after theirs has expired, until they are reinstated", async () => {
        const { issuer, people, ids } = await withCertificates(stores, 1);
        const [mobile] = people as [string];
        await stores.statuses.set({ certificateIds: ids }, SUSPEND);
        expect(codeOf(await issuer.obtain({ mobile }, NOW + 70))).toBe("CERTIFICATE_SUSPENDED");
        await stores.statuses.set({ certificateIds: ids }, REINSTATE);
        expect(expectOk(await issuer.obtain({ mobile }, NOW + 140)).origin).toBe("held");
        await stores.statuses.set({ certificateIds: ids }, SUSPEND);
        expect(codeOf(await issuer.obtain({ mobile }, NOW + 200 * DAY))).toBe("CERTIFICATE_SUSPENDED");
      });

      it("seals what is not out yet into the next version, once of two at once", async () => {
        const { certificates, ids } = await withCertificates(stores, 3);
        const [a, b, c] = ids as [string, string, string];
        const index = (at: number) => certificates[at]?.statusIndex as number;
        const byIndex = (x: { statusIndex: number }, y: { statusIndex: number }) => x.statusIndex - y.statusIndex;
        expect(await stores.statuses.seal("ffffffff", { after: 0, at: NOW })).toBeNull();
        expect(await stores.statuses.seal(kid, { after: 1, at: NOW })).toBeNull();
        await stores.statuses.set({ certificateIds: [a, b] }, SUSPEND);
        const both = await Promise.all([1, 2].map(() => stores.statuses.seal(kid, { after: 0, at: NOW + 5 })));
        const first = { kid, version: 1, sealedAt: NOW + 5 };
        expect(both.filter((version) => version !== null)).toEqual([first]);
        await stores.statuses.set({ certificateIds: [a] }, REVOKE);
        await stores.statuses.set({ certificateIds: [b] }, REINSTATE);
        await stores.statuses.set({ certificateIds: [c] }, SUSPEND);
        await stores.statuses.set({ certificateIds: [c] }, REINSTATE);
        expect(await stores.statuses.seal(kid, { after: 1, at: NOW + 6 })).toMatchObject({ version: 2 });
        expect(await stores.statuses.seal(kid, { after: 2, at: NOW + 7 })).toMatchObject({ version: 3 });
        await stores.statuses.set({ certificateIds: [c] }, REVOKE);
        expect(await stores.statuses.versions(kid)).toEqual([
          first,
          ...[2, 3].map((v) => ({ kid, version: v, sealedAt: NOW + 4 + v })),
        ]);
        expect((await stores.statuses.historyOf(c)).map(({ version }) => version)).toEqual([2, 2, null]);
        const suspended = [a, b].map((_, at) => ({ statusIndex: index(at), status: "suspended" }) as const);
        expect(await collected(stores.statuses.statusAt(kid, 0))).toEqual([]);
        expect(await collected(stores.statuses.statusAt(kid, 1))).toEqual(suspended.toSorted(byIndex));
        expect(await collected(stores.statuses.statusAt(kid, 3))).toEqual([
          { statusIndex: index(0), status: "revoked" },
        ]);
        const net = [
          { statusIndex: index(0), before: "suspended", after: "revoked" },
          { statusIndex: index(1), before: "suspended", after: "valid" },
        ] as const;
        expect(await collected(stores.statuses.changesBetween(kid, 1, 3))).toEqual(net.toSorted(byIndex));
        expect(await collected(stores.statuses.changesBetween(kid, 2, 3))).toEqual([]);
        expect(await collected(stores.statuses.changesBetween(kid, 0, 3))).toEqual([
          { statusIndex: index(0), before: "valid", after: "revoked" },
        ]);
      });

      it("streams the texts of all unexpired certificates of a key, revoked ones too", async () => {
        const { certificates, ids } = await withCertificates(stores, 3);
        await stores.statuses.set({ certificateIds: [ids[1] as string] }, REVOKE);
        const ordered = certificates.toSorted((x, y) => x.statusIndex - y.statusIndex);
        expect(await collected(stores.certificates.issuedTokens(kid, NOW))).toEqual(
          ordered.map(({ qrText }) => qrText),
        );
        expect(await collected(stores.certificates.issuedTokens("ffffffff", NOW))).toEqual([]);
        expect(await collected(stores.certificates.issuedTokens(kid, NOW + 400 * DAY))).toEqual([]);
      });

      it("finds a block by centre and dates, counts it, and changes it when told to", async () => {
        const { ids } = await withCertificates(stores, 4);
        const context = (decision: StatusDecision, dryRun: boolean) => ({ decision, dryRun });
        const block = { source: "CENTRE_A", issued: { from: NOW, to: NOW + 1 } };
        const dry = await setStatusOfBlock(block, stores, context(SUSPEND, true));
        expect(dry).toEqual({ looked: 4, matching: 2, changed: 0 });
        expect((await stores.certificates.find(ids[0] as string))?.suspended).toBeUndefined();
        expect(await setStatusOfBlock(block, stores, context(SUSPEND, false))).toEqual({ ...dry, changed: 2 });
        expect(await setStatusOfBlock(block, stores, context(SUSPEND, false))).toEqual(dry);
        const other = { ...block, doses: { from: "2021-06-01", to: "2021-06-30" } };
        expect(await setStatusOfBlock(other, stores, context(REVOKE, true))).toMatchObject({ matching: 2 });
        const none = { ...block, doses: { from: "2021-06-29", to: "2021-07-01" } };
        expect(await setStatusOfBlock(none, stores, context(REVOKE, true))).toMatchObject({ matching: 0 });
        const later = { ...block, issued: { from: NOW + 1, to: NOW + 2 } };
        expect(await setStatusOfBlock(later, stores, context(REVOKE, true))).toMatchObject({ looked: 0 });
        expect(await setStatusOfBlock({ source: "CENTRE_A" }, stores, context(REVOKE, false))).toMatchObject({
          changed: 2,
        });
        const rest = await setStatusOfBlock({ source: "CENTRE_A" }, stores, context(REVOKE, true));
        expect(rest).toEqual({ looked: 2, matching: 0, changed: 0 });
      });
    });

    describe("the return from a copy", () => {
      it("skips indices, as far as there are any", async () => {
        const other = {
          ...TEST_SIGNING_KEY,
          kid: "ffffffff",
          publicKey: TEST_SIGNING_KEY.publicKey.toReversed(),
          listSize: 9,
        };
        await stores.signingKeys.register(TEST_SIGNING_KEY);
        await stores.signingKeys.register(other);
        await stores.signingKeys.takeSequences(kid, 3);
        expect(await stores.home.isHome()).toBe(true);
        const settled = await stores.home.settle({ at: NOW, skip: 100, published: [] }, FACT);
        const expected = [
          { kid, from: 3, to: 103, statuses: 0 },
          { kid: "ffffffff", from: 0, to: 9, statuses: 0 },
        ];
        expect(settled).toEqual(expected.toSorted((a, b) => (a.kid < b.kid ? -1 : 1)));
        expect(await stores.signingKeys.takeSequences(kid, 1)).toEqual({ first: 103, count: 1 });
        expect(await stores.signingKeys.takeSequences("ffffffff", 1)).toBeNull();
        expect((await stores.audit.head()).sequence).toBe(1);
      });

      it("takes published statuses back in, goes on after their version, and keeps what is pending", async () => {
        const { certificates, ids } = await withCertificates(stores, 4);
        const index = (at: number) => certificates[at]?.statusIndex as number;
        const [a, b, c, d] = ids as [string, string, string, string];
        await stores.statuses.set({ certificateIds: [a] }, SUSPEND);
        await stores.statuses.seal(kid, { after: 0, at: NOW });
        // The copy was made here. Pending: one that was published as revoked since, and one that was not.
        await stores.statuses.set({ certificateIds: [b, d] }, SUSPEND);
        const listed = [index(1), 7, 8].map((statusIndex) => ({ statusIndex, status: "revoked" }) as const);
        const published = [
          { kid, version: 5, listed: [...listed, { statusIndex: index(2), status: "suspended" as const }] },
        ];
        const [settled] = await stores.home.settle({ at: NOW + 9, skip: 0, published }, FACT);
        expect(settled?.statuses).toBe(5);
        const byIndex = (x: { statusIndex: number }, y: { statusIndex: number }) => x.statusIndex - y.statusIndex;
        const [{ listed: expected }] = published as [(typeof published)[0]];
        expect(await collected(stores.statuses.statusAt(kid, 5))).toEqual(expected.toSorted(byIndex));
        expect(await stores.statuses.seal(kid, { after: 5, at: NOW + 10 })).toMatchObject({ version: 6 });
        expect(await collected(stores.statuses.changesBetween(kid, 5, 6))).toEqual([
          { statusIndex: index(3), before: "valid", after: "suspended" },
        ]);
        const states = await Promise.all([a, b, c].map((id) => stores.certificates.find(id)));
        expect(states.map((held) => [held?.revoked?.reason, held?.suspended?.reason])).toEqual([
          [undefined, undefined],
          ["restored", undefined],
          [undefined, "restored"],
        ]);
        const older = await stores.home.settle(
          { at: NOW + 11, skip: 0, published: [{ kid, version: 4, listed: [] }] },
          FACT,
        );
        expect(older).toMatchObject([{ statuses: 0 }]);
      });
    });

    describe("the end of signing keys", () => {
      it("stops a key from signing, earlier and never later, and revokes it for ever", async () => {
        const { signingKeys } = stores;
        await signingKeys.register(TEST_SIGNING_KEY);
        const stopped = { ...TEST_SIGNING_KEY, signUntil: NOW };
        expect(await signingKeys.end(kid, { signUntil: NOW }, FACT)).toBe(true);
        expect(await signingKeys.end(kid, { signUntil: NOW + 1 }, FACT)).toBe(false);
        expect(await signingKeys.list()).toEqual([stopped]);
        expect(await signingKeys.end(kid, "revoked", FACT)).toBe(true);
        expect(await signingKeys.end(kid, "revoked", FACT)).toBe(false);
        expect(await signingKeys.end("ffffffff", "revoked", FACT)).toBe(false);
        expect(await signingKeys.list()).toEqual([{ ...stopped, state: "revoked" }]);
        expect((await stores.audit.head()).sequence).toBe(2);
      });
    });

    describe("organisations", () => {
      const entity: Entity = {
        entityId: "rail.example",
        kind: "verifying-entity",
        name: "Example Railway",
        purpose: "booking",
        origins: ["https://rail.example"],
        requestsPerMinute: 600,
        state: "active",
        registeredAt: NOW,
        keys: [{ keyId: "k1", secretHash: "00", from: NOW, until: null }],
      };

      it("holds them under their ids and the ids of their keys", async () => {
        const { entities } = stores;
        expect(await entities.register(entity, FACT)).toBe(true);
        expect(await entities.register({ ...entity, name: "Other" }, FACT)).toBe(false);
        const other = { ...entity, entityId: "air.example", keys: [] };
        expect(await entities.register(other, FACT)).toBe(true);
        expect(await entities.find("rail.example")).toEqual(entity);
        expect(await entities.ofKey("k1")).toEqual(entity);
        expect(await entities.find("nobody")).toBeNull();
        expect(await entities.ofKey("k9")).toBeNull();
        expect(await entities.list()).toEqual([other, entity]);
        const clash = entities.register({ ...entity, entityId: "third.example" }, FACT);
        await expect(clash).rejects.toThrow(TypeError);
        expect(await entities.find("third.example")).toBeNull();
        expect((await stores.audit.head()).sequence).toBe(2);
      });

      it("changes one step after the other, so that no change is lost", async () => {
        const { entities } = stores;
        await entities.register(entity, FACT);
        const added = ["k2", "k3"].map((keyId) =>
          entities.change(
            "rail.example",
            (held) => ({ ...held, keys: [...held.keys, { keyId, secretHash: "01", from: NOW, until: NOW + DAY }] }),
            FACT,
          ),
        );
        await Promise.all(added);
        const held = await entities.ofKey("k3");
        expect(held?.keys.map(({ keyId }) => keyId).toSorted()).toEqual(["k1", "k2", "k3"]);
        expect(await entities.change("nobody", (any) => any, FACT)).toBeNull();
        await entities.register({ ...entity, entityId: "air.example", keys: [] }, FACT);
        const stolen = entities.change("air.example", (any) => ({ ...any, keys: entity.keys }), FACT);
        await expect(stolen).rejects.toThrow(TypeError);
        expect((await entities.find("air.example"))?.keys).toEqual([]);
      });

      it("has a key usable between its dates, while the organisation is active", () => {
        const [key] = entity.keys;
        const ended = { ...entity, keys: [{ ...entity.keys[0], until: NOW + 9 } as Entity["keys"][0]] };
        expect(usableEntityKey(entity, "k1", { now: NOW })).toEqual(key);
        expect(usableEntityKey(entity, "k1", { now: NOW - 1 })).toBeNull();
        expect(usableEntityKey(entity, "k2", { now: NOW })).toBeNull();
        expect(usableEntityKey(ended, "k1", { now: NOW + 8 })).toMatchObject({ keyId: "k1" });
        expect(usableEntityKey(ended, "k1", { now: NOW + 9 })).toBeNull();
        expect(usableEntityKey({ ...entity, state: "revoked" }, "k1", { now: NOW })).toBeNull();
      });
    });

    describe("consents and people", () => {
      function receipt(person: PersonKey & { readonly challengeId: string }, receiptId: string): ConsentReceipt {
        const consent = { audience: "rail.example", noticeVersion: "1", noticeLanguage: "bn", givenAt: NOW };
        return { receiptId, ...person, consent, document: Uint8Array.of(1, 2, 3), withdrawnAt: null };
      }

      it("keeps one receipt for a challenge, and finds it by id and by person", async () => {
        const { issuer, people } = await withCertificates(stores, 2);
        const [one, two] = [await personOf(issuer, people[0] as string), await personOf(issuer, people[1] as string)];
        const first = receipt(one, "c1");
        expect(await stores.consents.give(first)).toEqual(first);
        expect(await stores.consents.give(receipt(one, "c2"))).toEqual(first);
        expect(await stores.consents.find("c1")).toEqual(first);
        expect(await stores.consents.find("c2")).toBeNull();
        expect(await stores.consents.ofPerson(one)).toEqual([first]);
        expect(await stores.consents.ofPerson(two)).toEqual([]);
        expect(await stores.consents.ofPerson({ ...one, recordIds: [] })).toEqual([]);
        expect(await stores.consents.ofPerson({ ...one, mobileHash: two.mobileHash })).toEqual([]);
      });

      it("withdraws once, and revokes what was issued under it", async () => {
        const { issuer, people, ids } = await withCertificates(stores, 1);
        const person = await personOf(issuer, people[0] as string);
        await stores.consents.give(receipt(person, "c1"));
        const withdrawn = await stores.consents.withdraw("c1", NOW + 70, FACT);
        expect(withdrawn).toEqual({ receipt: { ...receipt(person, "c1"), withdrawnAt: NOW + 70 }, revoked: ids });
        const again = await stores.consents.withdraw("c1", NOW + 80, FACT);
        expect(again).toEqual({ receipt: { ...receipt(person, "c1"), withdrawnAt: NOW + 70 }, revoked: [] });
        const revoked = { at: NOW + 70, reason: "consent-withdrawn" };
        expect(await stores.certificates.find(ids[0] as string)).toMatchObject({ revoked });
        expect(await stores.consents.withdraw("c9", NOW, FACT)).toBeNull();
      });

      it("withdraws what nothing was issued under", async () => {
        const consent = receipt({ mobileHash: "m1", recordIds: ["r1"], challengeId: "t1" }, "c1");
        await stores.consents.give(consent);
        expect(await stores.consents.withdraw("c1", NOW + 1, FACT)).toMatchObject({ revoked: [] });
      });

      it("exports all that is held about a person, and erases it, and nobody else's", async () => {
        const { issuer, people, certificates, ids } = await withCertificates(stores, 2);
        const [one, two] = [await personOf(issuer, people[0] as string), await personOf(issuer, people[1] as string)];
        await stores.consents.give(receipt(one, "c1"));
        await stores.consents.give(receipt(two, "c2"));
        expect(codeOf(await issuer.obtain({ mobile: people[0] as string, name: "Nobody Here" }, NOW + 130))).toBe(
          "RECORD_NOT_FOUND",
        );
        const exported = await stores.people.exportOf(one);
        expect(exported).toMatchObject({
          records: [{ recordId: one.recordIds[0] }],
          certificates: [certificates[0]],
          consents: [receipt(one, "c1")],
        });
        const erased = await stores.people.erase(one, { ...FACT, at: NOW + 200 });
        expect(erased).toEqual({ records: 1, certificates: 1, consents: 1, challenges: 3 });
        expect(await stores.people.exportOf(one)).toEqual({ records: [], certificates: [], consents: [] });
        expect(await stores.challenges.find(one.challengeId)).toBeNull();
        // The index stays revoked in the list.
        const [change] = await stores.statuses.historyOf(ids[0] as string);
        expect(change).toMatchObject({ status: "revoked", statusIndex: certificates[0]?.statusIndex });
        const none = { records: 0, certificates: 0, consents: 0, challenges: 0 };
        expect(await stores.people.erase(one, FACT)).toEqual(none);
        expect((await stores.people.exportOf(two)).certificates).toEqual([certificates[1]]);
        expect((await stores.people.exportOf({ ...two, recordIds: [] })).records).toEqual([]);
        expect(await stores.people.erase({ mobileHash: "m9", recordIds: [] }, FACT)).toEqual(none);
      });

      it("does not hand a person's record to another number", async () => {
        const { issuer, people } = await withCertificates(stores, 2);
        const [one, two] = [await personOf(issuer, people[0] as string), await personOf(issuer, people[1] as string)];
        const mixed = { mobileHash: one.mobileHash, recordIds: two.recordIds };
        expect((await stores.people.exportOf(mixed)).records).toEqual([]);
      });

      it("forgets expired certificates and ended consents, a bounded number at a time", async () => {
        const { issuer, people, certificates } = await withCertificates(stores, 3);
        for (const [at, mobile] of people.entries()) {
          await stores.consents.give(receipt(await personOf(issuer, mobile), `c${at}`));
        }
        await stores.consents.withdraw("c2", NOW + 1, FACT);
        const exp = certificates[0]?.exp as number;
        const never = { certificatesExpiredBefore: exp, consentsBefore: NOW };
        expect(await stores.people.forget(never, 9)).toEqual({ certificates: 0, consents: 0 });
        const withdrawn = { certificatesExpiredBefore: exp, consentsBefore: NOW + 2 };
        expect(await stores.people.forget(withdrawn, 9)).toEqual({ certificates: 0, consents: 1 });
        const all = { certificatesExpiredBefore: exp + 1, consentsBefore: NOW + 2 };
        expect(await stores.people.forget(all, 2)).toEqual({ certificates: 2, consents: 2 });
        expect(await stores.people.forget(all, 2)).toEqual({ certificates: 1, consents: 0 });
        expect(await stores.people.forget(all, 2)).toEqual({ certificates: 0, consents: 0 });
        expect(await collected(stores.certificates.issuedTokens(kid, NOW))).toEqual([]);
      });
    });

    describe("tokens and remembered answers", () => {
      const token = { tokenHash: "h1", challengeId: "t1", entityId: null, issuedAt: NOW, expiresAt: NOW + 600 };

      it("finds a token until it expires or is ended", async () => {
        const { tokens } = stores;
        await tokens.issue(token);
        await tokens.issue({ ...token, tokenHash: "h2", entityId: "rail.example" });
        expect(await tokens.find("h1", NOW + 599)).toEqual(token);
        expect(await tokens.find("h1", NOW + 600)).toBeNull();
        expect(await tokens.find("h2", NOW)).toMatchObject({ entityId: "rail.example" });
        expect(await tokens.find("h9", NOW)).toBeNull();
        expect(await tokens.end("h1")).toBe(true);
        expect(await tokens.end("h1")).toBe(false);
        expect(await tokens.find("h1", NOW)).toBeNull();
        expect(await tokens.forget(NOW + 599)).toBe(0);
        expect(await tokens.forget(NOW + 600)).toBe(1);
      });

      it("gives the first answer again under the same key, until it expires", async () => {
        const { answers } = stores;
        const answer = {
          scope: "centre-1 dose",
          keyHash: "k1",
          requestHash: "q1",
          status: 201,
          body: '{"ok":true}',
          expiresAt: NOW + DAY,
        };
        expect(await answers.find(answer.scope, "k1", NOW)).toBeNull();
        expect(await answers.remember(answer, NOW)).toEqual(answer);
        const second = { ...answer, requestHash: "q2", status: 200 };
        expect(await answers.remember(second, NOW + 1)).toEqual(answer);
        expect(await answers.find(answer.scope, "k1", NOW + 1)).toEqual(answer);
        expect(await answers.find("centre-2 dose", "k1", NOW)).toBeNull();
        const late = { ...second, expiresAt: NOW + 3 * DAY };
        expect(await answers.remember(late, NOW + DAY)).toEqual(late);
        expect(await answers.forget(NOW + 2 * DAY)).toBe(0);
        expect(await answers.forget(NOW + 3 * DAY)).toBe(1);
      });
    });

    describe("documents in wallets", () => {
      const OFFER = { certificateId: "c1", documentId: "D000000001", codeHash: "h1", expiresAt: NOW + DAY };

      it("are found by the newest code until it expires, and keep their first id", async () => {
        expect(await stores.wallets.offer(OFFER)).toBe("D000000001");
        expect(await stores.wallets.ofCode("h1", NOW + DAY - 1)).toEqual({
          certificateId: "c1",
          documentId: "D000000001",
        });
        expect(await stores.wallets.ofCode("h1", NOW + DAY)).toBeNull();
        const again = { ...OFFER, documentId: "D000000002", codeHash: "h2", expiresAt: NOW + 2 * DAY };
        expect(await stores.wallets.offer(again)).toBe("D000000001");
        expect(await stores.wallets.ofCode("h1", NOW)).toBeNull();
        expect(await stores.wallets.ofCode("h2", NOW + DAY)).toMatchObject({ documentId: "D000000001" });
      });

      it("never share an id", async () => {
        await stores.wallets.offer(OFFER);
        expect(await stores.wallets.offer({ ...OFFER, certificateId: "c2", codeHash: "h3" })).toBeNull();
        expect(await stores.wallets.ofCode("h3", NOW)).toBeNull();
      });

      it("are gone with the certificate when a person is erased", async () => {
        const { issuer, people, ids } = await withCertificates(stores, 1);
        await stores.wallets.offer({ ...OFFER, certificateId: ids[0] as string });
        await stores.people.erase(await personOf(issuer, people[0] as string), FACT);
        expect(await stores.wallets.ofCode("h1", NOW)).toBeNull();
      });
    });

    describe("links for a printer", () => {
      const DIGITS = new Uint8Array(32).fill(1);
      const LINK: PrintLink = {
        certificateId: "c1",
        challengeId: "t1",
        codeHash: "h1",
        digitsHash: DIGITS,
        usesLeft: 2,
        triesLeft: 2,
        expiresAt: NOW + DAY,
      };
      const open = (fields: Partial<Parameters<Stores["printLinks"]["open"]>[0]> = {}) =>
        stores.printLinks.open({ codeHash: "h1", digitsHash: DIGITS, now: NOW, ...fields });
      const WRONG_DIGITS = { digitsHash: new Uint8Array(32).fill(2) };
      const OPENED = { outcome: "opened", certificateId: "c1" };
      const UNKNOWN = { outcome: "unknown" };

      it("are opened as often as they may be, until they expire, and by no other code", async () => {
        expect(await open()).toEqual(UNKNOWN);
        expect(await stores.printLinks.offer(LINK)).toBe(true);
        expect(await open({ codeHash: "h2" })).toEqual(UNKNOWN);
        expect(await open({ now: NOW + DAY })).toEqual(UNKNOWN);
        expect(await open({ now: NOW + DAY - 1 })).toEqual(OPENED);
        expect(await open()).toEqual(OPENED);
        expect(await open()).toEqual(UNKNOWN);
      });

      it("count wrong digits, and are dead after the last of them", async () => {
        await stores.printLinks.offer(LINK);
        expect(await open(WRONG_DIGITS)).toEqual({ outcome: "wrong", attemptsLeft: 1 });
        expect(await open()).toEqual(OPENED);
        expect(await open(WRONG_DIGITS)).toEqual({ outcome: "wrong", attemptsLeft: 0 });
        expect(await open(WRONG_DIGITS)).toEqual(UNKNOWN);
        expect(await open()).toEqual(UNKNOWN);
      });

      it("share no use and no try among many at once", async () => {
        await stores.printLinks.offer(LINK);
        const all = await Promise.all(Array.from({ length: 8 }, () => open()));
        expect(all.filter(({ outcome }) => outcome === "opened")).toHaveLength(2);
        await stores.printLinks.offer({ ...LINK, certificateId: "c2", codeHash: "h2" });
        const tries = await Promise.all(Array.from({ length: 8 }, () => open({ ...WRONG_DIGITS, codeHash: "h2" })));
        expect(tries.filter(({ outcome }) => outcome === "wrong")).toHaveLength(2);
      });

      it("are one for a certificate, the newest, and one for a confirmation, the first", async () => {
        await stores.printLinks.offer(LINK);
        expect(await stores.printLinks.offer({ ...LINK, codeHash: "h2" })).toBe(false);
        expect(await open({ codeHash: "h2" })).toEqual(UNKNOWN);
        expect(await stores.printLinks.offer({ ...LINK, challengeId: "t2", codeHash: "h3" })).toBe(true);
        expect(await open()).toEqual(UNKNOWN);
        expect(await open({ codeHash: "h3" })).toEqual(OPENED);
        const offers = Array.from({ length: 8 }, (_, at) => ({ ...LINK, challengeId: "t3", codeHash: `many ${at}` }));
        const taken = await Promise.all(offers.map((offer) => stores.printLinks.offer(offer)));
        expect(taken.filter(Boolean)).toHaveLength(1);
      });

      it("never share a code", async () => {
        await stores.printLinks.offer(LINK);
        const other = { ...LINK, certificateId: "c2", challengeId: "t2" };
        await expect(stores.printLinks.offer(other)).rejects.toThrow(TypeError);
        expect(await open()).toEqual(OPENED);
      });

      it("are ended by their confirmation, and forgotten when they are over", async () => {
        await stores.printLinks.offer(LINK);
        expect(await stores.printLinks.end("t2")).toBe(false);
        expect(await stores.printLinks.end("t1")).toBe(true);
        expect(await stores.printLinks.end("t1")).toBe(false);
        expect(await open()).toEqual(UNKNOWN);
        await stores.printLinks.offer(LINK);
        expect(await stores.printLinks.forget(NOW + DAY - 1)).toBe(0);
        expect(await stores.printLinks.forget(NOW + DAY)).toBe(1);
      });

      it("are gone with the certificate when a person is erased", async () => {
        const { issuer, people, ids } = await withCertificates(stores, 1);
        await stores.printLinks.offer({ ...LINK, certificateId: ids[0] as string });
        await stores.people.erase(await personOf(issuer, people[0] as string), FACT);
        expect(await open()).toEqual(UNKNOWN);
      });
    });

    describe("offers to wallets", () => {
      const OFFER = { certificateId: "c1", codeHash: "h1", txCodeHash: null, expiresAt: NOW + 300 };
      const REDEMPTION = {
        codeHash: "h1",
        txCodeHash: null,
        tokenHash: "t1",
        tokenExpiresAt: NOW + 600,
        now: NOW,
        maxAttempts: 3,
      };
      const redeem = (fields: Partial<OfferRedemption> = {}) => stores.offers.redeem({ ...REDEMPTION, ...fields });

      it("are redeemed once, before they expire, and the token finds the certificate until its own end", async () => {
        await stores.offers.open(OFFER);
        expect(await redeem({ codeHash: "h0" })).toEqual({ outcome: "unknown" });
        expect(await redeem({ now: NOW + 300 })).toEqual({ outcome: "unknown" });
        expect(await stores.offers.certificateOfToken("t1", NOW)).toBeNull();
        expect(await redeem({ now: NOW + 299 })).toEqual({ outcome: "redeemed" });
        expect(await redeem({ tokenHash: "t2" })).toEqual({ outcome: "unknown" });
        expect(await stores.offers.certificateOfToken("t1", NOW + 599)).toBe("c1");
        expect(await stores.offers.certificateOfToken("t1", NOW + 600)).toBeNull();
        expect(await stores.offers.certificateOfToken("t2", NOW)).toBeNull();
      });

      it("of redemptions at once one wins", async () => {
        await stores.offers.open(OFFER);
        const outcomes = await Promise.all(["a", "b", "c", "d"].map((tokenHash) => redeem({ tokenHash })));
        expect(outcomes.map(({ outcome }) => outcome).toSorted()).toEqual([
          "redeemed",
          "unknown",
          "unknown",
          "unknown",
        ]);
        const found = await Promise.all(
          ["a", "b", "c", "d"].map((hash) => stores.offers.certificateOfToken(hash, NOW)),
        );
        expect(found.filter((id) => id !== null)).toEqual(["c1"]);
      });

      it("end with a newer one of the same certificate, unless they were redeemed", async () => {
        await stores.offers.open(OFFER);
        await stores.offers.open({ ...OFFER, certificateId: "c2", codeHash: "h2" });
        await stores.offers.open({ ...OFFER, codeHash: "h3" });
        expect(await redeem()).toEqual({ outcome: "unknown" });
        expect(await redeem({ codeHash: "h2" })).toEqual({ outcome: "redeemed" });
        expect(await redeem({ codeHash: "h3", tokenHash: "t3" })).toEqual({ outcome: "redeemed" });
        await stores.offers.open({ ...OFFER, codeHash: "h4" });
        expect(await stores.offers.certificateOfToken("t3", NOW)).toBe("c1");
      });

      it("count wrong transaction codes, also at once, and end with the last; none, or one too many, counts nothing", async () => {
        await stores.offers.open({ ...OFFER, txCodeHash: "x1" });
        for (let time = 0; time < 4; time++) expect(await redeem()).toEqual({ outcome: "tx-code-missing" });
        const wrong = await Promise.all([1, 2].map(() => redeem({ txCodeHash: "x0" })));
        expect(wrong.map((each) => ("attemptsLeft" in each ? each.attemptsLeft : each.outcome)).toSorted()).toEqual([
          1, 2,
        ]);
        expect(await redeem({ txCodeHash: "x1" })).toEqual({ outcome: "redeemed" });
        await stores.offers.open({ ...OFFER, codeHash: "h2", txCodeHash: "x2" });
        for (const attemptsLeft of [2, 1, 0]) {
          const outcome = await redeem({ codeHash: "h2", txCodeHash: "x0" });
          expect(outcome).toEqual({ outcome: "tx-code-wrong", attemptsLeft });
        }
        expect(await redeem({ codeHash: "h2", txCodeHash: "x2" })).toEqual({ outcome: "unknown" });
        await stores.offers.open({ ...OFFER, codeHash: "h3" });
        expect(await redeem({ codeHash: "h3", txCodeHash: "x1" })).toEqual({ outcome: "tx-code-unexpected" });
        expect(await redeem({ codeHash: "h3", tokenHash: "t3" })).toEqual({ outcome: "redeemed" });
      });

      it("are forgotten when they are over, tokens when those are", async () => {
        await stores.offers.open(OFFER);
        await stores.offers.open({ ...OFFER, certificateId: "c2", codeHash: "h2" });
        await redeem();
        expect(await stores.offers.forget(NOW + 299)).toBe(0);
        expect(await stores.offers.forget(NOW + 300)).toBe(1);
        expect(await stores.offers.certificateOfToken("t1", NOW + 599)).toBe("c1");
        expect(await stores.offers.forget(NOW + 600)).toBe(1);
      });

      it("are gone with the certificate when a person is erased, and so are their tokens", async () => {
        const { issuer, people, ids } = await withCertificates(stores, 1);
        const certificateId = ids[0] as string;
        await stores.offers.open({ ...OFFER, certificateId });
        await redeem();
        await stores.offers.open({ ...OFFER, certificateId, codeHash: "h2" });
        await stores.people.erase(await personOf(issuer, people[0] as string), FACT);
        expect(await stores.offers.certificateOfToken("t1", NOW)).toBeNull();
        expect(await redeem({ codeHash: "h2", tokenHash: "t2" })).toEqual({ outcome: "unknown" });
      });
    });

    describe("the audit trail", () => {
      async function* trail() {
        yield* await stores.audit.page(0, 1_000);
      }

      it("chains entries, and pages them", async () => {
        expect(await stores.audit.head()).toEqual({ sequence: 0, hash: AUDIT_ORIGIN });
        expect(await stores.audit.append([])).toEqual({ sequence: 0, hash: AUDIT_ORIGIN });
        const appended = await Promise.all(
          [1, 2, 3].map((at) => stores.audit.append([{ ...FACT, at: NOW + at }, FACT])),
        );
        const head = await stores.audit.head();
        expect(appended).toContainEqual(head);
        const pages = [await stores.audit.page(0, 4), await stores.audit.page(4, 4)];
        expect(pages.map((page) => page.map(({ sequence }) => sequence))).toEqual([
          [1, 2, 3, 4],
          [5, 6],
        ]);
        expect(pages[0]?.[1]).toMatchObject(FACT);
        expect(await findAuditBreak(trail(), head)).toBeNull();
      });
    });

    describe("readiness", () => {
      it("answers while it is open", async () => {
        await stores.ping();
        await stores.close();
        await expect(stores.ping()).rejects.toMatchObject({ code: "STORE_UNAVAILABLE" });
      });
    });
  });
}
