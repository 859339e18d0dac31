// A published log walked by an auditor: whole logs pass, and every change of any leaf, tile, checkpoint or order is found, with its
// place.

import { sha256, toHex } from "@mohor/schema";
import { describe, expect, it } from "vitest";
import {
  auditLog,
  compareCheckpoints,
  proveInclusion,
  type ReadLogFile,
  readEdge,
} from "../../../src/domain/log/audit-log.ts";
import { leafHash, verifyInclusion } from "../../../src/domain/log/merkle-tree.ts";
import { EMPTY_EDGE, growTree, type LogFile, tilePath } from "../../../src/domain/log/tiles.ts";

const entryOf = (i: number) => sha256(Uint8Array.of(i & 255, i >> 8, i >> 16));

/** A log of so many entries: its files as they are published in the end, and its head. */
async function logOf(size: number, swap: (i: number) => number = (i) => i) {
  const tree = growTree(EMPTY_EDGE);
  const files = new Map<string, Uint8Array>();
  const keep = (list: readonly LogFile[]) => {
    for (const { path, bytes } of list) files.set(path, bytes);
  };
  for (let i = 0; i < size; i++) keep(tree.add(entryOf(swap(i))));
  keep(tree.partialFiles());
  const read: ReadLogFile = async (path) => files.get(path) ?? null;
  return { files, read, head: { size, root: await tree.root() } };
}

describe("a whole log", () => {
  it.each([0, 1, 2, 255, 256, 257, 511, 512, 700])("of %i entries passes", async (size) => {
    const { read, head } = await logOf(size);
    expect(await auditLog(read, head)).toEqual({ ok: true, entries: size, repeated: [], found: new Map() });
  });

  it("of 65,800 entries has tiles of three levels and the sizes of the specification's formula", async () => {
    const { read, head, files } = await logOf(65_800);
    expect(files.has("tile/2/000.p/1")).toBe(true);
    expect(files.has("tile/1/001.p/1")).toBe(true);
    expect(files.has("tile/0/257.p/8")).toBe(true);
    expect(files.has("tile/entries/257.p/8")).toBe(true);
    expect((await auditLog(read, head)).ok).toBe(true);
  });

  it("tells what stands in it twice, and where what was looked for stands", async () => {
    const { read, head } = await logOf(300, (i) => (i === 299 ? 7 : i));
    const wanted = new Set([toHex(entryOf(3)), toHex(entryOf(999))]);
    expect(await auditLog(read, head, { wanted })).toMatchObject({
      repeated: [{ digest: toHex(entryOf(7)), indices: [7, 299] }],
      found: new Map([[toHex(entryOf(3)), 3]]),
    });
  });

  it("grows from its published edge to the same files as from the start", async () => {
    for (const size of [0, 1, 255, 256, 300, 512]) {
      const before = await logOf(size);
      const edge = await readEdge(before.read, before.head);
      if (!edge.ok) throw new Error(edge.place);
      const tree = growTree(edge.edge);
      const files = new Map(before.files);
      const keep = (list: readonly LogFile[]) => {
        for (const { path, bytes } of list) files.set(path, bytes);
      };
      for (let i = size; i < size + 600; i++) keep(tree.add(entryOf(i)));
      keep(tree.partialFiles());
      const after = await logOf(size + 600);
      expect(toHex(await tree.root())).toBe(toHex(after.head.root));
      for (const [path, bytes] of after.files) expect(toHex(files.get(path) as Uint8Array), path).toBe(toHex(bytes));
    }
  });

  it("may have lost partial files of which there is a full one", async () => {
    const before = await logOf(300);
    const files = new Map([...before.files, ...(await logOf(600)).files]);
    for (const path of ["tile/0/001.p/44", "tile/entries/001.p/44"]) expect(files.delete(path)).toBe(true);
    expect((await auditLog(async (path) => files.get(path) ?? null, before.head)).ok).toBe(true);
  });
});

describe("a changed log", () => {
  it("is found out whichever byte of whichever file is changed, by the file's name", async () => {
    const { files, head } = await logOf(600);
    for (const [path, bytes] of files) {
      for (const at of [0, 1, 2, 40, bytes.length >> 1, bytes.length - 1]) {
        const changed = new Map(files).set(path, bytes.with(at, (bytes[at] as number) ^ 1));
        const fault = await auditLog(async (name) => changed.get(name) ?? null, head);
        const level = path.replace(/^tile\/(?:0|entries)\//, "tile/entries/");
        expect(fault, `${path} ${at}`).toMatchObject({ ok: false, code: "LOG_FILE_WRONG" });
        expect((fault as { place: string }).place.split("#")[0]).toBe(fault.ok ? "" : placeFor(level, fault.place));
      }
    }
  });

  it("is found out where an entry and its hash are changed together, at the level above or the root", async () => {
    const { files, head } = await logOf(600);
    const forged = await logOf(600, (i) => (i === 300 ? 9_999 : i));
    for (const path of ["tile/entries/001", "tile/0/001"]) files.set(path, forged.files.get(path) as Uint8Array);
    expect(await auditLog(async (path) => files.get(path) ?? null, head)).toEqual({
      ok: false,
      code: "LOG_FILE_WRONG",
      place: "tile/1/000.p/2#1",
    });
    expect(await auditLog(forged.read, head)).toEqual({ ok: false, code: "LOG_ROOT_WRONG", place: "checkpoint" });
  });

  it("is found out where two entries have changed places", async () => {
    const { head } = await logOf(300);
    const swapped = await logOf(300, (i) => (i === 10 ? 11 : i === 11 ? 10 : i));
    expect(await auditLog(swapped.read, head)).toMatchObject({ ok: false, code: "LOG_ROOT_WRONG" });
  });

  it("is found out where any file is missing", async () => {
    const { files, head } = await logOf(600);
    for (const path of files.keys()) {
      const without = async (name: string) => (name === path ? null : (files.get(name) ?? null));
      expect(await auditLog(without, head)).toEqual({ ok: false, code: "LOG_FILE_MISSING", place: path });
    }
  });

  it("cannot be gone on with: its edge does not make the signed root", async () => {
    const { head } = await logOf(300);
    const swapped = await logOf(300, (i) => (i === 298 ? 299 : i === 299 ? 298 : i));
    expect(await readEdge(swapped.read, head)).toMatchObject({ ok: false, code: "LOG_ROOT_WRONG" });
    const cut = new Map(swapped.files).set("tile/0/001.p/44", new Uint8Array(3));
    expect(await readEdge(async (path) => cut.get(path) ?? null, head)).toMatchObject({ code: "LOG_FILE_WRONG" });
    const bent = (await logOf(300)).files;
    const bundle = bent.get("tile/entries/001.p/44") as Uint8Array;
    bent.set("tile/entries/001.p/44", bundle.with(3, 255));
    expect(await readEdge(async (path) => bent.get(path) ?? null, head)).toMatchObject({
      code: "LOG_FILE_WRONG",
      place: "tile/entries/001.p/44#0",
    });
  });
});

describe("proofs from published tiles", () => {
  it("show each of some entries, from few files", async () => {
    const { read, head } = await logOf(700);
    const checkpoint = { ...head, origin: "log", note: { text: "", signatures: [] }, witnesses: [] };
    for (const index of [0, 255, 256, 511, 512, 699]) {
      let files = 0;
      const counted: ReadLogFile = (path, options) => {
        files++;
        return read(path, options);
      };
      const proof = await proveInclusion(counted, checkpoint, index);
      if (!proof.ok) throw new Error(proof.place);
      expect(verifyInclusion({ ...head, index }, leafHash(entryOf(index)), proof.hashes)).toBe(true);
      expect(files).toBeLessThanOrEqual(4);
    }
  });

  it("hold two checkpoints against each other", async () => {
    const { read, head } = await logOf(700);
    const older = (await logOf(300)).head;
    const forged = (await logOf(300, (i) => (i === 5 ? 6_000 : i))).head;
    const origin = "log";
    expect(await compareCheckpoints(read, { ...older, origin }, { ...head, origin })).toMatchObject({
      entriesBetween: 400,
    });
    for (const [a, b] of [
      [
        { ...forged, origin },
        { ...head, origin },
      ],
      [
        { ...head, origin },
        { ...older, origin },
      ],
      [
        { ...older, origin: "other" },
        { ...head, origin },
      ],
    ] as const) {
      expect(await compareCheckpoints(read, a, b)).toMatchObject({ ok: false, code: "LOG_INCONSISTENT" });
    }
  });

  it("name the tile that is missing", async () => {
    const { files, head } = await logOf(700);
    files.delete("tile/0/001");
    const read: ReadLogFile = async (path) => files.get(path) ?? null;
    const checkpoint = { ...head, origin: "log", note: { text: "", signatures: [] }, witnesses: [] };
    expect(await proveInclusion(read, checkpoint, 300)).toEqual({
      ok: false,
      code: "LOG_FILE_MISSING",
      place: "tile/0/001",
    });
  });
});

it("paths of tiles are those of the specification", () => {
  expect(tilePath({ level: 0, index: 1_234_067, width: 256 })).toBe("tile/0/x001/x234/067");
  expect(tilePath({ level: "entries", index: 273, width: 112 })).toBe("tile/entries/273.p/112");
  expect(tilePath({ level: 2, index: 0, width: 1 })).toBe("tile/2/000.p/1");
  expect(tilePath({ level: 1, index: 1_000, width: 256 })).toBe("tile/1/x001/000");
});

it("a tree takes digests and nothing else", () => {
  expect(() => growTree(EMPTY_EDGE).add(new Uint8Array(31))).toThrow(TypeError);
});

/** A wrong entry and a wrong hash of level 0 are told by the bundle's name; a bundle or tile out of shape by its own. */
function placeFor(expected: string, told: string): string {
  const file = told.split("#")[0] ?? "";
  return [expected, expected.replace("tile/entries/", "tile/0/")].includes(file) ? file : expected;
}
