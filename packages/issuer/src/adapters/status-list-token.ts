// A status list as other libraries read it: a Token Status List in CWT (draft-ietf-oauth-status-list §4, §5.2), two bits for each
// index, zlib'd. The bits are made and compressed as a stream: memory holds the compressed list only, never all indices' bits.

import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { createDeflate } from "node:zlib";
import {
  type CborValue,
  COSE_HEADER,
  CWT_CLAIM,
  encodeCbor,
  encodeCoseSign1,
  MEDIA_TYPE,
  type ProtectedHeader,
  STATUS_LIST_CLAIM,
  type StatusList,
  toBeSigned,
  toHex,
} from "@mohor/schema";
import type { Signer } from "../domain/ports.ts";

/** Status types of the draft, §7.1. */
const STATUS_TYPE = { INVALID: 1, SUSPENDED: 2 } as const;
const BITS = 2;
const ENTRIES_PER_BYTE = 8 / BITS;
const CHUNK_BYTES = 65_536;

/**
 * The name of a list: a URN, because the list has no address of its own that would outlive a change of web server, and no certificate
 * points to it.
 */
export function statusListUri(subject: Uint8Array): string {
  return `urn:mohor:status-list:${toHex(subject)}`;
}

/** The signed token of a list. Rejects as the signer does. */
export async function makeStatusListToken(
  list: StatusList,
  signer: Signer,
  context: {
    readonly header: ProtectedHeader;
    readonly issued: number;
    readonly expires: number;
    /** How long a reader may go without fetching again. */
    readonly ttlSeconds: number;
  },
): Promise<Uint8Array<ArrayBuffer>> {
  const { header, issued, expires, ttlSeconds } = context;
  const protectedHeader = encodeCbor(
    new Map<number, CborValue>([
      [COSE_HEADER.ALG, header.alg],
      [COSE_HEADER.KID, header.kid],
      [COSE_HEADER.TYP, MEDIA_TYPE.STATUS_LIST_CWT],
    ]),
  );
  const statusList = new Map<string, CborValue>([
    ["bits", BITS],
    ["lst", await deflate(packedStatuses(list))],
  ]);
  const payload = encodeCbor(
    new Map<number, CborValue>([
      [STATUS_LIST_CLAIM.SUB, statusListUri(list.subject)],
      [CWT_CLAIM.EXP, expires],
      [CWT_CLAIM.IAT, issued],
      [STATUS_LIST_CLAIM.STATUS_LIST, statusList],
      [STATUS_LIST_CLAIM.TTL, ttlSeconds],
    ]),
  );
  const signature = await signer.sign(header.kid, toBeSigned(protectedHeader, payload));
  return encodeCoseSign1({ protectedHeader, payload, signature });
}

async function deflate(chunks: Iterable<Uint8Array>): Promise<Uint8Array> {
  return new Uint8Array(await buffer(Readable.from(chunks).pipe(createDeflate({ level: 9 }))));
}

/** The list's bytes, chunk by chunk: index 0 in the two least significant bits of the first byte (draft §4.1). */
function* packedStatuses({ size, revoked, suspended }: StatusList): Generator<Uint8Array> {
  const length = Math.ceil(size / ENTRIES_PER_BYTE);
  let [atRevoked, atSuspended] = [0, 0];
  for (let start = 0; start < length; start += CHUNK_BYTES) {
    const chunk = new Uint8Array(Math.min(CHUNK_BYTES, length - start));
    const end = (start + chunk.length) * ENTRIES_PER_BYTE;
    atRevoked = putStatuses(chunk, revoked, atRevoked, { start, end, status: STATUS_TYPE.INVALID });
    atSuspended = putStatuses(chunk, suspended, atSuspended, { start, end, status: STATUS_TYPE.SUSPENDED });
    yield chunk;
  }
}

/** Puts the status of each index below `end` into the chunk that begins at byte `start`; where the next chunk goes on. */
function putStatuses(
  chunk: Uint8Array,
  indices: Uint32Array,
  from: number,
  { start, end, status }: { readonly start: number; readonly end: number; readonly status: number },
): number {
  let at = from;
  for (; at < indices.length && (indices[at] as number) < end; at++) {
    const index = indices[at] as number;
    const place = Math.floor(index / ENTRIES_PER_BYTE) - start;
    chunk[place] = (chunk[place] as number) | (status << ((index % ENTRIES_PER_BYTE) * BITS));
  }
  return at;
}
