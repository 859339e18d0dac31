// One person as the stores know them, for their own requests: what is held about me, and delete it.

import type { Certificate } from "./certificate.ts";
import type { ConsentReceipt } from "./consent.ts";
import type { EnrolledRecord } from "./vaccination-record.ts";

/** A person: the number they proved to hold, and their records under it (a number may be a family's). */
export type PersonKey = { readonly mobileHash: string; readonly recordIds: readonly string[] };

/** Everything that is held about a person. */
export type PersonExport = {
  readonly records: readonly EnrolledRecord[];
  /** Revoked and expired ones too, newest first. */
  readonly certificates: readonly Certificate[];
  readonly consents: readonly ConsentReceipt[];
};

/** Rows deleted. */
export type ErasureCounts = {
  readonly records: number;
  readonly certificates: number;
  readonly consents: number;
  readonly challenges: number;
};

/** What is no longer needed. Times are NumericDate. */
export type RetentionCutoffs = {
  /** Certificates that expired before this. */
  readonly certificatesExpiredBefore: number;
  /** Consents given before this whose certificates are deleted, and withdrawn ones withdrawn before this. */
  readonly consentsBefore: number;
};
