// Status changes for a whole block of certificates: those of one vaccination centre in a stretch of time, when its doses turn out
// to be made up. Looked for by opening sealed records one by one, so that no centre and no date stands in clear in the store.

import type { CalendarDate } from "./calendar-date.ts";
import type { CertificateStore, StatusStore } from "./ports.ts";
import { MAX_STATUS_TARGETS, type StatusDecision } from "./status-change.ts";
import type { VaccinationRecord } from "./vaccination-record.ts";

/** Which certificates. */
export type CertificateBlock = {
  /** The record's source or a dose's centre. */
  readonly source: string;
  /** NumericDate: issued from here … to before here. */
  readonly issued?: { readonly from: number; readonly to: number };
  /** A dose given from … to, both days included; with `source` a centre, a dose given there. */
  readonly doses?: { readonly from: CalendarDate; readonly to: CalendarDate };
};

/** What was found, and what was done with it. */
export type BlockCounts = {
  /** Certificates not revoked and not expired that were issued in the time looked at. */
  readonly looked: number;
  readonly matching: number;
  /** Given the status now; 0 on a dry run. */
  readonly changed: number;
};

/**
 * Gives the certificates of a block a status, in batches of one transaction each; a run that is interrupted is completed by another.
 * Nothing is changed with `dryRun`. Certificates issued during the run may be missed: run it again after the centre is closed off.
 */
export async function setStatusOfBlock(
  block: CertificateBlock,
  ports: { readonly certificates: CertificateStore; readonly statuses: StatusStore },
  { decision, dryRun }: { readonly decision: StatusDecision; readonly dryRun: boolean },
): Promise<BlockCounts> {
  let [looked, matching, changed] = [0, 0, 0];
  let batch: string[] = [];
  const flush = async () => {
    changed += (await ports.statuses.set({ certificateIds: batch }, decision)).changed.length;
    batch = [];
  };
  const { from = 0, to = Number.MAX_SAFE_INTEGER } = block.issued ?? {};
  for await (const { certificateId, records } of ports.certificates.issuedBetween({ from, to, now: decision.at })) {
    looked++;
    if (!records.some((record) => isInBlock(record, block))) continue;
    matching++;
    if (dryRun) continue;
    batch.push(certificateId);
    if (batch.length === MAX_STATUS_TARGETS) await flush();
  }
  if (batch.length > 0) await flush();
  return { looked, matching, changed };
}

function isInBlock({ source, doses }: VaccinationRecord, block: CertificateBlock): boolean {
  const { from, to } = block.doses ?? { from: "0000-00-00", to: "9999-99-99" };
  const ofSource = source === block.source ? doses : doses.filter(({ centre }) => centre === block.source);
  if (block.doses === undefined) return source === block.source || ofSource.length > 0;
  return ofSource.some(({ date }) => from <= date && date <= to);
}
