// What an authority has published, in its data directory and in a publisher's folder: versions, lists, issued sets, the pack, and what
// becomes of files that nobody names any more.

import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  COSE_ALG,
  coseKeyThumbprint,
  emptyStatusList,
  encodeIssuedSet,
  encodeSignedStatusUpdate,
  encodeSignedTrustBundle,
  encodeStatusHeader,
  encodeStatusUpdate,
  indexSetOf,
  kidOf,
  MAX_PACK_DOCUMENTS,
  sha256,
  statusChange,
  type TrustBundle,
  toBeSigned,
  toHex,
} from "@mohor/schema";
import { acceptTrustDocuments } from "@mohor/verifier";
import { nodeCryptoEngine } from "@mohor/verifier/node";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  keepBundle,
  keepIssuedSet,
  keepStatusList,
  keptCompanions,
  keptVersions,
  newestBundle,
  type PublicationFolders,
  readIssuedSet,
  readStatusList,
  subjectName,
} from "../../src/adapters/publication-folder.ts";
import { publishedSigningKeys } from "../../src/adapters/published-keys.ts";
import { packDocuments, readPublication, writePublisherFiles } from "../../src/adapters/publisher-files.ts";
import { createMemoryStore } from "../../src/adapters/store-memory.ts";
import { bundleOf, ROOTS, signedBy, testRoot } from "../ceremony-keys.ts";
import { NOW, TEST_PUBLIC_KEY, TEST_SIGNING_KEY } from "../issuer-fixture.ts";

const SUBJECT = coseKeyThumbprint(TEST_PUBLIC_KEY);
const statusKey = testRoot("status");
/** The certificate key, and the key that signs its lists. */
const KEYS: TrustBundle["keys"] = [
  ...bundleOf().keys,
  { ...(bundleOf().keys[0] as TrustBundle["keys"][number]), publicKey: statusKey.publicKey, purpose: "status-list" },
];
let place: string;
let folders: PublicationFolders;

beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), "mohor-publication-"));
  const at = (name: string) => join(place, name);
  folders = { trustBundles: at("b"), trustRequests: at("r"), statusLists: at("s"), issuedSets: at("i") };
});
afterEach(() => rmSync(place, { recursive: true, force: true }));

/** Keeps a bundle of this version. */
function publish(fields: Partial<TrustBundle>): Uint8Array {
  const { payload, signatures, bundle } = signedBy(bundleOf(fields), ROOTS.slice(0, 3));
  const bytes = encodeSignedTrustBundle(payload, signatures);
  expect(keepBundle(folders.trustBundles, bundle.version, bytes)).toBe(true);
  return bytes;
}

/** One document of a list in which these indices are revoked. */
function update(version: number, base: number, revoked: readonly number[], subject: Uint8Array = SUBJECT) {
  const list = { ...emptyStatusList(subject, 1_000), version, revoked: indexSetOf(revoked) };
  const from = { ...list, version: base, revoked: base === 0 ? indexSetOf([]) : list.revoked };
  const protectedHeader = encodeStatusHeader({ alg: COSE_ALG.EDDSA, kid: kidOf(statusKey.publicKey) });
  const payload = encodeStatusUpdate({ ...statusChange(from, list), issued: NOW, bundleVersion: 1 });
  const signature = statusKey.sign(toBeSigned(protectedHeader, payload));
  return { base, bytes: encodeSignedStatusUpdate({ protectedHeader, payload, signature }) };
}

function keepList(version: number, bases: readonly number[], subject: Uint8Array = SUBJECT): void {
  const documents = [0, ...bases].map((base) => update(version, base, [version], subject));
  keepStatusList(folders.statusLists, { subject, version, documents, token: Uint8Array.of(version) });
}

describe("bundles", () => {
  it("are kept once for each version, and the newest is found by its number", () => {
    expect(newestBundle(folders.trustBundles)).toBeNull();
    for (const version of [1, 9, 10]) publish({ version });
    expect(keptVersions(folders.trustBundles)).toEqual([1, 9, 10]);
    expect(newestBundle(folders.trustBundles)).toMatchObject({ version: 10, signed: { bundle: { version: 10 } } });
    expect(keepBundle(folders.trustBundles, 10, Uint8Array.of(1))).toBe(false);
    expect(newestBundle(folders.trustBundles)?.signed.bundle.version).toBe(10);
  });

  it("that are damaged are named, and never skipped for an older one", () => {
    publish({ version: 1 });
    writeFileSync(join(folders.trustBundles, "0000000002.cose"), "x");
    expect(() => newestBundle(folders.trustBundles)).toThrow(expect.objectContaining({ code: "FILE_UNREADABLE" }));
  });
});

describe("status lists", () => {
  it("are kept in their newest version, whole first, then by base from the newest", () => {
    expect(readStatusList(folders.statusLists, TEST_PUBLIC_KEY)).toBeNull();
    keepList(1, []);
    keepList(2, [1]);
    keepList(12, [11, 2]);
    const kept = readStatusList(folders.statusLists, TEST_PUBLIC_KEY);
    expect(kept?.version).toBe(12);
    expect(kept?.updates.map(({ base }) => base)).toEqual([0, 11, 2]);
    expect(kept?.token).toEqual(Uint8Array.of(12));
    const names = readdirSync(join(folders.statusLists, subjectName(SUBJECT)));
    expect(names.toSorted()).toEqual(["0-12.cose", "11-12.cose", "12.statuslist.cwt", "2-12.cose"]);
  });

  it("of a slower publisher never take the place of a newer version", () => {
    keepList(3, [2]);
    keepList(2, [1]);
    expect(readStatusList(folders.statusLists, TEST_PUBLIC_KEY)?.version).toBe(3);
    expect(readStatusList(folders.statusLists, TEST_PUBLIC_KEY)?.updates).toHaveLength(2);
  });

  it("count from their whole document on: a crash before it leaves the version before", () => {
    keepList(1, []);
    const folder = join(folders.statusLists, subjectName(SUBJECT));
    writeFileSync(join(folder, "1-2.cose"), update(2, 1, [2]).bytes);
    expect(readStatusList(folders.statusLists, TEST_PUBLIC_KEY)?.version).toBe(1);
    writeFileSync(join(folder, "0-1.cose"), "x");
    expect(() => readStatusList(folders.statusLists, TEST_PUBLIC_KEY)).toThrow(
      expect.objectContaining({ code: "FILE_UNREADABLE" }),
    );
  });

  it("and issued sets of revoked keys are named by the next bundle", () => {
    keepList(4, []);
    keepIssuedSet(folders.issuedSets, SUBJECT, encodeIssuedSet(SUBJECT, new Uint8Array(16)));
    const set = readIssuedSet(folders.issuedSets, TEST_PUBLIC_KEY);
    const list = readStatusList(folders.statusLists, TEST_PUBLIC_KEY);
    const ofList = { publicKey: TEST_PUBLIC_KEY, kind: "status-list", version: 4, digest: list?.digest };
    const keys = (state: string) => [{ publicKey: TEST_PUBLIC_KEY, state }];
    expect(keptCompanions(folders, keys("active"))).toEqual([ofList]);
    expect(keptCompanions(folders, keys("revoked"))).toEqual([
      ofList,
      { publicKey: TEST_PUBLIC_KEY, kind: "issued-set", version: 1, digest: set?.digest },
    ]);
    expect(keptCompanions(folders, [{ publicKey: statusKey.publicKey, state: "active" }])).toEqual([]);
  });
});

describe("a publisher's folder", () => {
  it("is not made before the first bundle", () => {
    expect(() => writePublisherFiles(join(place, "out"), folders)).toThrow(
      expect.objectContaining({ code: "TRUST_UNPUBLISHED" }),
    );
    expect(existsSync(join(place, "out"))).toBe(false);
  });

  it("holds what the index names, with its size and digest, and loses what is no longer named", () => {
    const out = join(place, "out");
    mkdirSync(out);
    const companion = { keyIndex: 0, kind: "issued-set", version: 1 } as const;
    const document = encodeIssuedSet(SUBJECT, new Uint8Array(8));
    keepIssuedSet(folders.issuedSets, SUBJECT, document);
    publish({ version: 1, keys: KEYS, companions: [{ ...companion, digest: sha256(document) }] });
    keepList(1, []);
    writePublisherFiles(out, folders);
    const setName = `issued-sets/${toHex(sha256(document))}.cbor`;
    expect(existsSync(join(out, setName))).toBe(true);
    writeFileSync(join(out, "status", "README.txt"), "the web server's own");

    // The next bundle names no set; a set made since belongs to a later one.
    publish({ version: 2, keys: KEYS });
    keepList(2, [1]);
    writePublisherFiles(out, folders);
    const index = JSON.parse(readFileSync(join(out, "index.json"), "utf8"));
    expect(index).toMatchObject({ format: 1, bundle: { version: 2 }, issuedSets: [], statusLists: [{ version: 2 }] });
    const entries = [
      index.bundle,
      ...index.bundles,
      index.pack,
      index.statusLists[0].token,
      ...index.statusLists[0].updates,
    ];
    for (const { name, size, sha256: digest } of entries) {
      const bytes = readFileSync(join(out, name));
      expect([name, size, digest]).toEqual([name, bytes.length, toHex(sha256(bytes))]);
    }
    const names = readdirSync(out, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    const named = [
      ...entries.map(({ name }) => name.split("/").at(-1)),
      "index.json",
      "jwks.json",
      "cose-keyset.cbor",
      "README.txt",
    ];
    expect(names.map(({ name }) => name).toSorted()).toEqual(named.toSorted());
    expect(names.some(({ name }) => name.endsWith(".tmp"))).toBe(false);
  });
});

it("lists that a revoked key signed are not given out", () => {
  const revoked = KEYS.map((key) => ({ ...key, state: key.purpose === "status-list" ? "revoked" : "active" }) as const);
  publish({ version: 1, keys: KEYS });
  keepList(1, []);
  expect(readPublication(folders).statusLists).toHaveLength(1);
  publish({ version: 2, keys: revoked });
  expect(readPublication(folders).statusLists).toEqual([]);
});

describe("packDocuments", () => {
  it("leads a gate from any bundle over every change of roots to the newest", () => {
    const sets = [ROOTS.slice(0, 3), ["x", "y", "z"].map(testRoot), ["u", "v", "w"].map(testRoot)] as const;
    // Versions 1 and 2 are of the first set, 3 to 5 of the second, 6 and 7 of the third.
    const bundles = [0, 0, 1, 1, 1, 2, 2].map((set, at) => {
      const rootKeys = (sets[set] ?? []).map(({ publicKey }) => publicKey);
      const isStep = at === 2 || at === 5;
      const signers = [...(isStep ? (sets[set - 1] ?? []) : []), ...(sets[set] ?? [])];
      const signed = signedBy(bundleOf({ version: at + 1, rootKeys, rootThreshold: 2, keys: KEYS }), signers);
      const bytes = encodeSignedTrustBundle(signed.payload, signed.signatures);
      keepBundle(folders.trustBundles, at + 1, bytes);
      return bytes;
    });
    keepList(1, []);
    const documents = packDocuments(folders, readPublication(folders));
    expect(documents).toHaveLength(4);
    for (const [at, bytes] of bundles.entries()) {
      const context = { now: NOW, engine: nodeCryptoEngine } as const;
      const { state } = acceptTrustDocuments(null, [bytes], { ...context, firstTrust: "on-first-use" });
      const { trust } = acceptTrustDocuments(state, documents.toReversed(), context);
      expect([at, trust.ok && trust.value.bundle.version]).toEqual([at, 7]);
    }
  });

  it("holds no more than a pack may, the newest bundle always", () => {
    const keys = Array.from({ length: 64 }, (_, at) => ({
      ...bundleOf().keys[0],
      publicKey: at === 0 ? statusKey.publicKey : testRoot(`key ${at}`).publicKey,
    }));
    publish({ version: 1, rootKeys: [ROOTS[0]?.publicKey as Uint8Array], rootThreshold: 1 });
    const newest = publish({ version: 2, keys: keys as TrustBundle["keys"] });
    for (const { publicKey } of keys) keepList(1, [], coseKeyThumbprint(publicKey));
    const documents = packDocuments(folders, readPublication(folders));
    expect(documents).toHaveLength(MAX_PACK_DOCUMENTS);
    expect(documents[0]).toEqual(newest);
  });
});

it("publishedSigningKeys lists what gates have been told of, and everything before the first bundle", async () => {
  const { signingKeys } = createMemoryStore();
  const waiting = { ...TEST_SIGNING_KEY, kid: "00000001", publicKey: testRoot("waiting").publicKey };
  await signingKeys.register(TEST_SIGNING_KEY);
  await signingKeys.register(waiting);
  const published = publishedSigningKeys(signingKeys, folders.trustBundles);
  const kids = async () => (await published.list()).map(({ kid }) => kid).toSorted();
  expect(await kids()).toEqual(["00000001", TEST_SIGNING_KEY.kid].toSorted());
  publish({ version: 1 });
  expect(await kids()).toEqual([TEST_SIGNING_KEY.kid]);
  expect(await published.takeSequences(waiting.kid, 1)).toEqual({ first: 0, count: 1 });
});
