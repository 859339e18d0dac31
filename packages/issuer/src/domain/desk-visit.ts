// A person at a help desk: the desk asks for a code in their name, they say it aloud, the desk confirms it and prints. Every step is
// in the audit trail with the desk's id, and the steps of one visit are joined by an id that tells nothing else (docs/decisions/0053).

import { concatBytes, fromHex, sha256, toHex } from "@mohor/schema";
import type { AuditFact } from "./audit.ts";
import type { DeskLimits, Entity } from "./entity.ts";

/** The help desk that asks. */
export type DeskRequester = {
  readonly deskId: string;
  /** As it stands in the message to the person. */
  readonly name: string;
  readonly limits: DeskLimits;
};

/** What is written of a visit. */
export type VisitAction =
  | "code-requested"
  | "code-wrong"
  | "code-confirmed"
  | "certificate-issued"
  | "document-fetched"
  | "status-sent";

const VISIT_ID_BYTES = 16;

/** An organisation as the desk that asks; null where it is none. */
export function deskOf({ entityId, name, desk }: Entity): DeskRequester | null {
  return desk === undefined ? null : { deskId: entityId, name, limits: desk };
}

/**
 * The entry for a step. The subject is a digest of the transaction id, which whoever reads the trail must not learn while the code
 * lives; 128 random bits are not found from it.
 */
export function visitFact(
  action: VisitAction,
  { challengeId }: { readonly challengeId: string },
  {
    deskId,
    now,
    detail = {},
  }: { readonly deskId: string; readonly now: number; readonly detail?: AuditFact["detail"] },
): AuditFact {
  const message = concatBytes(new TextEncoder().encode("desk visit\0"), fromHex(challengeId));
  return { at: now, actor: deskId, action, subject: toHex(sha256(message).subarray(0, VISIT_ID_BYTES)), detail };
}
