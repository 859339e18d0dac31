// What an auditor does with a published log: walks all of it, entry by entry and tile by tile, up to the signed root; shows that a
// document is in it; holds two checkpoints against each other. A fault is named by the file and the place in it.

import { bytesEqual, type Code, compareBytes, toHex } from "@mohor/schema";
import type { Checkpoint, VerifiedCheckpoint } from "./checkpoint.ts";
import type { LogProof } from "./log-proof.ts";
import { consistencyProof, inclusionProof, leafHash, type TreeHead, verifyConsistency } from "./merkle-tree.ts";
import {
  decodeBundle,
  decodeTile,
  EMPTY_EDGE,
  firstDifference,
  growTree,
  type LogFile,
  MAX_BUNDLE_BYTES,
  MAX_TILE_BYTES,
  nodesOfTiles,
  TILE_WIDTH,
  type TileAddress,
  type TreeEdge,
  tileLevels,
  tilePath,
  tilesOf,
} from "./tiles.ts";

/** A published log's files: the bytes at this path below its prefix, at most `maxBytes`, or null where there are none. */
export type ReadLogFile = (path: string, options: { readonly maxBytes: number }) => Promise<Uint8Array | null>;

/** A fault in a log: the file, what is wrong there, and the entry it concerns where it is one. */
export type LogFault = {
  readonly ok: false;
  readonly code: Extract<Code, "LOG_FILE_MISSING" | "LOG_FILE_WRONG" | "LOG_ROOT_WRONG">;
  readonly place: string;
};

/** A file of the log that is not what the rest says; thrown inside and told as a LogFault outside. */
class Fault extends Error {
  readonly fault: LogFault;
  constructor(code: LogFault["code"], place: string) {
    super(place);
    this.fault = { ok: false, code, place };
  }
}

async function told<T>(work: () => Promise<T>): Promise<T | LogFault> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Fault) return error.fault;
    throw error;
  }
}

/** Reads a file that the tree demands, of exactly this width; a full one may stand in for a partial one that was removed. */
async function readWide(
  read: ReadLogFile,
  address: TileAddress,
  decode: (bytes: Uint8Array, width: number) => readonly Uint8Array[] | null,
): Promise<readonly Uint8Array[]> {
  const maxBytes = Math.max(MAX_BUNDLE_BYTES, MAX_TILE_BYTES);
  const path = tilePath(address);
  const bytes = await read(path, { maxBytes });
  if (bytes !== null) {
    const found = decode(bytes, address.width);
    if (found === null) throw new Fault("LOG_FILE_WRONG", path);
    return found;
  }
  const full = { ...address, width: TILE_WIDTH };
  const whole = address.width === TILE_WIDTH ? null : await read(tilePath(full), { maxBytes });
  if (whole === null) throw new Fault("LOG_FILE_MISSING", path);
  const found = decode(whole, TILE_WIDTH);
  if (found === null) throw new Fault("LOG_FILE_WRONG", tilePath(full));
  return found.slice(0, address.width);
}

/** What an audit of a whole log found. */
export type LogAudit = {
  readonly ok: true;
  readonly entries: number;
  /** Documents that are in the log more than once, in hex, with their places. */
  readonly repeated: readonly { readonly digest: string; readonly indices: readonly number[] }[];
  /** Of the digests looked for: their places; those that are not in the log are left out. */
  readonly found: ReadonlyMap<string, number>;
};

/**
 * Walks the log up to a checkpoint whose signature the caller has verified: every bundle makes the hashes of its tile, every tile those of
 * the one above, and all together the root. `wanted` are digests in hex to look for. The first fault ends it: LOG_FILE_MISSING and
 * LOG_FILE_WRONG with the file's path, and behind `#` the place of the entry or hash in it; LOG_ROOT_WRONG where all files agree with each other
 * and not with the checkpoint. Reads every file once; of the entries one bit in some is held, and their digests, 32 bytes each.
 */
export async function auditLog(
  read: ReadLogFile,
  { size, root }: TreeHead,
  {
    wanted = new Set(),
    onProgress,
  }: { readonly wanted?: ReadonlySet<string>; readonly onProgress?: (entries: number) => void } = {},
): Promise<LogAudit | LogFault> {
  return told(async () => {
    const tree = growTree(EMPTY_EDGE);
    const digests: Uint8Array[] = [];
    const expected = new Map<string, Uint8Array>();
    const found = new Map<string, number>();
    for (const address of tilesOf(size, 0)) {
      const entries = await readWide(read, { ...address, level: "entries" }, decodeBundle);
      const hashes = await readWide(read, address, decodeTile);
      const at = firstDifference(entries.map(leafHash), hashes);
      if (at >= 0) throw new Fault("LOG_FILE_WRONG", `${tilePath({ ...address, level: "entries" })}#${at}`);
      for (const entry of entries) {
        for (const file of tree.add(entry)) if (isAbove(file)) expected.set(file.path, file.bytes);
        if (wanted.size > 0 && wanted.has(toHex(entry))) found.set(toHex(entry), digests.length);
        digests.push(entry);
      }
      onProgress?.(digests.length);
    }
    for (const file of tree.partialFiles()) if (isAbove(file)) expected.set(file.path, file.bytes);
    for (let level = 1; level < tileLevels(size); level++) {
      for (const address of tilesOf(size, level)) {
        const hashes = await readWide(read, address, decodeTile);
        const right = decodeTile(expected.get(tilePath(address)) ?? new Uint8Array(0), address.width) ?? [];
        const at = firstDifference(right, hashes);
        if (at >= 0) throw new Fault("LOG_FILE_WRONG", `${tilePath(address)}#${at}`);
      }
    }
    if (!bytesEqual(await tree.root(), root)) throw new Fault("LOG_ROOT_WRONG", "checkpoint");
    return { ok: true, entries: size, repeated: repeatedOf(digests), found } as const;
  });
}

function isAbove({ path }: LogFile): boolean {
  return !path.startsWith("tile/0/") && !path.startsWith("tile/entries/");
}

/** Sorting places and comparing neighbours: an index by hash of a hundred million digests would not fit. */
function repeatedOf(digests: readonly Uint8Array[]): LogAudit["repeated"] {
  const order = Uint32Array.from(digests.keys()).sort(
    (a, b) => compareBytes(digests[a] as Uint8Array, digests[b] as Uint8Array) || a - b,
  );
  const repeated: { digest: string; indices: number[] }[] = [];
  for (let i = 1; i < order.length; i++) {
    const [before, at] = [order[i - 1] as number, order[i] as number];
    if (!bytesEqual(digests[before] as Uint8Array, digests[at] as Uint8Array)) continue;
    const digest = toHex(digests[at] as Uint8Array);
    const last = repeated.at(-1);
    if (last?.digest === digest) last.indices.push(at);
    else repeated.push({ digest, indices: [before, at] });
  }
  return repeated;
}

/** Nodes of the tree from a published log's tiles. Each tile is read once and kept. */
function publishedNodes(read: ReadLogFile, size: number) {
  const tiles = new Map<string, readonly Uint8Array[]>();
  return nodesOfTiles(size, async (address) => {
    const path = tilePath(address);
    const hashes = tiles.get(path) ?? (await readWide(read, address, decodeTile));
    tiles.set(path, hashes);
    return hashes;
  });
}

/**
 * The right edge of a published tree, with which it can grow, held against the checkpoint's root. Faults: LOG_FILE_MISSING,
 * LOG_FILE_WRONG, LOG_ROOT_WRONG. Reads a file a level.
 */
export async function readEdge(
  read: ReadLogFile,
  { size, root }: TreeHead,
): Promise<{ readonly ok: true; readonly edge: TreeEdge } | LogFault> {
  return told(async () => {
    const hashes: (readonly Uint8Array[])[] = [];
    for (let level = 0; level < tileLevels(size); level++) {
      const last = [...tilesOf(size, level)].at(-1);
      const isPartial = last !== undefined && last.width < TILE_WIDTH;
      hashes.push(isPartial ? await readWide(read, last, decodeTile) : []);
    }
    const index = Math.floor(size / TILE_WIDTH);
    const width = size % TILE_WIDTH;
    const entries = width === 0 ? [] : await readWide(read, { level: "entries", index, width }, decodeBundle);
    const edge = { size, hashes, entries };
    const path = tilePath({ level: "entries", index, width });
    const at = firstDifference(entries.map(leafHash), hashes[0] ?? []);
    if (at >= 0) throw new Fault("LOG_FILE_WRONG", `${path}#${at}`);
    if (!bytesEqual(await growTree(edge).root(), root)) throw new Fault("LOG_ROOT_WRONG", "checkpoint");
    return { ok: true, edge } as const;
  });
}

/** The proof that the entry at `index` is in the tree of the checkpoint, from the tiles it needs. Faults as in auditLog. */
export async function proveInclusion(
  read: ReadLogFile,
  { size }: VerifiedCheckpoint,
  index: number,
): Promise<{ readonly ok: true; readonly hashes: LogProof["hashes"] } | LogFault> {
  return told(async () => ({
    ok: true as const,
    hashes: await inclusionProof(index, size, publishedNodes(read, size)),
  }));
}

/** How one checkpoint stands to another: the newer continues the older, or they contradict each other. */
export type Comparison =
  | { readonly ok: true; readonly entriesBetween: number; readonly hashes: readonly Uint8Array[] }
  | { readonly ok: false; readonly code: "LOG_INCONSISTENT"; readonly place: string };

/**
 * Whether the newer checkpoint's tree continues the older's, by a proof from the published tiles of the newer. Both have been verified.
 * Without `verifies` the proof is only made, for somebody who has another idea of the older root.
 * LOG_INCONSISTENT: the log has changed or lost what it once signed, which is the proof against it. Faults as in auditLog.
 */
export async function compareCheckpoints(
  read: ReadLogFile,
  older: Checkpoint,
  newer: Checkpoint,
  { verifies = true }: { readonly verifies?: boolean } = {},
): Promise<Comparison | LogFault> {
  const place = `checkpoints of ${older.size} and ${newer.size} entries`;
  if (older.size > newer.size || older.origin !== newer.origin) return { ok: false, code: "LOG_INCONSISTENT", place };
  return told(async () => {
    const hashes = await consistencyProof(older.size, newer.size, publishedNodes(read, newer.size));
    if (verifies && !verifyConsistency(older, newer, hashes))
      return { ok: false, code: "LOG_INCONSISTENT", place } as const;
    return { ok: true, entriesBetween: newer.size - older.size, hashes } as const;
  });
}
