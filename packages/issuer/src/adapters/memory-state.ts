// What the stores in memory share: plain maps and lists, changed by one process only. No store method awaits anything before it is
// done, so each is atomic by itself.

import { AUDIT_ORIGIN, type AuditFact, type AuditHead, type AuditRecord, chainAudit } from "../domain/audit.ts";
import type { Certificate } from "../domain/certificate.ts";
import type { Challenge } from "../domain/challenge.ts";
import type { ConsentReceipt } from "../domain/consent.ts";
import type { CredentialOffer } from "../domain/credential-offer.ts";
import type { DoseEvent } from "../domain/dose-event.ts";
import type { CertificateIssue } from "../domain/ports.ts";
import type { PrintLink } from "../domain/print-link.ts";
import type { SigningKey } from "../domain/signing-key.ts";
import type {
  ListedStatus,
  StatusChange,
  StatusCounts,
  StatusDecision,
  StatusVersion,
} from "../domain/status-change.ts";
import type { EnrolledRecord } from "../domain/vaccination-record.ts";
import type { WalletOffer } from "../domain/wallet-document.ts";

/** The contents of all stores that reach into each other's. */
export type MemoryState = {
  /** As their sources make them. */
  readonly records: Map<string, EnrolledRecord>;
  /** Of the registry's file, by record. */
  readonly rows: Map<string, EnrolledRecord>;
  readonly doseEvents: Map<string, DoseEvent>;
  readonly challenges: Map<string, Challenge>;
  readonly signingKeys: Map<string, { key: SigningKey; next: number }>;
  readonly certificates: Map<string, Certificate>;
  /** Of each certificate. */
  readonly recordIds: Map<string, Set<string>>;
  /** By challenge. */
  readonly issues: Map<string, CertificateIssue>;
  readonly statusChanges: StatusChange[];
  readonly statusVersions: StatusVersion[];
  readonly consents: Map<string, ConsentReceipt>;
  /** By certificate. */
  readonly wallets: Map<string, WalletOffer>;
  /** By certificate. */
  readonly printLinks: Map<string, PrintLink>;
  /** By the code's hash. Once there is a token, `expiresAt` is the token's. */
  readonly offers: Map<string, CredentialOffer & { readonly attempts: number; readonly tokenHash: string | null }>;
  readonly audit: AuditRecord[];
  /** In the order of their places. */
  readonly logEntries: Uint8Array[];
};

/** Nothing. */
export function createMemoryState(): MemoryState {
  return {
    records: new Map(),
    rows: new Map(),
    doseEvents: new Map(),
    challenges: new Map(),
    signingKeys: new Map(),
    certificates: new Map(),
    recordIds: new Map(),
    issues: new Map(),
    statusChanges: [],
    statusVersions: [],
    consents: new Map(),
    wallets: new Map(),
    printLinks: new Map(),
    offers: new Map(),
    audit: [],
    logEntries: [],
  };
}

/** Certificates of any of these records, not revoked, and not expired unless suspended; newest first. */
export function currentOf(state: MemoryState, recordIds: readonly string[], now: number): readonly Certificate[] {
  return [...state.certificates.values()]
    .filter(({ certificateId }) => recordIds.some((id) => state.recordIds.get(certificateId)?.has(id)))
    .filter(({ revoked, suspended, exp }) => revoked === undefined && (exp > now || suspended !== undefined))
    .toSorted((a, b) => b.iat - a.iat || (a.certificateId < b.certificateId ? -1 : 1));
}

/** As StatusStore.set says, for these certificates. */
export function decideStatus(
  state: MemoryState,
  certificateIds: readonly string[],
  decision: StatusDecision,
): StatusCounts {
  const changed: string[] = [];
  let [already, final, unknown] = [0, 0, 0];
  for (const certificateId of certificateIds) {
    const held = state.certificates.get(certificateId);
    if (held === undefined) unknown++;
    else if (statusOf(held) === decision.status) already++;
    else if (held.revoked !== undefined) final++;
    else {
      const { revoked: _revoked, suspended: _suspended, ...rest } = held;
      state.certificates.set(certificateId, { ...rest, ...statusMember(decision) });
      const { kid, statusIndex } = held;
      state.statusChanges.push({ certificateId, kid, statusIndex, ...decision, version: null });
      changed.push(certificateId);
    }
  }
  return { changed, already, final, unknown };
}

function statusOf({ revoked, suspended }: Certificate): ListedStatus {
  if (revoked !== undefined) return "revoked";
  return suspended === undefined ? "valid" : "suspended";
}

function statusMember({ status, at, reason }: StatusDecision): Pick<Certificate, "revoked" | "suspended"> {
  if (status === "revoked") return { revoked: { at, reason } };
  return status === "suspended" ? { suspended: { at, reason } } : {};
}

/** Appends to the audit trail. */
export function appendAudit({ audit }: MemoryState, facts: readonly AuditFact[]): AuditHead {
  for (const fact of facts) audit.push(chainAudit(fact, headOf(audit)));
  return headOf(audit);
}

/** The newest entry's place and hash. */
export function headOf(audit: readonly AuditRecord[]): AuditHead {
  const { sequence, hash } = audit.at(-1) ?? { sequence: 0, hash: AUDIT_ORIGIN };
  return { sequence, hash };
}

/** What is published of a key's list at a version, by index. */
export function statusesAt(state: MemoryState, kid: string, version: number): ReadonlyMap<number, ListedStatus> {
  const published = state.statusChanges.flatMap((change) =>
    change.kid === kid && change.version !== null && change.version <= version
      ? [{ ...change, version: change.version }]
      : [],
  );
  const ordered = published.toSorted((a, b) => a.version - b.version);
  return new Map(ordered.map(({ statusIndex, status }) => [statusIndex, status]));
}
