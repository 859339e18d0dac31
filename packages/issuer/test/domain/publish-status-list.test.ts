import {
  decodeSignedStatusUpdate,
  kidOf,
  listedStatus,
  MAX_INDEX_SET_COUNT,
  replayStatusUpdates,
  type StatusUpdate,
  toBeSigned,
  toHex,
} from "@mohor/schema";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { runs } from "../../../../test-support/effort.ts";
import { createMemoryStore } from "../../src/adapters/store-memory.ts";
import type { Signer, StatusStore } from "../../src/domain/ports.ts";
import { changeBases, publishStatusList, sealStatusVersion } from "../../src/domain/publish-status-list.ts";
import type { SigningKey } from "../../src/domain/signing-key.ts";
import type { ListedStatus, StatusDecision, StatusVersion } from "../../src/domain/status-change.ts";
import { check, testRoot } from "../ceremony-keys.ts";
import { codeOf, createTestIssuer, expectOk, NOW, TEST_SIGNING_KEY } from "../issuer-fixture.ts";

const DAY = 86_400;
const holder = testRoot("status list key");
const statusKey: SigningKey = {
  ...TEST_SIGNING_KEY,
  kid: toHex(kidOf(holder.publicKey)),
  publicKey: holder.publicKey,
  purpose: "status-list",
};
const signer: Signer = { sign: async (_kid, bytes) => holder.sign(bytes) };
const context = { statusKey, bundleVersion: 3 };

/** What a document states, its signature checked. */
function updateOf(bytes: Uint8Array): StatusUpdate {
  const { update, protectedHeader, payload, signature } = expectOk(decodeSignedStatusUpdate(bytes)).value;
  expect(check(holder.publicKey, signature, toBeSigned(protectedHeader, payload))).toBe(true);
  return update;
}

/** Statuses by index at each version, kept as plainly as possible: version n is `versions[n - 1]`. */
type Model = { readonly versions: ReadonlyMap<number, ListedStatus>[]; readonly sealedAt: number[] };

function storeOf({ versions, sealedAt }: Model): StatusStore {
  const at = (version: number) => versions[version - 1] ?? new Map<number, ListedStatus>();
  const unused = () => Promise.reject(new TypeError("publishing decides nothing"));
  return {
    set: unused,
    historyOf: unused,
    seal: unused,
    versions: async (kid) => sealedAt.map((at, index) => ({ kid, version: index + 1, sealedAt: at })),
    async *changesBetween(_kid, from, to) {
      const indices = new Set([...at(from).keys(), ...at(to).keys()]);
      for (const statusIndex of [...indices].toSorted((a, b) => a - b)) {
        const [before, after] = [at(from).get(statusIndex) ?? "valid", at(to).get(statusIndex) ?? "valid"];
        if (before !== after) yield { statusIndex, before, after };
      }
    },
    async *statusAt(_kid, version) {
      for (const [statusIndex, status] of [...at(version)].toSorted(([a], [b]) => a - b)) {
        if (status !== "valid") yield { statusIndex, status };
      }
    },
  };
}

function versionOf({ sealedAt }: Model, version: number): StatusVersion {
  return { kid: TEST_SIGNING_KEY.kid, version, sealedAt: sealedAt[version - 1] ?? 0 };
}

describe("publishStatusList", () => {
  it("leads to the same list by the whole document and by a change from any version, for any history", async () => {
    const SIZE = 300;
    const key = { ...TEST_SIGNING_KEY, listSize: SIZE };
    const step = fc.array(
      fc.tuple(fc.nat({ max: SIZE - 1 }), fc.constantFrom<ListedStatus>("revoked", "suspended", "valid")),
      { maxLength: 30 },
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 8 }), async (history) => {
        const model: Model = { versions: [], sealedAt: [] };
        for (const [at, decisions] of history.entries()) {
          const statuses = new Map(model.versions.at(-1));
          for (const [index, status] of decisions) if (statuses.get(index) !== "revoked") statuses.set(index, status);
          model.versions.push(statuses);
          model.sealedAt.push(NOW + at * DAY);
        }
        const store = storeOf(model);
        const wholes = new Map<number, StatusUpdate>();
        for (const version of model.versions.keys()) {
          const published = expectOk(
            await publishStatusList(key, versionOf(model, version + 1), { statuses: store, signer }, context),
          );
          const [whole, ...changes] = published.documents.map(({ bytes }) => updateOf(bytes));
          if (whole === undefined) throw new TypeError("the whole list comes first");
          const list = expectOk(replayStatusUpdates(whole, [])).value;
          expect(changes.map(({ baseVersion }) => baseVersion)).toEqual(
            Array.from({ length: version }, (_, at) => version - at),
          );
          for (const change of changes) {
            const base = wholes.get(change.baseVersion) as StatusUpdate;
            expect(expectOk(replayStatusUpdates(base, [change])).value).toEqual(list);
          }
          for (let index = 0; index < SIZE; index++) {
            expect(listedStatus(list, index)).toBe(model.versions[version]?.get(index) ?? "valid");
          }
          wholes.set(version + 1, whole);
        }
      }),
      runs(25),
    );
  });

  it("states when it was sealed, which bundle was current, and which key signed", async () => {
    const model: Model = { versions: [new Map([[5, "suspended"]])], sealedAt: [NOW + 7] };
    const { documents, issued } = expectOk(
      await publishStatusList(TEST_SIGNING_KEY, versionOf(model, 1), { statuses: storeOf(model), signer }, context),
    );
    const { update, header } = expectOk(decodeSignedStatusUpdate(documents[0]?.bytes as Uint8Array)).value;
    expect(update).toMatchObject({ version: 1, baseVersion: 0, issued: NOW + 7, bundleVersion: 3, size: 2 ** 24 });
    expect(toHex(header.kid)).toBe(statusKey.kid);
    expect(issued).toBe(NOW + 7);
  });

  it("refuses a list that is longer than a set may be", async () => {
    const many: StatusStore = {
      ...storeOf({ versions: [], sealedAt: [] }),
      async *statusAt() {
        for (let statusIndex = 0; statusIndex <= MAX_INDEX_SET_COUNT; statusIndex++)
          yield { statusIndex, status: "revoked" };
      },
    };
    const sealed = { kid: TEST_SIGNING_KEY.kid, version: 1, sealedAt: NOW };
    expect(codeOf(await publishStatusList(TEST_SIGNING_KEY, sealed, { statuses: many, signer }, context))).toBe(
      "STATUS_LIST_FULL",
    );
  });
});

describe("changeBases", () => {
  const daily = (count: number, every: number): StatusVersion[] =>
    Array.from({ length: count }, (_, at) => ({ kid: "", version: at + 1, sealedAt: at * every }));

  it("are all earlier versions where there are few, newest first", () => {
    const versions = daily(5, DAY);
    expect(changeBases(versions, versions[4] as StatusVersion)).toEqual([4, 3, 2, 1]);
    expect(changeBases(versions, versions[0] as StatusVersion)).toEqual([]);
  });

  it("of hourly lists are the newest eight and the last of each day of a month", () => {
    const versions = daily(24 * 60 + 12, 3_600);
    const newest = versions.at(-1) as StatusVersion;
    const bases = changeBases(versions, newest);
    expect(bases.slice(0, 8)).toEqual(Array.from({ length: 8 }, (_, at) => newest.version - 1 - at));
    expect(bases.length).toBeLessThanOrEqual(8 + 31);
    const days = bases.slice(8).map((version) => (version - 1) / 24);
    // The last version of a day is sealed in its last hour.
    expect(days.every((day) => Math.abs(day - Math.round(day)) < 0.05)).toBe(true);
    expect(Math.min(...bases)).toBeGreaterThan(newest.version - 24 * 32);
  });
});

describe("sealStatusVersion", () => {
  const decide = (status: StatusDecision["status"], at: number): StatusDecision =>
    status === "revoked"
      ? { status, at, reason: "fraud", actor: "operator" }
      : { status: "suspended", at, reason: "under-inquiry", actor: "operator" };

  it("makes one version of publishers at once, and none of one that comes again in the same second", async () => {
    const stores = createMemoryStore();
    const issuer = await createTestIssuer({ stores });
    await issuer.enrol({});
    const { certificateId } = expectOk(await issuer.obtain()).certificate;
    const { kid } = TEST_SIGNING_KEY;
    await stores.statuses.set({ certificateIds: [certificateId] }, decide("suspended", NOW + 1));
    const sealed = await Promise.all([1, 2, 3].map(() => sealStatusVersion(kid, stores, { now: NOW + 2 })));
    expect(sealed.map(({ version }) => version)).toEqual([1, 1, 1]);
    expect(await sealStatusVersion(kid, stores, { now: NOW + 2 })).toMatchObject({ version: 1, sealedAt: NOW + 2 });
    await stores.statuses.set({ certificateIds: [certificateId] }, decide("revoked", NOW + 3));
    expect(await sealStatusVersion(kid, stores, { now: NOW + 4 })).toMatchObject({ version: 2 });
    // Publishing a version again, as after a crash, signs the same bytes.
    const publish = (version: number, sealedAt: number) =>
      publishStatusList(TEST_SIGNING_KEY, { kid, version, sealedAt }, { ...stores, signer }, context);
    const once = expectOk(await publish(1, NOW + 2));
    expect(expectOk(await publish(1, NOW + 2)).documents).toEqual(once.documents);
    const { list } = expectOk(await publish(2, NOW + 4));
    expect([once.list.suspended.length, list.revoked.length, list.suspended.length]).toEqual([1, 1, 0]);
  });
});
