// The transparency log's entries in memory.

import { bytesEqual } from "@mohor/schema";
import type { TreeHead } from "../domain/log/merkle-tree.ts";
import type { LogStore } from "../domain/ports.ts";
import type { MemoryState } from "./memory-state.ts";

/** The log over the shared state. */
export function createMemoryLogStore({ logEntries }: MemoryState): LogStore {
  let placed = 0;
  let newest: TreeHead | null = null;
  return {
    async add(entries) {
      for (const entry of entries) {
        if (!logEntries.some((held) => bytesEqual(held, entry))) logEntries.push(entry.slice());
      }
    },
    async sequence() {
      placed = logEntries.length;
      return placed;
    },
    async *entriesFrom(place) {
      yield* logEntries.slice(place, placed);
    },
    async head() {
      return newest;
    },
    async recordHead(head) {
      if (newest !== null && newest.size >= head.size) {
        return newest.size === head.size && bytesEqual(newest.root, head.root);
      }
      newest = head;
      return true;
    },
  };
}
