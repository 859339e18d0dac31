// The registry in memory.

import { type DoseEvent, mergeSources } from "../domain/dose-event.ts";
import type { AnswerStore, CertificateReview, DoseEventStore, RecordStore } from "../domain/ports.ts";
import { refusal } from "../domain/refusal.ts";
import type { DoseReported } from "../domain/report-dose.ts";
import type { EnrolledRecord } from "../domain/vaccination-record.ts";
import { appendAudit, currentOf, decideStatus, type MemoryState } from "./memory-state.ts";

/** Records over the shared state. */
export function createMemoryRecordStore(state: MemoryState): RecordStore {
  const { records, rows } = state;

  function upsertOne(row: EnrolledRecord) {
    const held = rows.get(row.recordId);
    if (held !== undefined && held.revision > row.revision) return "outdated";
    if (held?.contentHash === row.contentHash) {
      rows.set(row.recordId, row);
      remerge(state, row.recordId);
      return "unchanged";
    }
    if (held?.revision === row.revision) return "conflicting";
    const outcome = records.has(row.recordId) ? "updated" : "inserted";
    rows.set(row.recordId, structuredClone(row));
    remerge(state, row.recordId);
    return outcome;
  }

  return {
    async upsert(batch, { now, actor, review }) {
      const counts = { inserted: 0, updated: 0, unchanged: 0, outdated: 0 };
      const conflicting: number[] = [];
      let revoked = 0;
      for (const [at, row] of batch.entries()) {
        const outcome = upsertOne(row);
        if (outcome === "conflicting") conflicting.push(at);
        else counts[outcome]++;
        if (outcome === "updated") revoked += reviewCertificates(state, row.recordId, { now, actor, review });
        if (outcome !== "inserted" && outcome !== "updated") continue;
        const { recordId: subject, revision } = row;
        appendAudit(state, [{ at: now, actor, action: `record-${outcome}`, subject, detail: { revision } }]);
      }
      return { ...counts, conflicting, revoked };
    },
    async onMobile(mobileHash, limit) {
      return [...records.values()]
        .filter((enrolled) => enrolled.mobileHash === mobileHash)
        .toSorted((a, b) => (a.recordId < b.recordId ? -1 : 1))
        .slice(0, limit);
    },
  };
}

/** Reports over the shared state. */
export function createMemoryDoseEventStore(state: MemoryState, answers: AnswerStore): DoseEventStore {
  const { doseEvents, rows } = state;
  return {
    async put(event, decide, { now, review, audit, request }) {
      const before = request === undefined ? null : await answers.find(request.scope, request.keyHash, now);
      if (before !== null && before.requestHash !== request?.requestHash) return refusal("IDEMPOTENCY_KEY_REUSED");
      if (before !== null) return { ok: true, reported: JSON.parse(before.body) as DoseReported };
      const { eventKey, recordId, revision } = event;
      const sources = { row: rows.get(recordId) ?? null, events: eventsOf(state, recordId) };
      const decided = decide(doseEvents.get(eventKey) ?? null, sources);
      if (!decided.ok) return decided;
      const { outcome } = decided;
      let revoked = 0;
      if (outcome !== "unchanged") {
        doseEvents.set(eventKey, structuredClone(event));
        remerge(state, recordId);
        revoked = reviewCertificates(state, recordId, { now, review, actor: audit(outcome).actor });
        appendAudit(state, [audit(outcome)]);
      }
      const reported: DoseReported = { outcome, revision, revoked };
      if (request !== undefined)
        await answers.remember({ ...request, status: 200, body: JSON.stringify(reported) }, now);
      return { ok: true, reported };
    },
  };
}

function eventsOf({ doseEvents }: MemoryState, recordId: string): readonly DoseEvent[] {
  return [...doseEvents.values()].filter((event) => event.recordId === recordId);
}

function remerge(state: MemoryState, recordId: string): void {
  const merged = mergeSources({ row: state.rows.get(recordId) ?? null, events: eventsOf(state, recordId) });
  if (merged !== null) state.records.set(recordId, merged);
}

function reviewCertificates(
  state: MemoryState,
  recordId: string,
  { now, review, actor }: { readonly now: number; readonly review: CertificateReview; readonly actor: string },
): number {
  let revoked = 0;
  for (const certificate of currentOf(state, [recordId], now)) {
    const { certificateId } = certificate;
    const recordIds = [...(state.recordIds.get(certificateId) ?? [])];
    const reason = review(
      certificate,
      recordIds.flatMap((id) => state.records.get(id) ?? []),
    );
    if (reason === null) continue;
    decideStatus(state, [certificateId], { status: "revoked", at: now, reason, actor });
    revoked++;
  }
  return revoked;
}
