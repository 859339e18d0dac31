// The Merkle tree against the definition of RFC 6962 written out, against itself, and against the vectors of transparency-dev.

import { readdirSync } from "node:fs";
import { join, relative } from "node:path";
import { sha256, toHex } from "@mohor/schema";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { describeSet } from "../../../../../test-support/data-sets.ts";
import { runs } from "../../../../../test-support/effort.ts";
import { fromBase64 } from "../../../src/domain/log/base64.ts";
import {
  consistencyProof,
  EMPTY_ROOT,
  inclusionProof,
  leafHash,
  nodeHash,
  type ReadNode,
  rangeHash,
  verifyConsistency,
  verifyInclusion,
} from "../../../src/domain/log/merkle-tree.ts";

const entry = (i: number) => sha256(Uint8Array.of(i & 255, i >> 8));
const leaves = Array.from({ length: 70 }, (_, i) => leafHash(entry(i)));

/** MTH as RFC 6962 §2.1 writes it. */
function definition(hashes: readonly Uint8Array[]): Uint8Array {
  if (hashes.length === 0) return EMPTY_ROOT;
  if (hashes.length === 1) return hashes[0] as Uint8Array;
  let k = 1;
  while (k * 2 < hashes.length) k *= 2;
  return nodeHash(definition(hashes.slice(0, k)), definition(hashes.slice(k)));
}

const nodes: ReadNode = async (level, index) => definition(leaves.slice(index * 2 ** level, (index + 1) * 2 ** level));
const treeOf = (size: number) => ({ size, root: definition(leaves.slice(0, size)) });

describe("the tree", () => {
  it("has the root that the definition gives, for every size", async () => {
    for (let size = 0; size <= leaves.length; size++) {
      expect(toHex(await rangeHash(0, size, nodes))).toBe(toHex(treeOf(size).root));
    }
  });

  it("proves each entry of each size, and no other entry, place, size or root", async () => {
    for (let size = 1; size <= 24; size++) {
      const { root } = treeOf(size);
      for (let index = 0; index < size; index++) {
        const proof = await inclusionProof(index, size, nodes);
        const hash = leaves[index] as Uint8Array;
        expect(verifyInclusion({ index, size, root }, hash, proof)).toBe(true);
        const other = leaves[(index + 1) % leaves.length] as Uint8Array;
        expect(verifyInclusion({ index, size, root }, other, proof)).toBe(false);
        if (size > 1) expect(verifyInclusion({ index: (index + 1) % size, size, root }, hash, proof)).toBe(false);
        expect(verifyInclusion({ index, size, root: treeOf(size + 1).root }, hash, proof)).toBe(false);
        expect(verifyInclusion({ index, size, root }, hash, [...proof, other])).toBe(false);
        if (proof.length > 0) expect(verifyInclusion({ index, size, root }, hash, proof.slice(1))).toBe(false);
      }
    }
  });

  it("proves that each tree continues each earlier one, and no other", async () => {
    for (let size = 0; size <= 24; size++) {
      for (let oldSize = 0; oldSize <= size; oldSize++) {
        const proof = await consistencyProof(oldSize, size, nodes);
        expect(verifyConsistency(treeOf(oldSize), treeOf(size), proof)).toBe(true);
        expect(verifyConsistency(treeOf(oldSize), treeOf(size), [...proof, EMPTY_ROOT])).toBe(false);
        const changed = { size: oldSize, root: treeOf(oldSize + 1).root };
        expect(verifyConsistency(changed, treeOf(size), proof)).toBe(false);
        if (proof.length > 0) {
          const bent = proof.with(
            0,
            (proof[0] as Uint8Array).map((byte) => byte ^ 1),
          );
          expect(verifyConsistency(treeOf(oldSize), treeOf(size), bent)).toBe(false);
          expect(verifyConsistency(treeOf(oldSize), treeOf(size), proof.slice(1))).toBe(false);
        }
      }
    }
  });

  it("refuses a proof of anything without an exception", () => {
    const hash = fc.uint8Array({ maxLength: 40 });
    fc.assert(
      fc.property(
        fc.double(),
        fc.double(),
        hash,
        hash,
        fc.array(hash, { maxLength: 80 }),
        (index, size, a, b, proof) => {
          expect(verifyInclusion({ index, size, root: a }, b, proof)).toBe(false);
          const isEmptyTwice = index === 0 && size === 0 && toHex(a) === toHex(b) && proof.length === 0;
          if (!isEmptyTwice)
            expect(typeof verifyConsistency({ size: index, root: a }, { size, root: b }, proof)).toBe("boolean");
        },
      ),
      runs(200),
    );
  });

  it("is asked only for what can be proved", async () => {
    await expect(inclusionProof(3, 3, nodes)).rejects.toThrow(TypeError);
    await expect(consistencyProof(4, 3, nodes)).rejects.toThrow(TypeError);
  });
});

/** Exceptions of the set, each with its reason. */
const EXCEPTIONS: Readonly<Record<string, string>> = {
  "consistency/additional/sizes-are-equal-one-and-proof-is-empty.json":
    "its roots are words and no hashes; ours are held to 32 bytes",
};

describeSet("merkle", (read, folder) => {
  const filesOf = (kind: string) =>
    readdirSync(join(folder, kind), { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".json"))
      .map((name) => relative(folder, join(folder, kind, name)));
  const bytes = (text: string | null) => fromBase64(text ?? "") ?? new Uint8Array(0);

  it.each(filesOf("inclusion"))("%s comes out as marked", (path) => {
    const { leafIdx, treeSize, root, leafHash: hash, proof, wantErr } = JSON.parse(read(path));
    const head = { index: leafIdx, size: treeSize, root: bytes(root) };
    expect(verifyInclusion(head, bytes(hash), (proof ?? []).map(bytes))).toBe(!wantErr);
  });

  it.each(filesOf("consistency"))("%s comes out as marked, or is a listed exception", (path) => {
    const { size1, size2, root1, root2, proof, wantErr } = JSON.parse(read(path));
    const [older, newer] = [
      { size: size1, root: bytes(root1) },
      { size: size2, root: bytes(root2) },
    ];
    const holds = verifyConsistency(older, newer, (proof ?? []).map(bytes));
    expect(holds).toBe(EXCEPTIONS[path] === undefined ? !wantErr : wantErr);
  });
});
