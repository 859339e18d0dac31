// The status that a certificate has in its key's status list, and how it comes to be another one. Every change is one entry of a
// log that is only added to; publishing gives the entries that are not out yet the next version of the list (docs/spec.md §6.11).

import type { RevocationReason } from "./certificate.ts";

/** What the status list says of a certificate: `revoked` is final, `suspended` is not. */
export type ListedStatus = "valid" | "suspended" | "revoked";

/** Why a certificate was suspended, or is good again. Kept with it, never published. */
export const SUSPENSION_REASONS = ["under-inquiry"] as const;
export type SuspensionReason = (typeof SUSPENSION_REASONS)[number] | "restored";
export const REINSTATEMENT_REASONS = ["inquiry-closed"] as const;
export type ReinstatementReason = (typeof REINSTATEMENT_REASONS)[number] | "restored";

/** What is decided about certificates. `actor`: who decided, as the audit trail names them; never a person's name or number. */
export type StatusDecision = { readonly at: number; readonly actor: string } & (
  | { readonly status: "revoked"; readonly reason: RevocationReason }
  | { readonly status: "suspended"; readonly reason: SuspensionReason }
  | { readonly status: "valid"; readonly reason: ReinstatementReason }
);

/** Whom a decision meets: certificates by id, or all current ones (see CertificateStore.currentOf) of these records at its time. */
export type StatusTarget =
  | { readonly certificateIds: readonly string[] }
  | { readonly recordIds: readonly string[]; readonly now: number };

/** Certificates that one decision may meet: one transaction, some tens of milliseconds. A larger block is several decisions. */
export const MAX_STATUS_TARGETS = 1_000;

/** What a decision did. */
export type StatusCounts = {
  /** Ids of the certificates that have another status now, in the order they were named. */
  readonly changed: readonly string[];
  /** Had this status before. */
  readonly already: number;
  /** Are revoked, which is final. */
  readonly final: number;
  /** Ids that no certificate has. */
  readonly unknown: number;
};

/** One entry of the log. */
export type StatusChange = {
  readonly certificateId: string;
  readonly kid: string;
  readonly statusIndex: number;
  readonly status: ListedStatus;
  readonly at: number;
  readonly reason: RevocationReason | SuspensionReason | ReinstatementReason;
  readonly actor: string;
  /** The version of the list that it was published in, or null. */
  readonly version: number | null;
};

/** A version of a key's list. Version 0 is the empty list and is not kept. */
export type StatusVersion = { readonly kid: string; readonly version: number; readonly sealedAt: number };

/** An index whose status is not `valid`. */
export type ListedIndex = { readonly statusIndex: number; readonly status: Exclude<ListedStatus, "valid"> };

/** An index whose status differs between two versions. */
export type NetStatusChange = {
  readonly statusIndex: number;
  readonly before: ListedStatus;
  readonly after: ListedStatus;
};
