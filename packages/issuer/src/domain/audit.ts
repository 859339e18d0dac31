// The audit trail: what was done to the registry and by whom, in a chain of hashes, so that no entry can be changed or left out
// later without it showing to whoever kept a newer hash. It holds no personal data in clear: people appear as keyed hashes, and
// when those hashes' key is gone, as nobody.

import { sha256, toHex } from "@mohor/schema";

/** What somebody did. */
export type AuditFact = {
  /** NumericDate. */
  readonly at: number;
  /** `operator`, `issuer` (the program by itself), `holder`, or the id of an organisation or help desk. */
  readonly actor: string;
  /** What was done: lower case words with hyphens, such as `dose-reported`. */
  readonly action: string;
  /** To what: a keyed hash or an id that tells nothing about a person. */
  readonly subject: string;
  /** Facts about it: counts, codes, revisions. */
  readonly detail: Readonly<Record<string, string | number>>;
};

/** An entry of the trail. */
export type AuditRecord = AuditFact & {
  /** From 1, without gaps. */
  readonly sequence: number;
  /** Hash of the entry before, in hex; of the first AUDIT_ORIGIN. */
  readonly previous: string;
  readonly hash: string;
};

/** What the first entry follows. */
export const AUDIT_ORIGIN: string = "0".repeat(64);

/** Entries of one page. */
export const MAX_AUDIT_PAGE = 1_000;

/** The newest entry's place and hash: what is to be kept elsewhere, to hold the trail against later. */
export type AuditHead = { readonly sequence: number; readonly hash: string };

/** The entry that this fact makes after `head`. The hash is SHA-256 over the JSON of all its other members in a fixed order. */
export function chainAudit(fact: AuditFact, head: AuditHead): AuditRecord {
  const sequence = head.sequence + 1;
  const { at, actor, action, subject, detail } = fact;
  const members = [sequence, at, actor, action, subject, Object.entries(detail).toSorted(byKey), head.hash];
  const hash = toHex(sha256(new TextEncoder().encode(JSON.stringify(members))));
  return { at, actor, action, subject, detail, sequence, previous: head.hash, hash };
}

function byKey([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : 1;
}

/**
 * Walks a trail from its first entry. Null where every entry follows from the one before and the last is `head`; else the
 * sequence number of the first that does not (one more than the last entry where the end is missing).
 */
export async function findAuditBreak(
  records: AsyncIterable<AuditRecord>,
  head: AuditHead | null = null,
): Promise<number | null> {
  let last: AuditHead = { sequence: 0, hash: AUDIT_ORIGIN };
  for await (const record of records) {
    const expected = chainAudit(record, last);
    if (record.sequence !== expected.sequence || record.hash !== expected.hash || record.previous !== last.hash) {
      return last.sequence + 1;
    }
    if (record.sequence === head?.sequence && record.hash !== head.hash) return record.sequence;
    last = record;
  }
  return head !== null && head.sequence > last.sequence ? last.sequence + 1 : null;
}
