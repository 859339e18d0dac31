// Where the stores in memory live: nowhere else, ever. Settling does what it does everywhere.

import { certificateIdOf } from "../domain/certificate.ts";
import type { HomeStore } from "../domain/ports.ts";
import type { ListedStatus } from "../domain/status-change.ts";
import type { PublishedList, SettledKey } from "../domain/store-home.ts";
import { appendAudit, type MemoryState, statusesAt } from "./memory-state.ts";

/** The home over the shared state. */
export function createMemoryHomeStore(state: MemoryState): HomeStore {
  function takeBack({ kid, version, listed }: PublishedList, at: number, actor: string): number {
    const newest = state.statusVersions.findLast((held) => held.kid === kid)?.version ?? 0;
    if (newest >= version) return 0;
    const held = statusesAt(state, kid, newest);
    const wanted = new Map<number, ListedStatus>(listed.map(({ statusIndex, status }) => [statusIndex, status]));
    for (const index of held.keys()) if (!wanted.has(index)) wanted.set(index, "valid");
    let differing = 0;
    for (const [statusIndex, status] of wanted) {
      if ((held.get(statusIndex) ?? "valid") === status) continue;
      differing++;
      if (status === "revoked") publishPending(kid, statusIndex, version);
      const certificateId = certificateIdOf(kid, statusIndex);
      const change = { certificateId, kid, statusIndex, status, at, reason: "restored" as const, actor, version };
      state.statusChanges.push(change);
      const certificate = state.certificates.get(certificateId);
      if (certificate === undefined || certificate.revoked !== undefined) continue;
      const { suspended: _, ...rest } = certificate;
      const mark = { at, reason: "restored" } as const;
      const marked = status === "valid" ? {} : { [status]: mark };
      state.certificates.set(certificateId, { ...rest, ...marked });
    }
    state.statusVersions.push({ kid, version, sealedAt: at });
    return differing;
  }

  function publishPending(kid: string, index: number, version: number): void {
    for (const [at, change] of state.statusChanges.entries()) {
      const isPending = change.kid === kid && change.statusIndex === index && change.version === null;
      if (isPending) state.statusChanges[at] = { ...change, version };
    }
  }

  return {
    async isHome() {
      return true;
    },
    async settle({ at, skip, published }, audit) {
      const settled: SettledKey[] = [];
      const byKid = [...state.signingKeys].toSorted(([a], [b]) => (a < b ? -1 : 1));
      for (const [kid, held] of byKid) {
        const from = held.next;
        held.next = Math.min(from + skip, held.key.listSize);
        const list = published.find((candidate) => candidate.kid === kid);
        const statuses = list === undefined ? 0 : takeBack(list, at, audit.actor);
        settled.push({ kid, from, to: held.next, statuses });
      }
      appendAudit(state, [audit]);
      return settled;
    },
  };
}
