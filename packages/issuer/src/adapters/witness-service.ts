// A small witness (c2sp.org/tlog-witness): it keeps the newest tree that it has cosigned of one log, in a file, and cosigns what continues
// it. And the log's side: asking a witness.

import { existsSync } from "node:fs";
import { createServer, type IncomingMessage, type Server } from "node:http";
import { fromHex, toHex } from "@mohor/schema";
import { cosignature, cosignedMessage, verifyCheckpoint } from "../domain/log/checkpoint.ts";
import type { TreeHead } from "../domain/log/merkle-tree.ts";
import {
  formatNote,
  formatSignature,
  type NoteKey,
  type NoteSignature,
  parseSignatures,
} from "../domain/log/signed-note.ts";
import {
  decideCosigning,
  formatAddCheckpoint,
  MAX_ADD_CHECKPOINT_BYTES,
  type WitnessDecision,
} from "../domain/log/witness.ts";
import type { Signer } from "../domain/ports.ts";
import { PortError } from "../domain/refusal.ts";
import type { SignatureCheck } from "../domain/root-ceremony.ts";
import { MODE_PRIVATE, readFileBounded, replaceFileDurably } from "./durable-file.ts";

/** What a witness answers. */
export type WitnessAnswer = { readonly status: number; readonly body: string };

const MAX_HELD_BYTES = 1_024;

/** The newest tree cosigned, or null. Throws PortError FILE_UNREADABLE where the file is none of ours. */
export function readHeldTree(path: string): TreeHead | null {
  if (!existsSync(path)) return null;
  const text = new TextDecoder().decode(readFileBounded(path, { maxBytes: MAX_HELD_BYTES }));
  const [, size, root] = /^(\d{1,16}) ([0-9a-f]{64})\n$/.exec(text) ?? [];
  if (size === undefined || root === undefined) {
    throw new PortError("FILE_UNREADABLE", "this is no witness's file", { path });
  }
  return { size: Number(size), root: fromHex(root) };
}

/**
 * Answers one request. The tree is kept, durably, before the cosignature is given; requests are to come one after the other. Rejects as
 * the file and the signer do.
 */
export async function answerAddCheckpoint(
  body: Uint8Array,
  witness: {
    readonly log: NoteKey;
    readonly key: NoteKey;
    readonly kid: Uint8Array;
    readonly signer: Signer;
    readonly check: SignatureCheck;
    readonly heldFile: string;
  },
  { now }: { readonly now: number },
): Promise<WitnessAnswer> {
  const { log, key, kid, signer, check, heldFile } = witness;
  const decision: WitnessDecision = decideCosigning(body, { log, held: readHeldTree(heldFile), check });
  if (decision.status === 409) return { status: 409, body: `${decision.size}\n` };
  if (decision.status !== 200) return { status: decision.status, body: "" };
  const { size, root, note } = decision.checkpoint;
  replaceFileDurably(heldFile, `${size} ${toHex(root)}\n`, { mode: MODE_PRIVATE });
  const signature = await signer.sign(kid, cosignedMessage(note.text, now));
  return { status: 200, body: formatSignature(cosignature(key, now, signature)) };
}

const REQUEST_MILLISECONDS = 10_000;

/** The witness behind HTTP: POST /add-checkpoint and nothing else. `answer` is called for one request at a time. */
export function createWitnessServer(answer: (body: Uint8Array) => Promise<WitnessAnswer>): Server {
  let turn: Promise<unknown> = Promise.resolve();
  const server = createServer(async (request, response) => {
    const respond = ({ status, body }: WitnessAnswer) => {
      const type = status === 409 ? "text/x.tlog.size" : "text/plain; charset=utf-8";
      response.writeHead(status, { "content-type": type }).end(body);
    };
    if (request.url !== "/add-checkpoint") return respond({ status: 404, body: "" });
    if (request.method !== "POST") return respond({ status: 405, body: "" });
    const body = await readBody(request);
    if (body === null) return respond({ status: 413, body: "" });
    const mine = turn.then(() => answer(body));
    turn = mine.catch(() => {});
    mine.then(respond, () => respond({ status: 500, body: "" }));
  });
  server.requestTimeout = REQUEST_MILLISECONDS;
  return server;
}

async function readBody(request: IncomingMessage): Promise<Uint8Array | null> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const chunk of request) {
      chunks.push(chunk as Uint8Array);
      length += (chunk as Uint8Array).length;
      if (length > MAX_ADD_CHECKPOINT_BYTES) return null;
    }
  } catch {
    // The client went away: there is nobody to answer.
    return null;
  }
  return new Uint8Array(Buffer.concat(chunks));
}

/** Where a witness is, and its key. */
export type WitnessPlace = { readonly url: string; readonly key: NoteKey };

const MAX_ANSWER_BYTES = 65_536;

/**
 * A witness's cosignature on our checkpoint, or the HTTP status with which it refused (0: it could not be reached, or its answer holds
 * no cosignature by its key). Asks first from size 0, learns from a 409 what the witness has, and asks again with `prove`'s proof.
 */
export async function askWitness(
  checkpoint: string,
  { url, key }: WitnessPlace,
  {
    log,
    check,
    prove,
  }: {
    readonly log: NoteKey;
    readonly check: SignatureCheck;
    readonly prove: (oldSize: number) => Promise<readonly Uint8Array[] | null>;
  },
): Promise<NoteSignature | number> {
  const bytes = new TextEncoder().encode(checkpoint);
  let answer = await post(url, formatAddCheckpoint({ oldSize: 0, proof: [], checkpoint: bytes }));
  const held = /^(0|[1-9][0-9]{0,15})\n$/.exec(answer.body)?.[1];
  if (answer.status === 409 && held !== undefined) {
    const proof = await prove(Number(held));
    if (proof === null) return 409;
    answer = await post(url, formatAddCheckpoint({ oldSize: Number(held), proof, checkpoint: bytes }));
  }
  if (answer.status !== 200) return answer.status;
  const line = parseSignatures(answer.body)?.find(
    ({ name, keyId }) => name === key.name && toHex(keyId) === toHex(key.keyId),
  );
  if (line === undefined) return 0;
  const signed = new TextEncoder().encode(formatNote(withSignature(checkpoint, line)));
  return verifyCheckpoint(signed, { log, witnesses: [key], check }).ok ? line : 0;
}

/** The note of a checkpoint with one more signature. */
function withSignature(checkpoint: string, line: NoteSignature) {
  const at = checkpoint.lastIndexOf("\n\n");
  const signatures = parseSignatures(checkpoint.slice(at + 2)) ?? [];
  return { text: checkpoint.slice(0, at + 1), signatures: [...signatures, line] };
}

async function post(url: string, body: string): Promise<WitnessAnswer> {
  try {
    const response = await fetch(`${url.replace(/\/*$/, "")}/add-checkpoint`, {
      method: "POST",
      body,
      redirect: "error",
      signal: AbortSignal.timeout(REQUEST_MILLISECONDS),
    });
    const text = await response.text();
    return { status: response.status, body: text.length <= MAX_ANSWER_BYTES ? text : "" };
  } catch {
    return { status: 0, body: "" };
  }
}
