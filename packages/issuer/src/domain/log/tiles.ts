// The log as static files (c2sp.org/tlog-tiles): tiles of 256 hashes, bundles of 256 entries, and where each lies. An entry here is the
// 32-byte SHA-256 of a document: of a certificate's token, a trust bundle or a status update. It says nothing about anybody.

import { bytesEqual, concatBytes } from "@mohor/schema";
import { HASH_BYTES, leafHash, nodeHash, type ReadNode, rangeHash } from "./merkle-tree.ts";

/** Hashes of a full tile, entries of a full bundle. */
export const TILE_WIDTH = 256;

/** Tree levels of a tile. */
const TILE_HEIGHT = 8;

/** Bytes of an entry: a digest. */
export const ENTRY_BYTES = 32;

/** Bytes of a full bundle: each entry behind its length in two bytes. */
export const MAX_BUNDLE_BYTES: number = TILE_WIDTH * (2 + ENTRY_BYTES);
export const MAX_TILE_BYTES: number = TILE_WIDTH * HASH_BYTES;

/** A tile or bundle: its level (`entries` for bundles), its place in it, and how many hashes or entries it has. */
export type TileAddress = { readonly level: number | "entries"; readonly index: number; readonly width: number };

/** Its path below the log's prefix; a partial one has its width at the end. */
export function tilePath({ level, index, width }: TileAddress): string {
  const digits = String(index).padStart(3, "0");
  const groups = digits.padStart(Math.ceil(digits.length / 3) * 3, "0").match(/\d{3}/g) ?? [];
  const place = groups.map((group, i) => (i < groups.length - 1 ? `x${group}` : group)).join("/");
  return `tile/${level}/${place}${width < TILE_WIDTH ? `.p/${width}` : ""}`;
}

/** The tile addresses of one level of a tree of `size` entries, from left to right. */
export function* tilesOf(size: number, level: number): Generator<TileAddress & { readonly level: number }> {
  const hashes = Math.floor(size / TILE_WIDTH ** level);
  for (let index = 0; index * TILE_WIDTH < hashes; index++) yield { level, index, width: widthOf(hashes, index) };
}

/** Levels of tiles that a tree of `size` entries has. */
export function tileLevels(size: number): number {
  let levels = 0;
  while (Math.floor(size / TILE_WIDTH ** levels) > 0) levels++;
  return levels;
}

function widthOf(hashes: number, index: number): number {
  return Math.min(TILE_WIDTH, hashes - index * TILE_WIDTH);
}

/** The bundle of these entries. */
export function encodeBundle(entries: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  return concatBytes(...entries.map((entry) => concatBytes(Uint8Array.of(0, ENTRY_BYTES), entry)));
}

/** The entries of a bundle, or null where it is not `width` digests each behind its length. */
export function decodeBundle(bytes: Uint8Array, width: number): readonly Uint8Array[] | null {
  const step = 2 + ENTRY_BYTES;
  if (bytes.length !== width * step) return null;
  const entries = Array.from({ length: width }, (_, i) => bytes.subarray(i * step, (i + 1) * step));
  if (entries.some((entry) => entry[0] !== 0 || entry[1] !== ENTRY_BYTES)) return null;
  return entries.map((entry) => entry.subarray(2));
}

/** The hashes of a tile, or null where it does not have `width` of them. */
export function decodeTile(bytes: Uint8Array, width: number): readonly Uint8Array[] | null {
  if (bytes.length !== width * HASH_BYTES) return null;
  return Array.from({ length: width }, (_, i) => bytes.subarray(i * HASH_BYTES, (i + 1) * HASH_BYTES));
}

/** The hash over so many hashes, a power of two of them. */
export function foldHashes(hashes: readonly Uint8Array[]): Uint8Array {
  let row = hashes;
  while (row.length > 1) {
    row = Array.from({ length: row.length / 2 }, (_, i) =>
      nodeHash(row[2 * i] as Uint8Array, row[2 * i + 1] as Uint8Array),
    );
  }
  return row[0] as Uint8Array;
}

/** Nodes of a tree of `size` entries out of its tiles; `readTile` gives the hashes of one, of the width that the size demands. */
export function nodesOfTiles(
  size: number,
  readTile: (address: TileAddress & { readonly level: number }) => Promise<readonly Uint8Array[]>,
): ReadNode {
  return async (level, index) => {
    const tileLevel = Math.floor(level / TILE_HEIGHT);
    const count = 2 ** (level - tileLevel * TILE_HEIGHT);
    const first = index * count;
    const tile = Math.floor(first / TILE_WIDTH);
    const width = widthOf(Math.floor(size / TILE_WIDTH ** tileLevel), tile);
    const hashes = await readTile({ level: tileLevel, index: tile, width });
    return foldHashes(hashes.slice(first - tile * TILE_WIDTH, first - tile * TILE_WIDTH + count));
  };
}

/** A file of the log that is complete, or as complete as the tree is. */
export type LogFile = { readonly path: string; readonly bytes: Uint8Array };

/** What a tree needs to grow: the right edge of each level, and the entries of the last bundle. */
export type TreeEdge = {
  readonly size: number;
  /** Of each tile level the hashes of the tile that is not full yet. */
  readonly hashes: readonly (readonly Uint8Array[])[];
  readonly entries: readonly Uint8Array[];
};

export const EMPTY_EDGE: TreeEdge = { size: 0, hashes: [], entries: [] };

/**
 * A growing tree: `add` takes the next entry and returns the files that became full with it; `edge` is what it has now, and
 * `partialFiles` the files that are not full. Starts from an edge that the caller has checked. The one thing here with a lifetime.
 */
export function growTree(edge: TreeEdge): {
  readonly add: (entry: Uint8Array) => readonly LogFile[];
  readonly edge: () => TreeEdge;
  readonly partialFiles: () => readonly LogFile[];
  readonly root: () => Promise<Uint8Array>;
} {
  let size = edge.size;
  let entries = [...edge.entries];
  const levels = edge.hashes.map((hashes) => [...hashes]);

  function push(level: number, hash: Uint8Array): readonly LogFile[] {
    const row = levels[level] ?? [];
    levels[level] = row;
    row.push(hash);
    if (row.length < TILE_WIDTH) return [];
    levels[level] = [];
    const index = Math.floor(size / TILE_WIDTH ** (level + 1)) - 1;
    const file = { path: tilePath({ level, index, width: TILE_WIDTH }), bytes: concatBytes(...row) };
    return [file, ...push(level + 1, foldHashes(row))];
  }

  return {
    add(entry) {
      if (entry.length !== ENTRY_BYTES) throw new TypeError("a digest is required");
      size++;
      entries.push(entry);
      const files = push(0, leafHash(entry));
      if (entries.length < TILE_WIDTH) return files;
      const index = Math.floor((size - 1) / TILE_WIDTH);
      const bundle = { path: tilePath({ level: "entries", index, width: TILE_WIDTH }), bytes: encodeBundle(entries) };
      entries = [];
      return [bundle, ...files];
    },
    edge: () => ({ size, hashes: levels.map((row) => [...row]), entries: [...entries] }),
    partialFiles() {
      const index = Math.floor(size / TILE_WIDTH);
      const bundle =
        entries.length === 0
          ? []
          : [
              {
                path: tilePath({ level: "entries", index, width: entries.length }),
                bytes: encodeBundle(entries),
              },
            ];
      const tiles = levels.flatMap((row, level) => {
        if (row.length === 0) return [];
        const at = Math.floor(Math.floor(size / TILE_WIDTH ** level) / TILE_WIDTH);
        return [{ path: tilePath({ level, index: at, width: row.length }), bytes: concatBytes(...row) }];
      });
      return [...bundle, ...tiles];
    },
    root: () => rangeHash(0, size, edgeNodes(levels, size)),
  };
}

/** The nodes of the right edge: all that the root of a tree is made of. */
function edgeNodes(levels: readonly (readonly Uint8Array[])[], size: number): ReadNode {
  return nodesOfTiles(size, async ({ level, index, width }) => {
    const hashes = levels[level] ?? [];
    // A tile that has just become full stands in the level above as one hash, and no node of the edge lies inside it.
    if (hashes.length !== width || index !== Math.floor(Math.floor(size / TILE_WIDTH ** level) / TILE_WIDTH)) {
      throw new TypeError("only the right edge is held");
    }
    return hashes;
  });
}

/** Whether two lists of hashes are the same; the place of the first that differs, or -1. */
export function firstDifference(a: readonly Uint8Array[], b: readonly Uint8Array[]): number {
  const length = Math.max(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const [one, other] = [a[i], b[i]];
    if (one === undefined || other === undefined || !bytesEqual(one, other)) return i;
  }
  return -1;
}
