// A witness's decision (c2sp.org/tlog-witness): a checkpoint is cosigned only where it continues the newest one cosigned before. Pure; the
// caller keeps the newest one, atomically, before it answers.

import type { SignatureCheck } from "../root-ceremony.ts";
import { fromBase64, toBase64 } from "./base64.ts";
import { type VerifiedCheckpoint, verifyCheckpoint } from "./checkpoint.ts";
import { HASH_BYTES, MAX_PROOF_HASHES, type TreeHead, verifyConsistency } from "./merkle-tree.ts";
import { decodeText, MAX_NOTE_BYTES, type NoteKey } from "./signed-note.ts";

/** What a log sends to a witness. */
export type AddCheckpoint = {
  readonly oldSize: number;
  readonly proof: readonly Uint8Array[];
  /** The checkpoint's bytes. */
  readonly checkpoint: Uint8Array;
};

/** Bytes of a request: a note, and 63 hashes. */
export const MAX_ADD_CHECKPOINT_BYTES: number = MAX_NOTE_BYTES + 4_096;

const OLD = /^old (0|[1-9][0-9]{0,15})$/;

/** The request's text form. */
export function formatAddCheckpoint({ oldSize, proof, checkpoint }: AddCheckpoint): string {
  return `old ${oldSize}\n${proof.map((hash) => `${toBase64(hash)}\n`).join("")}\n${new TextDecoder().decode(checkpoint)}`;
}

/** The request in these bytes, or null. */
export function parseAddCheckpoint(bytes: Uint8Array): AddCheckpoint | null {
  const text = bytes.length <= MAX_ADD_CHECKPOINT_BYTES ? decodeText(bytes) : null;
  const at = text?.indexOf("\n\n") ?? -1;
  if (text === null || at < 0) return null;
  const [first = "", ...lines] = text.slice(0, at).split("\n");
  const oldSize = Number(OLD.exec(first)?.[1] ?? Number.NaN);
  const proof = lines.map(fromBase64);
  if (!Number.isSafeInteger(oldSize) || proof.length > MAX_PROOF_HASHES) return null;
  if (!proof.every((hash) => hash?.length === HASH_BYTES)) return null;
  return { oldSize, proof: proof as Uint8Array[], checkpoint: new TextEncoder().encode(text.slice(at + 2)) };
}

/** What a witness answers, with the HTTP status of tlog-witness. */
export type WitnessDecision =
  | { readonly status: 200; readonly checkpoint: VerifiedCheckpoint }
  /** The log's idea of what was cosigned last is not the witness's, which is told; or one size has two roots. */
  | { readonly status: 409; readonly size: number }
  /** 400: no request. 403: no signature of the log. 404: another log. 422: the proof does not hold. */
  | { readonly status: 400 | 403 | 404 | 422 };

/** Whether to cosign. `held` is the newest tree cosigned before; null where none was. */
export function decideCosigning(
  body: Uint8Array,
  { log, held, check }: { readonly log: NoteKey; readonly held: TreeHead | null; readonly check: SignatureCheck },
): WitnessDecision {
  const request = parseAddCheckpoint(body);
  if (request === null) return { status: 400 };
  const verified = verifyCheckpoint(request.checkpoint, { log, check });
  if (!verified.ok) {
    if (verified.code === "LOG_CHECKPOINT_MALFORMED") return { status: 400 };
    return { status: originOf(request.checkpoint) === log.name ? 403 : 404 };
  }
  const { value: checkpoint } = verified;
  const { oldSize, proof } = request;
  if (oldSize > checkpoint.size) return { status: 400 };
  if (oldSize !== (held?.size ?? 0)) return { status: 409, size: held?.size ?? 0 };
  if (held === null || held.size === 0) return proof.length === 0 ? { status: 200, checkpoint } : { status: 422 };
  if (verifyConsistency(held, checkpoint, proof)) return { status: 200, checkpoint };
  return held.size === checkpoint.size && proof.length === 0 ? { status: 409, size: held.size } : { status: 422 };
}

function originOf(checkpoint: Uint8Array): string {
  return decodeText(checkpoint)?.split("\n")[0] ?? "";
}
