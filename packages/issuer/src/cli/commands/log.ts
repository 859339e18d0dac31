// `log init`, `log show`, `log publish`: the transparency log of what was issued and published (docs/transparency-log.md).

import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { type Command, Failure, InvalidArgumentError, nowOf } from "@mohor/command-line";
import { MAX_STATUS_UPDATE_BYTES, toHex } from "@mohor/schema";
import { readFileBounded, reading } from "../../adapters/durable-file.ts";
import { CHECKPOINT, logFolder, logReader, readCheckpoint } from "../../adapters/log-folder.ts";
import { createNoteKey, openNoteSigner, readNoteKey } from "../../adapters/note-key-file.ts";
import { keptVersions, readBundle } from "../../adapters/publication-folder.ts";
import { webCryptoRandom } from "../../adapters/random-webcrypto.ts";
import { createSignatureCheck } from "../../adapters/signature-check.ts";
import { askWitness, type WitnessPlace } from "../../adapters/witness-service.ts";
import { compareCheckpoints, readEdge } from "../../domain/log/audit-log.ts";
import { verifyCheckpoint } from "../../domain/log/checkpoint.ts";
import { EMPTY_ROOT, type TreeHead } from "../../domain/log/merkle-tree.ts";
import {
  formatNote,
  formatVerifierKey,
  NOTE_COSIGNATURE,
  NOTE_ED25519,
  type NoteKey,
  type NoteSignature,
  parseNote,
  parseVerifierKey,
} from "../../domain/log/signed-note.ts";
import { EMPTY_EDGE, type TreeEdge } from "../../domain/log/tiles.ts";
import { growLog, logEntryOf } from "../../domain/log/transparency-log.ts";
import { type DataDirectory, type OpenIssuer, readDataDirectory, withIssuer } from "../data-directory.ts";
import { action, type CommonFlags, issuerCommand, issuerGroup, printResult } from "../flags.ts";
import { createProgressBar } from "../progress-bar.ts";

type InitFlags = CommonFlags & { readonly name: string };
type PublishFlags = CommonFlags & {
  readonly out: string;
  readonly witness?: readonly WitnessPlace[];
  readonly quorum: number;
};

export function logCommand(): Command {
  return issuerGroup("log", "the transparency log: what was issued, for anybody to audit", [
    issuerCommand("log", "init", "make the log's key; its name is for ever")
      .requiredOption("--name <name>", "the log's name: its address without https://, such as example.in/log")
      .action(action(init)),
    issuerCommand("log", "show", "show the key that auditors verify the log by").action(action(show)),
    issuerCommand("log", "publish", "put new entries in order, write the log's files and sign a checkpoint")
      .requiredOption("--out <dir>", "folder that auditors are served from")
      .option(
        "--witness <key@url>",
        "a witness to ask for its cosignature; may be given more than once",
        collectWitness,
      )
      .option("--quorum <number>", "publish the checkpoint only with so many cosignatures", parseCount, 0)
      .action(action(publish)),
  ]);
}

/** For flags that hold a small number. */
export function parseCount(text: string): number {
  if (!/^[0-9]{1,2}$/.test(text)) throw new InvalidArgumentError("a number from 0 to 99 is needed.");
  return Number(text);
}

/** For flags that hold a log's or a witness's key. */
export function parseNoteKey(text: string): NoteKey {
  const key = parseVerifierKey(text);
  if (key === null)
    throw new InvalidArgumentError("a key such as example.in/log+1a2b3c4d+AbCd… is needed, as log show prints it.");
  return key;
}

function collectWitness(text: string, others: readonly WitnessPlace[] = []): readonly WitnessPlace[] {
  const [, keyText = "", url = ""] = /^(.+)@(https?:\/\/.+)$/.exec(text) ?? [];
  const key = parseNoteKey(keyText);
  if (key.type !== NOTE_COSIGNATURE) throw new InvalidArgumentError("this is a log's key and not a witness's.");
  return [...others, { key, url }];
}

/** Where a data directory keeps its log's key. */
function keyFolder({ root }: DataDirectory): string {
  return join(root, "log-key");
}

async function init(flags: InitFlags): Promise<void> {
  const created = nowOf(flags);
  const { key } = await withIssuer(flags.dir, ({ directory, passphrase }) =>
    createNoteKey(keyFolder(directory), flags.name, {
      type: NOTE_ED25519,
      purpose: "log",
      created,
      passphrase,
      random: webCryptoRandom,
    }),
  );
  printKey(flags, key);
}

async function show(flags: CommonFlags): Promise<void> {
  const { directory } = readDataDirectory(flags.dir);
  printKey(flags, readNoteKey(keyFolder(directory)).key);
}

function printKey(flags: CommonFlags, key: NoteKey): void {
  const text = formatVerifierKey(key);
  printResult(flags, { name: key.name, key: text }, [`log ${key.name}`, `key ${text}`]);
}

async function publish(flags: PublishFlags): Promise<void> {
  const { head, witnessed, published } = await withIssuer(flags.dir, (issuer) => publishLog(issuer, flags));
  printResult(flags, { size: head.size, root: toHex(head.root), witnesses: witnessed, published, out: flags.out }, [
    `log of ${head.size} entries, root ${toHex(head.root)}`,
    ...witnessed.map(({ name, status }) => `witness ${name}: ${status === 200 ? "cosigned" : `refused (${status})`}`),
    `written to ${flags.out}`,
  ]);
}

/** What a witness did: 200, or the status with which it refused. */
type Witnessed = { readonly name: string; readonly status: number };

async function publishLog(issuer: OpenIssuer, { out, witness: places = [], quorum }: PublishFlags) {
  const { directory, stores, passphrase } = issuer;
  const own = readNoteKey(keyFolder(directory));
  const check = createSignatureCheck();
  const edge = await publishedEdge(out, own.key);
  await stores.log.add(publishedDocuments(directory).map(logEntryOf));
  const signer = await openNoteSigner(keyFolder(directory), own, passphrase);
  const folder = logFolder(out);
  const bar = createProgressBar(process.stderr);
  const grown = await growLog(
    edge,
    { log: stores.log, signer, folder },
    {
      ...own,
      onProgress: (size) => bar.show(size, size, `${size} entries`),
    },
  );
  bar.clear();
  if (!grown.ok) throw new Failure(grown.code, out);
  const { head, checkpoint } = grown.value;
  const lines: NoteSignature[] = [];
  const witnessed: Witnessed[] = [];
  for (const place of places) {
    const prove = (oldSize: number) => proofFrom(out, { origin: own.key.name, ...head }, oldSize);
    const answer = await askWitness(checkpoint, place, { log: own.key, check, prove });
    if (typeof answer !== "number") lines.push(answer);
    witnessed.push({ name: place.key.name, status: typeof answer === "number" ? answer : 200 });
  }
  if (lines.length < quorum) {
    const refused = witnessed.filter(({ status }) => status !== 200);
    throw new Failure("LOG_WITNESS_REFUSED", refused.map(({ name, status }) => `${name}: ${status}`).join(", "));
  }
  const note = parseNote(new TextEncoder().encode(checkpoint)) ?? { text: "", signatures: [] };
  folder.writeCheckpoint(formatNote({ text: note.text, signatures: [...note.signatures, ...lines] }));
  return { head, witnessed, published: head.size - edge.size };
}

/** The tree that was published in this folder before, held against its checkpoint; the empty one where there is none. */
async function publishedEdge(out: string, key: NoteKey): Promise<TreeEdge> {
  if (!existsSync(join(out, CHECKPOINT))) return EMPTY_EDGE;
  const verified = verifyCheckpoint(await readCheckpoint(out), { log: key, check: createSignatureCheck() });
  if (!verified.ok) throw new Failure(verified.code, join(out, CHECKPOINT));
  const held = await readEdge(logReader(out), verified.value);
  if (!held.ok) throw new Failure(held.code, held.place);
  return held.edge;
}

/** The proof that our tree continues that of `oldSize` entries, or null where there is none. */
async function proofFrom(out: string, newer: TreeHead & { readonly origin: string }, oldSize: number) {
  // The witness has its own root for that size and holds the proof against it.
  const older = { origin: newer.origin, size: oldSize, root: EMPTY_ROOT };
  const compared = await compareCheckpoints(logReader(out), older, newer, { verifies: false });
  return compared.ok ? compared.hashes : null;
}

/** All that was published for gates: trust bundles and whole status lists. */
function publishedDocuments({ trustBundles, statusLists }: DataDirectory): readonly Uint8Array[] {
  const bundles = keptVersions(trustBundles).map((version) => readBundle(trustBundles, version).bytes);
  const lists = existsSync(statusLists)
    ? reading(statusLists, () => readdirSync(statusLists, { recursive: true, encoding: "utf8" }))
        .filter((name) => name.endsWith(".cose"))
        .toSorted()
        .map((name) => readFileBounded(join(statusLists, name), { maxBytes: MAX_STATUS_UPDATE_BYTES }))
    : [];
  return [...bundles, ...lists];
}
