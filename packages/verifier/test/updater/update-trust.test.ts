// The updater against a real web server: honest, broken and hostile. Nothing that a server does makes what is held worse.

import { randomBytes } from "node:crypto";
import type { ServerResponse } from "node:http";
import { gzipSync } from "node:zlib";
import { sha256, type TrustBundle } from "@mohor/schema";
import { openTrustState, type TrustState, type TrustStore } from "@mohor/verifier";
import { nodeCryptoEngine } from "@mohor/verifier/node";
import { noMemory, publisherFolder, type TrustUpdate, type UpdateMemory, updateTrust } from "@mohor/verifier/updater";
import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { runs } from "../../../../test-support/effort.ts";
import { BUNDLE, KEYS, NOW, ROOTS, signedBundle, testKey } from "../test-issuer.ts";
import { issuedSetOf, listOf, naming, stateOf, updateTo } from "../trust-documents.ts";
import { type Folder, folderOf, type Manner, type Publisher, startPublisher } from "./publisher.ts";

/** Made before any server runs: packing stops this process for long enough that idle connections are closed unseen. */
const bomb = gzipSync(Buffer.alloc(100_000_000));

let publisher: Publisher;
beforeAll(async () => {
  publisher = await startPublisher();
});
afterAll(() => publisher.close());
beforeEach(() => void publisher.requests());

type Options = {
  readonly memory?: UpdateMemory;
  readonly now?: number;
  readonly isFirst?: boolean;
  readonly milliseconds?: number;
};

/** A run against the test's server. */
function update(held: TrustState | null, options: Options = {}): Promise<TrustUpdate> {
  const { memory = noMemory(publisher.address), now = NOW, isFirst = false, milliseconds = 5_000 } = options;
  const trustNow = isFirst ? { firstTrust: "on-first-use" as const } : {};
  return updateTrust(
    held,
    memory,
    { from: publisher.address, now, ...trustNow },
    {
      fetch,
      engine: nodeCryptoEngine,
      deadline: (allowed) => AbortSignal.timeout(Math.min(allowed, milliseconds)),
    },
  );
}

function names(): string[] {
  return publisher.requests().map(({ name }) => name);
}

function storeIn({ trust }: TrustUpdate): TrustStore {
  if (!trust.ok) throw new Error(trust.code);
  return trust.value;
}

const FIRST = listOf(1, { revoked: [5] });
const SECOND = listOf(2, { revoked: [5, 77] });
const THIRD = listOf(3, { revoked: [5, 77, 901] });
const next = (bundle: TrustBundle, change: Partial<TrustBundle> = {}): TrustBundle => ({
  ...bundle,
  version: bundle.version + 1,
  issued: bundle.issued + 60,
  ...change,
});
const NEXT = next(BUNDLE);

/** Versions held, by kind: what must never fall. */
function heights(state: TrustState | null): readonly number[] {
  if (state === null) return [0, 0];
  const trust = openTrustState(state, { engine: nodeCryptoEngine });
  if (!trust.ok) throw new Error(trust.code);
  const keys = [...trust.value.keysByKid.values()].flat();
  return [trust.value.bundle.version, Math.max(...keys.map(({ beside }) => beside.statusList?.list.version ?? 0))];
}

describe("an update from an honest server", () => {
  it("sets up a verifier that had nothing, with the whole list", async () => {
    publisher.serve(folderOf({ bundles: [signedBundle()], updates: [updateTo(FIRST)] }));
    const first = await update(null, { isFirst: true });
    expect(first).toMatchObject({ outcome: "updated" });
    expect(first.code).toBeUndefined();
    expect(heights(first.state)).toEqual([7, 1]);
    expect(storeIn(first).bundle.version).toBe(7);
  });

  it("trusts nobody by itself: without a word about the first bundle nothing is taken", async () => {
    publisher.serve(folderOf({ bundles: [signedBundle()] }));
    expect(await update(null)).toMatchObject({ outcome: "failed", code: "KEYSET_ROOT_UNCONFIRMED", state: null });
  });

  it("costs one request and no bytes where nothing is new", async () => {
    publisher.serve(folderOf({ bundles: [signedBundle()], updates: [updateTo(FIRST)] }));
    const first = await update(null, { isFirst: true });
    names();
    const second = await update(first.state, { memory: first.memory });
    expect(second).toMatchObject({ outcome: "unchanged", bytesReceived: 0 });
    expect(second.state).toBe(first.state);
    expect(second.memory).toEqual(first.memory);
    expect(names()).toEqual(["index.json"]);
  });

  it("asks for nothing but the index where the server knows no ETags, or memory was lost of all but the lists", async () => {
    const folder = folderOf({ bundles: [signedBundle()], updates: [updateTo(FIRST)] });
    publisher.serve(folder);
    const first = await update(null, { isFirst: true });
    names();
    const second = await update(first.state, { memory: { ...first.memory, etag: null } });
    expect(second).toMatchObject({ outcome: "unchanged" });
    expect(names()).toEqual(["index.json"]);
  });

  it("fetches the change of a list and not the whole, where there is one from what is held", async () => {
    publisher.serve(folderOf({ bundles: [signedBundle()], updates: [updateTo(FIRST)] }));
    const first = await update(null, { isFirst: true });
    names();
    const updates = [updateTo(THIRD), updateTo(THIRD, { from: SECOND }), updateTo(THIRD, { from: FIRST })];
    publisher.serve(folderOf({ bundles: [signedBundle()], updates }));
    const second = await update(first.state, { memory: first.memory });
    expect(names()).toEqual(["index.json", expect.stringMatching(/^status\/[0-9a-f]{16}\/1-3\.cose$/)]);
    expect(heights(second.state)).toEqual([7, 3]);
  });

  it("fetches the whole list where no change begins at what is held", async () => {
    const updates = [updateTo(THIRD), updateTo(THIRD, { from: SECOND })];
    publisher.serve(folderOf({ bundles: [signedBundle()], updates }));
    const second = await update(stateOf(BUNDLE, [updateTo(FIRST)]));
    expect(names()[1]).toMatch(/\/0-3\.cose$/);
    expect(heights(second.state)).toEqual([7, 3]);
  });

  it("fetches the whole list where the change does not fit what is held", async () => {
    const other = listOf(1, { revoked: [6] });
    const updates = [updateTo(SECOND), updateTo(SECOND, { from: other })];
    publisher.serve(folderOf({ bundles: [signedBundle()], updates }));
    const after = await update(stateOf(BUNDLE, [updateTo(FIRST)]));
    expect(after.outcome).toBe("updated");
    expect(heights(after.state)).toEqual([7, 2]);
  });

  it("takes a list that says with a later date that nothing has changed", async () => {
    publisher.serve(folderOf({ bundles: [signedBundle()], updates: [updateTo(FIRST)] }));
    const first = await update(null, { isFirst: true });
    publisher.serve(folderOf({ bundles: [signedBundle()], updates: [updateTo(FIRST, { issued: NOW - 60 })] }));
    const second = await update(first.state, { memory: first.memory });
    expect(second.outcome).toBe("updated");
    const issued = (one: TrustUpdate) =>
      [...storeIn(one).keysByKid.values()].flat().map(({ beside }) => beside.statusList?.issued);
    expect(issued(second)).toContain(NOW - 60);
    names();
    expect((await update(second.state, { memory: second.memory })).outcome).toBe("unchanged");
  });

  it("walks the bundles between where the roots have changed, and they alone", async () => {
    const rootSet = (keys: typeof ROOTS) => ({ keys, roots: { rootKeys: keys.map(({ publicKey }) => publicKey) } });
    const first = rootSet(ROOTS);
    const second = rootSet([testKey("a"), testKey("b")]);
    const third = rootSet([testKey("c"), testKey("d")]);
    const eight = next(BUNDLE, second.roots);
    const nine = next(eight);
    const ten = next(nine, third.roots);
    const bundles = [
      signedBundle(BUNDLE),
      signedBundle(eight, [...first.keys, ...second.keys]),
      signedBundle(nine, second.keys),
      signedBundle(ten, [...second.keys, ...third.keys]),
    ];
    publisher.serve(folderOf({ bundles }));
    const after = await update(stateOf(BUNDLE));
    expect(after).toMatchObject({ outcome: "updated" });
    expect(heights(after.state)[0]).toBe(10);
    expect(names()).toEqual(["index.json", "trust-bundle.cose", "bundles/8.cose", "bundles/9.cose"]);
  });

  it("does not fetch lists of keys that the bundle does not have", async () => {
    const others = Array.from({ length: 20 }, (_, i) => updateTo(listOf(1, { key: testKey(`nobody ${i}`) })));
    publisher.serve(folderOf({ bundles: [signedBundle()], updates: [updateTo(FIRST), ...others] }));
    expect(await update(stateOf(BUNDLE))).toMatchObject({ outcome: "updated" });
    expect(names()).toHaveLength(2);
  });

  it("fetches the issued set of a revoked key", async () => {
    const token = Uint8Array.of(1, 2, 3);
    const set = issuedSetOf(KEYS.revoked, [token]);
    const companion = { keyIndex: 3, kind: "issued-set", version: 1, digest: sha256(set) } as const;
    const bundle = next(BUNDLE, { companions: [companion] });
    publisher.serve(folderOf({ bundles: [signedBundle(bundle)], issuedSets: [set] }));
    const after = await update(stateOf(BUNDLE));
    expect(after).toMatchObject({ outcome: "updated" });
    expect(after.state?.issuedSets.size).toBe(1);
  });

  it("says nothing of who asks: no query, no cookie, no referrer, and names that are the same for all", async () => {
    publisher.serve(folderOf({ bundles: [signedBundle(NEXT)], updates: [updateTo(FIRST)] }));
    await update(stateOf(BUNDLE));
    const allowed = [
      "host",
      "connection",
      "accept",
      "accept-encoding",
      "accept-language",
      "sec-fetch-mode",
      "user-agent",
    ];
    for (const { name, headers } of publisher.requests()) {
      expect(name).toMatch(/^[a-z0-9./-]+$/);
      for (const header of Object.keys(headers)) {
        expect([...allowed, "if-none-match", "cache-control", "pragma"]).toContain(header);
      }
    }
  });
});

describe("a server that is broken or hostile", () => {
  const held = stateOf(BUNDLE, [updateTo(FIRST)]);
  const good = folderOf({ bundles: [signedBundle(NEXT)], updates: [updateTo(SECOND)] });
  const statusFile = [...good.keys()].find((name) => name.startsWith("status/")) ?? "";
  const asking = (wanted: string, then: (response: ServerResponse) => void): Manner => {
    return (name, response) => {
      if (name !== wanted) return false;
      then(response);
      return true;
    };
  };

  async function keeps(code: string, manner: Manner, folder: Folder = good): Promise<TrustUpdate> {
    publisher.serve(folder, manner);
    const after = await update(held);
    expect(after).toMatchObject({ outcome: "failed", code });
    expect(after.memory.etag).toBeNull();
    return after;
  }

  const answers: readonly (readonly [what: string, code: string, (response: ServerResponse) => void])[] = [
    ["404", "UPDATE_REFUSED", (response) => response.writeHead(404).end()],
    [
      "500 with a page",
      "UPDATE_REFUSED",
      (response) => response.writeHead(500).end("<html>sorry</html>".repeat(9_999)),
    ],
    ["304 that nobody asked for", "UPDATE_REFUSED", (response) => response.writeHead(304).end()],
    ["204", "UPDATE_REFUSED", (response) => response.writeHead(204).end()],
    ["206 and a part", "UPDATE_REFUSED", (response) => response.writeHead(206).end("part")],
    ["no HTTP", "UPDATE_UNREACHABLE", (response) => void response.socket?.end("hello\r\n\r\n")],
    [
      "half, and is gone",
      "UPDATE_UNREACHABLE",
      (response) => {
        response.writeHead(200, { "content-length": 1_000 });
        response.write("{");
        setTimeout(() => response.destroy(), 20);
      },
    ],
  ];
  it.each(answers)("answers with %s: %s, and what is held stays", async (_what, code, then) => {
    for (const name of ["index.json", "trust-bundle.cose"]) {
      const after = await keeps(code, asking(name, then));
      if (name === "index.json") expect(after.state).toBe(held);
      else expect(heights(after.state)[0]).toBe(7);
    }
  });

  it("sends a file without an end: it is cut off", async () => {
    const endless = (response: ServerResponse) => {
      const chunk = Buffer.alloc(65_536, 32);
      const more = () => {
        while (!response.destroyed && response.write(chunk));
      };
      response.writeHead(200).on("drain", more);
      more();
    };
    expect((await keeps("UPDATE_TOO_LARGE", asking("index.json", endless))).state).toBe(held);
    expect(heights((await keeps("UPDATE_TOO_LARGE", asking("trust-bundle.cose", endless))).state)[0]).toBe(7);
    expect(heights((await keeps("UPDATE_TOO_LARGE", asking(statusFile, endless))).state)).toEqual([8, 1]);
  });

  it("packs a hundred megabytes of nothing into a hundred kilobytes: it is cut off where it is unpacked", async () => {
    const explode = (response: ServerResponse) => response.writeHead(200, { "content-encoding": "gzip" }).end(bomb);
    const after = await keeps("UPDATE_TOO_LARGE", asking("index.json", explode));
    expect(after.state).toBe(held);
    expect(process.memoryUsage().arrayBuffers).toBeLessThan(150_000_000);
  });

  it("sends a byte now and then: it is given up in time", async () => {
    const drip = (response: ServerResponse) => {
      response.writeHead(200);
      const dripping = setInterval(() => response.write(" "), 20);
      response.on("close", () => clearInterval(dripping));
    };
    publisher.serve(good, asking("index.json", drip));
    expect(await update(held, { milliseconds: 300 })).toMatchObject({ outcome: "failed", code: "UPDATE_TIMEOUT" });
  });

  it("sends elsewhere: nobody goes there", async () => {
    const elsewhere = await startPublisher();
    try {
      elsewhere.serve(good);
      for (const status of [301, 302, 303, 307, 308]) {
        const location = `${elsewhere.address}index.json`;
        const send = (response: ServerResponse) => response.writeHead(status, { location }).end();
        await keeps("UPDATE_REDIRECTED", asking("index.json", send));
      }
      expect(elsewhere.requests()).toEqual([]);
    } finally {
      await elsewhere.close();
    }
  });

  it("is not there at all", async () => {
    const gone = await startPublisher();
    await gone.close();
    const ports = { fetch, engine: nodeCryptoEngine, deadline: (ms: number) => AbortSignal.timeout(ms) };
    const after = await updateTrust(held, noMemory(gone.address), { from: gone.address, now: NOW }, ports);
    expect(after).toMatchObject({ outcome: "failed", code: "UPDATE_UNREACHABLE" });
    expect(after.state).toBe(held);
  });

  const changed = (name: string, change: (bytes: Uint8Array) => Uint8Array): Folder =>
    new Map([...good].map(([each, bytes]) => [each, each === name ? change(bytes) : bytes]));
  const honest: Manner = () => false;
  const cut = (bytes: Uint8Array) => bytes.subarray(0, bytes.length >> 1);
  const flip = (bytes: Uint8Array) => Uint8Array.from(bytes, (byte, at) => (at === bytes.length - 3 ? byte ^ 1 : byte));

  it("has files that are cut short, changed, or another's", async () => {
    await keeps("KEYSET_MALFORMED", honest, changed("trust-bundle.cose", cut));
    const renamed = (bytes: Uint8Array) =>
      Buffer.from(Buffer.from(bytes).toString("latin1").replace("Health", "Wealth"), "latin1");
    await keeps("KEYSET_ROOT_UNTRUSTED", honest, changed("trust-bundle.cose", renamed));
    await keeps("STATUSLIST_MALFORMED", honest, changed(statusFile, cut));
    await keeps("STATUSLIST_SIGNATURE_INVALID", honest, changed(statusFile, flip));
    const swapped = changed(statusFile, () => good.get("trust-bundle.cose") ?? new Uint8Array(0));
    publisher.serve(swapped);
    expect(heights((await update(held)).state)).toEqual([8, 1]);
  });

  it("has an index that is none, or leads out of the folder", async () => {
    const index = JSON.parse(new TextDecoder().decode(good.get("index.json")));
    const entry = index.bundle;
    for (const wrong of [
      "",
      "null",
      "[]",
      "{",
      "[".repeat(500_000),
      JSON.stringify({ ...index, format: 2 }),
      JSON.stringify({ ...index, bundle: { ...entry, name: "../secret" } }),
      JSON.stringify({ ...index, bundle: { ...entry, name: "http://elsewhere.example/x" } }),
      JSON.stringify({ ...index, bundle: { ...entry, name: "//elsewhere.example/x" } }),
      JSON.stringify({ ...index, bundle: { ...entry, name: "a?b" } }),
      JSON.stringify({ ...index, bundle: { ...entry, size: -1 } }),
      JSON.stringify({ ...index, bundle: { ...entry, sha256: "x" } }),
      JSON.stringify({ ...index, bundles: Array(2_000).fill({ ...entry }) }),
      JSON.stringify({ ...index, statusLists: [{ subject: "x", version: 1, updates: [] }] }),
    ]) {
      const after = await keeps(
        "UPDATE_INDEX_MALFORMED",
        honest,
        changed("index.json", () => Buffer.from(wrong)),
      );
      expect(after.state).toBe(held);
    }
  });

  it("is a mirror that stands still behind what is held: nothing falls back", async () => {
    const ahead = stateOf(NEXT, [updateTo(SECOND, { bundleVersion: 8 })]);
    publisher.serve(folderOf({ bundles: [signedBundle(BUNDLE)], updates: [updateTo(FIRST)] }));
    const after = await update(ahead);
    expect(after).toMatchObject({ outcome: "failed", code: "UPDATE_OUTDATED" });
    expect(after.state).toBe(ahead);
  });

  it("says that old files are new: nothing falls back", async () => {
    const ahead = stateOf(NEXT, [updateTo(SECOND, { bundleVersion: 8 })]);
    const old = folderOf({ bundles: [signedBundle(BUNDLE)], updates: [updateTo(FIRST)] });
    const lie = JSON.parse(new TextDecoder().decode(old.get("index.json")));
    lie.bundle.version = 9;
    for (const list of lie.statusLists) list.version = 9;
    publisher.serve(new Map([...old, ["index.json", Buffer.from(JSON.stringify(lie))]]));
    const after = await update(ahead);
    expect(after).toMatchObject({ outcome: "failed", code: "KEYSET_ROLLBACK" });
    expect(after.state).toBe(ahead);
  });

  it("has a stranger's bundle in place of the authority's", async () => {
    const mine = [testKey("thief 1"), testKey("thief 2")];
    const forged = { ...NEXT, rootKeys: mine.map(({ publicKey }) => publicKey) };
    publisher.serve(folderOf({ bundles: [signedBundle(forged, mine)] }));
    const after = await update(held);
    expect(after).toMatchObject({ outcome: "failed", code: "KEYSET_ROOT_UNTRUSTED" });
    expect(after.state).toBe(held);
  });

  it("withholds the list that a new bundle names: the gate goes on with what it holds, whole", async () => {
    const naming8 = naming(NEXT, SECOND);
    const folder = folderOf({ bundles: [signedBundle(naming8)], updates: [updateTo(SECOND, { bundleVersion: 8 })] });
    publisher.serve(new Map([...folder].filter(([name]) => !name.startsWith("status/"))));
    const after = await update(held);
    expect(after).toMatchObject({ outcome: "failed", code: "UPDATE_REFUSED" });
    expect(after.state).toBe(held);
    publisher.serve(folder);
    expect(heights((await update(held)).state)).toEqual([8, 2]);
  });

  it("withholds a list while the new bundle revokes a key: the bundle is taken all the same", async () => {
    const revoking = naming(
      next(BUNDLE, { keys: BUNDLE.keys.map((key, at) => (at === 1 ? { ...key, state: "revoked" as const } : key)) }),
      SECOND,
    );
    const folder = folderOf({ bundles: [signedBundle(revoking)], updates: [updateTo(SECOND, { bundleVersion: 8 })] });
    publisher.serve(new Map([...folder].filter(([name]) => !name.startsWith("status/"))));
    const after = await update(held);
    expect(after).toMatchObject({ outcome: "failed", code: "UPDATE_REFUSED" });
    expect(heights(after.state)).toEqual([8, 1]);
  });

  it("cannot make anything worse by any mixture of these", async () => {
    const older = folderOf({ bundles: [signedBundle(BUNDLE)], updates: [updateTo(FIRST)] });
    const newer = folderOf({
      bundles: [signedBundle(naming(NEXT, SECOND))],
      updates: [updateTo(SECOND, { bundleVersion: 8 }), updateTo(SECOND, { from: FIRST, bundleVersion: 8 })],
    });
    const pool = [...new Set([...older.values(), ...newer.values()])];
    const way = fc.constantFrom("as it is", "old", "another", "cut", "flipped", "noise", "404", "500", "gone");
    await fc.assert(
      fc.asyncProperty(fc.array(way, { minLength: 8, maxLength: 8 }), fc.nat(), async (ways, at) => {
        let turn = 0;
        publisher.serve(newer, (name, response) => {
          const bytes = newer.get(name) ?? new Uint8Array(0);
          const other = pool[(at + turn) % pool.length] ?? bytes;
          const bad = ways[turn++ % ways.length];
          if (bad === "as it is") return false;
          if (bad === "gone") response.destroy();
          else if (bad === "404" || bad === "500") response.writeHead(Number(bad)).end();
          else {
            const sent = { old: older.get(name) ?? bytes, another: other, cut: cut(bytes), flipped: flip(bytes) };
            response.writeHead(200).end(sent[bad as keyof typeof sent] ?? randomBytes(300));
          }
          return true;
        });
        const after = await update(held);
        const [bundle = 0, list = 0] = heights(after.state);
        expect(bundle).toBeGreaterThanOrEqual(7);
        expect(list).toBeGreaterThanOrEqual(1);
        // Whole or not at all: no key was revoked, so the new bundle comes with the list that it names.
        if (bundle === 8) expect(list).toBe(2);
      }),
      runs(60),
    );
  });

  it("gets no answer from a verifier whose own state is damaged", async () => {
    publisher.serve(good);
    const damaged = { ...held, bytes: held.bytes.subarray(0, 50) };
    const after = await update(damaged);
    expect(after).toMatchObject({ outcome: "failed", code: "TRUST_STATE_MALFORMED" });
    expect(after.state).toBe(damaged);
    expect(names()).toEqual([]);
  });
});

describe("a run", () => {
  it("goes by one time from its beginning to its end", async () => {
    publisher.serve(folderOf({ bundles: [signedBundle(BUNDLE)] }));
    const late = await update(null, { isFirst: true, now: BUNDLE.expires });
    expect(late).toMatchObject({ outcome: "failed", code: "KEYSET_EXPIRED", state: null });
  });

  it("knows what an address is", () => {
    expect(publisherFolder("http://127.0.0.1:80/a/b")).toBe("http://127.0.0.1/a/b/");
    expect(publisherFolder("https://mohor.example/")).toBe("https://mohor.example/");
    for (const wrong of [
      "",
      "mohor.example",
      "file:///etc",
      "ftp://a/",
      "https://a/?who=me",
      "https://a/#x",
      "https://me:pw@a/",
    ]) {
      expect(publisherFolder(wrong)).toBeNull();
    }
  });

  it("forgets what it knew of another folder", async () => {
    publisher.serve(folderOf({ bundles: [signedBundle()], updates: [updateTo(FIRST)] }));
    const first = await update(null, { isFirst: true });
    publisher.requests();
    const other = { ...first.memory, from: "http://127.0.0.1/other/" };
    await update(first.state, { memory: other });
    expect(publisher.requests()[0]?.headers["if-none-match"]).toBeUndefined();
  });
});
