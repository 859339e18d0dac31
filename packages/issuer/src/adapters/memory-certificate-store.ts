// Certificates and their statuses in memory.

import type { Certificate } from "../domain/certificate.ts";
import { logEntryOfCertificate } from "../domain/log/transparency-log.ts";
import type { CertificateIssue, CertificateStore, CommitOutcome, StatusStore } from "../domain/ports.ts";
import { MAX_STATUS_TARGETS, type StatusChange } from "../domain/status-change.ts";
import { appendAudit, currentOf, decideStatus, type MemoryState, statusesAt } from "./memory-state.ts";

/** Certificates over the shared state. */
export function createMemoryCertificateStore(state: MemoryState): CertificateStore {
  const { certificates } = state;

  function ofChallenge(challengeId: string): Certificate | null {
    const issue = state.issues.get(challengeId);
    return issue === undefined ? null : (certificates.get(issue.certificate.certificateId) ?? null);
  }

  function commit(issue: CertificateIssue): CommitOutcome {
    const { challengeId, certificate, basis, seen, at } = issue;
    const winner = ofChallenge(challengeId);
    if (winner !== null) return { outcome: "already", certificate: winner };
    const unchanged = basis.every(
      ({ recordId, contentHash }) => state.records.get(recordId)?.contentHash === contentHash,
    );
    const recordIds = basis.map(({ recordId }) => recordId);
    const current = currentOf(state, recordIds, at);
    const ids = current.map(({ certificateId }) => certificateId);
    if (!unchanged || ids.toSorted().join() !== seen.toSorted().join()) return { outcome: "changed" };
    if (current.some(({ suspended }) => suspended !== undefined)) return { outcome: "changed" };
    if (issue.isNew && state.certificates.has(certificate.certificateId)) return { outcome: "index-taken" };
    const challenge = state.challenges.get(challengeId);
    if (challenge?.state !== "confirmed") throw new TypeError("the challenge is not confirmed");
    state.challenges.set(challengeId, { ...challenge, state: "done" });
    if (issue.isNew) {
      state.certificates.set(certificate.certificateId, certificate);
      state.logEntries.push(logEntryOfCertificate(certificate.qrText));
    }
    const linked = state.recordIds.get(certificate.certificateId) ?? new Set<string>();
    for (const recordId of recordIds) linked.add(recordId);
    state.recordIds.set(certificate.certificateId, linked);
    for (const { certificateId, reason } of issue.supersedes) {
      decideStatus(state, [certificateId], { status: "revoked", at, reason, actor: "issuer" });
    }
    state.issues.set(challengeId, issue);
    if (issue.audit !== undefined) appendAudit(state, [issue.audit]);
    return { outcome: "committed" };
  }

  return {
    async ofChallenge(challengeId) {
      return ofChallenge(challengeId);
    },
    async currentOf(recordIds, now) {
      return currentOf(state, recordIds, now);
    },
    async commit(issue) {
      return commit(issue);
    },
    async find(certificateId) {
      return certificates.get(certificateId) ?? null;
    },
    async *issuedTokens(kid, now) {
      const under = [...certificates.values()].filter((held) => held.kid === kid && held.exp > now);
      for (const { qrText } of under.toSorted((a, b) => a.statusIndex - b.statusIndex)) yield qrText;
    },
    async *issuedBetween({ from, to, now }) {
      for (const { certificateId, iat, exp, revoked } of [...certificates.values()]) {
        if (iat < from || iat >= to || exp <= now || revoked !== undefined) continue;
        const recordIds = [...(state.recordIds.get(certificateId) ?? [])];
        const records = recordIds.flatMap((id) => state.records.get(id)?.record ?? []);
        yield { certificateId, records };
      }
    },
  };
}

/** Statuses over the shared state. */
export function createMemoryStatusStore(state: MemoryState): StatusStore {
  const { statusChanges, statusVersions: versions } = state;

  function newestVersion(kid: string): number {
    return versions.findLast((held) => held.kid === kid)?.version ?? 0;
  }

  return {
    async set(target, decision, audit) {
      const ids =
        "certificateIds" in target
          ? target.certificateIds
          : currentOf(state, target.recordIds, target.now)
              .map(({ certificateId }) => certificateId)
              .toSorted();
      if (ids.length > MAX_STATUS_TARGETS) throw new TypeError("too many certificates at once");
      const counts = decideStatus(state, ids, decision);
      if (audit !== undefined) appendAudit(state, [audit]);
      return counts;
    },
    async historyOf(certificateId) {
      return statusChanges.filter((change) => change.certificateId === certificateId);
    },
    async seal(kid, { after, at }) {
      if (!state.signingKeys.has(kid) || newestVersion(kid) !== after) return null;
      const version = { kid, version: after + 1, sealedAt: at };
      versions.push(version);
      for (const [index, change] of statusChanges.entries()) {
        const isNext = change.kid === kid && change.version === null;
        if (isNext) statusChanges[index] = { ...change, version: version.version } satisfies StatusChange;
      }
      return version;
    },
    async versions(kid) {
      return versions.filter((held) => held.kid === kid);
    },
    async *changesBetween(kid, from, to) {
      const [before, after] = [statusesAt(state, kid, from), statusesAt(state, kid, to)];
      for (const statusIndex of [...after.keys()].toSorted((a, b) => a - b)) {
        const change = { before: before.get(statusIndex) ?? "valid", after: after.get(statusIndex) ?? "valid" };
        if (change.before !== change.after) yield { statusIndex, ...change };
      }
    },
    async *statusAt(kid, version) {
      for (const [statusIndex, status] of [...statusesAt(state, kid, version)].toSorted(([a], [b]) => a - b)) {
        if (status !== "valid") yield { statusIndex, status };
      }
    },
  };
}
