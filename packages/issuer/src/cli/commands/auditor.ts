// `auditor …`: what anybody can do with a published log and its key, without the issuer's help (docs/transparency-log.md).

import { join } from "node:path";
import { type Command, EXIT_STATUS, Failure, nowOf, nowOption, readBounded } from "@mohor/command-line";
import { type Code, MAX_TRUST_BUNDLE_BYTES, toHex } from "@mohor/schema";
import { inspect, openTrustStore, verify } from "@mohor/verifier";
import { nodeCryptoEngine } from "@mohor/verifier/node";
import { createFileDurably, MODE_PUBLIC } from "../../adapters/durable-file.ts";
import { CHECKPOINT, logReader, readCheckpoint } from "../../adapters/log-folder.ts";
import { createNoteKey, openNoteSigner, readNoteKey } from "../../adapters/note-key-file.ts";
import { readPassphrase } from "../../adapters/passphrase.ts";
import { webCryptoRandom } from "../../adapters/random-webcrypto.ts";
import { createSignatureCheck } from "../../adapters/signature-check.ts";
import { answerAddCheckpoint, createWitnessServer } from "../../adapters/witness-service.ts";
import { auditLog, compareCheckpoints, type LogAudit, proveInclusion } from "../../domain/log/audit-log.ts";
import { type VerifiedCheckpoint, verifyCheckpoint } from "../../domain/log/checkpoint.ts";
import { formatLogProof, MAX_LOG_PROOF_BYTES, parseLogProof } from "../../domain/log/log-proof.ts";
import { leafHash, verifyInclusion } from "../../domain/log/merkle-tree.ts";
import { formatVerifierKey, MAX_NOTE_BYTES, NOTE_COSIGNATURE, type NoteKey } from "../../domain/log/signed-note.ts";
import { logEntryOf } from "../../domain/log/transparency-log.ts";
import { entryOf, readCertificates, type SeenCertificate } from "../certificate-lines.ts";
import { action, issuerGroup, type OutputFlags, plainCommand, printResult } from "../flags.ts";
import { createProgressBar } from "../progress-bar.ts";
import { parseCount, parseNoteKey } from "./log.ts";

type LogFlags = OutputFlags & {
  readonly logKey: NoteKey;
  readonly witness?: readonly NoteKey[];
  readonly quorum: number;
};
type SubjectFlags = { readonly certificate?: string; readonly document?: string };
type ProveFlags = LogFlags & SubjectFlags & { readonly out: string };
type CompareFlags = LogFlags & { readonly log: string };
type FindFlags = LogFlags & { readonly log: string; readonly trust?: string };
type WitnessFlags = OutputFlags & { readonly dir: string; readonly now?: number };

const LOG = "the log's folder, or its address (https://…)";
const CERTIFICATES = "QR texts, or files of them, one a line; - for standard input";

export function auditorCommand(): Command {
  return issuerGroup("auditor", "audit a published log, with nothing but its key", [
    logFlags(
      plainCommand("auditor", "verify", "walk the whole log: every entry, every tile, up to the signed checkpoint"),
    )
      .argument("<log>", LOG)
      .action(action(verifyLog)),
    logFlags(plainCommand("auditor", "prove", "write a proof that a certificate or a document is in the log"))
      .argument("<log>", LOG)
      .option("--certificate <text>", "a certificate's QR text, or a file that holds it")
      .option("--document <file>", "a trust bundle or status update")
      .requiredOption("--out <file>", "file for the proof, *.tlog-proof by custom")
      .action(action(prove)),
    logFlags(plainCommand("auditor", "check", "check such a proof, offline"))
      .argument("<proof>", "a proof's file")
      .option("--certificate <text>", "the certificate's QR text, or a file that holds it")
      .option("--document <file>", "the document")
      .action(action(checkProof)),
    logFlags(plainCommand("auditor", "compare", "show that one checkpoint continues another"))
      .argument("<older>", "a checkpoint's file, kept from before")
      .argument("<newer>", "another")
      .requiredOption("--log <log>", LOG)
      .action(action(compare)),
    logFlags(
      plainCommand(
        "auditor",
        "find-duplicates",
        "find certificates with one number, and certificates that were never logged",
      ),
    )
      .argument("<certificates...>", CERTIFICATES)
      .requiredOption("--log <log>", LOG)
      .option(
        "--trust <file>",
        "a trust bundle: certificates that it does not vouch for are set apart, and do not count",
      )
      .action(action(findDuplicates)),
    witnessGroup(),
  ]);
}

function logFlags(command: Command): Command {
  return command
    .requiredOption("--log-key <key>", "the log's key, as issuer log show prints it", parseNoteKey)
    .option("--witness <key>", "a witness's key; may be given more than once", collectKey)
    .option("--quorum <number>", "demand the cosignatures of so many of these witnesses", parseCount, 0);
}

function collectKey(text: string, others: readonly NoteKey[] = []): readonly NoteKey[] {
  return [...others, parseNoteKey(text)];
}

/** The verified checkpoint in these bytes. Throws Failure LOG_CHECKPOINT_…, LOG_WITNESS_MISSING. */
function checkpointOf(
  bytes: Uint8Array,
  place: string,
  { logKey, witness = [], quorum }: LogFlags,
): VerifiedCheckpoint {
  const verified = verifyCheckpoint(bytes, { log: logKey, witnesses: witness, check: createSignatureCheck() });
  if (!verified.ok) throw new Failure(verified.code, place);
  const { value } = verified;
  const count = new Set(value.witnesses.map(({ name }) => name)).size;
  if (count < quorum) throw new Failure("LOG_WITNESS_MISSING", `${place}: ${count} of ${quorum}`);
  return value;
}

async function checkpointAt(log: string, flags: LogFlags): Promise<VerifiedCheckpoint> {
  return checkpointOf(await readCheckpoint(log), join(log, CHECKPOINT), flags);
}

/** The whole log walked. Throws Failure LOG_… with the place. */
async function audited(log: string, checkpoint: VerifiedCheckpoint, wanted: ReadonlySet<string>): Promise<LogAudit> {
  const bar = createProgressBar(process.stderr);
  const audit = await auditLog(logReader(log), checkpoint, {
    wanted,
    onProgress: (entries) => bar.show(entries, checkpoint.size, `${entries} entries`),
  });
  bar.clear();
  return orPlace(audit);
}

/** A result, or its fault thrown with the place. */
function orPlace<T extends { readonly ok: boolean }>(result: T): Extract<T, { readonly ok: true }> {
  if (result.ok) return result as Extract<T, { readonly ok: true }>;
  const { code, place } = result as T & { readonly code: Code; readonly place: string };
  throw new Failure(code, place);
}

async function verifyLog(log: string, flags: LogFlags): Promise<void> {
  const checkpoint = await checkpointAt(log, flags);
  const { entries, repeated } = await audited(log, checkpoint, new Set());
  const { origin, witnesses } = checkpoint;
  printResult(flags, { origin, entries, root: toHex(checkpoint.root), witnesses, repeated }, [
    `log ${origin}: ${entries} entries, whole up to the signed root ${toHex(checkpoint.root)}`,
    ...witnesses.map(({ name, at }) => `cosigned by ${name} at ${new Date(at * 1000).toISOString()}`),
    ...repeated.map(({ digest, indices }) => `document ${digest} stands at ${indices.join(", ")}`),
  ]);
}

/** The entry that a command is about. Throws Failure FILE_…; a usage error where not exactly one is given. */
async function subjectOf({ certificate, document }: SubjectFlags): Promise<Uint8Array> {
  if (document !== undefined && certificate === undefined) {
    return logEntryOf(await readBounded(document, Math.max(MAX_TRUST_BUNDLE_BYTES, 4_194_304)));
  }
  if (certificate === undefined || document !== undefined) throw new Failure("LOG_SUBJECT_MISSING");
  const { seen } = await readCertificates([certificate]);
  const [only, ...others] = seen;
  if (only === undefined || others.length > 0) throw new Failure("LOG_SUBJECT_MISSING");
  return entryOf(only);
}

async function prove(log: string, flags: ProveFlags): Promise<void> {
  const entry = await subjectOf(flags);
  const bytes = await readCheckpoint(log);
  const checkpoint = checkpointOf(bytes, join(log, CHECKPOINT), flags);
  const { found } = await audited(log, checkpoint, new Set([toHex(entry)]));
  const index = found.get(toHex(entry));
  if (index === undefined) throw new Failure("LOG_ENTRY_MISSING");
  const { hashes } = orPlace(await proveInclusion(logReader(log), checkpoint, index));
  createFileDurably(flags.out, formatLogProof({ index, hashes, checkpoint: bytes }), { mode: MODE_PUBLIC });
  printResult(flags, { index, size: checkpoint.size, out: flags.out }, [
    `in the log at place ${index} of ${checkpoint.size}`,
    `proof written to ${flags.out}`,
  ]);
}

async function checkProof(path: string, flags: LogFlags & SubjectFlags): Promise<void> {
  const entry = await subjectOf(flags);
  const proof = parseLogProof(await readBounded(path, MAX_LOG_PROOF_BYTES));
  if (proof === null) throw new Failure("LOG_PROOF_WRONG", path);
  const { size, root } = checkpointOf(proof.checkpoint, path, flags);
  if (!verifyInclusion({ index: proof.index, size, root }, leafHash(entry), proof.hashes)) {
    throw new Failure("LOG_PROOF_WRONG", path);
  }
  printResult(flags, { index: proof.index, size }, [`in the log at place ${proof.index} of ${size}`]);
}

async function compare(older: string, newer: string, flags: CompareFlags): Promise<void> {
  const [a, b] = [
    checkpointOf(await readBounded(older, MAX_NOTE_BYTES), older, flags),
    checkpointOf(await readBounded(newer, MAX_NOTE_BYTES), newer, flags),
  ];
  const [first, second] = a.size <= b.size ? [a, b] : [b, a];
  const { entriesBetween } = orPlace(await compareCheckpoints(logReader(flags.log), first, second));
  printResult(flags, { older: first.size, newer: second.size, entriesBetween }, [
    `the checkpoint of ${second.size} entries continues that of ${first.size}`,
  ]);
}

async function findDuplicates(args: readonly string[], flags: FindFlags): Promise<void> {
  const { seen, unreadable } = await readCertificates(args);
  const { genuine, strangers } = await setApart(seen, flags.trust);
  const byId = Map.groupBy(
    genuine.filter(({ id }) => id !== null),
    ({ id }) => id,
  );
  const twice = [...byId].flatMap(([id, of]) => (new Set(of.map(({ digest }) => digest)).size > 1 ? [{ id, of }] : []));
  const checkpoint = await checkpointAt(flags.log, flags);
  const { found } = await audited(flags.log, checkpoint, new Set(genuine.map(({ digest }) => digest)));
  const missing = genuine.filter(({ digest }) => !found.has(digest));
  const places = (of: readonly SeenCertificate[]) => of.map(({ place }) => place);
  const result = {
    seen: seen.length,
    unreadable,
    strangers: places(strangers),
    twice: twice.map(({ id, of }) => ({ id, places: places(of) })),
    missing: places(missing),
    signaturesChecked: flags.trust !== undefined,
  };
  printResult(flags, result, [
    ...result.twice.map(
      ({ id, places: at }) => `number ${id} stands in different certificates: ${at.join(", ")} [LOG_INDEX_TWICE]`,
    ),
    ...result.missing.map((place) => `${place}: not in the log [LOG_ENTRY_MISSING]`),
    ...unreadable.map((place) => `${place}: no certificate`),
    ...result.strangers.map((place) => `${place}: not signed by a key of this trust bundle, not counted`),
    `${seen.length} certificates, ${twice.length} numbers twice, ${missing.length} not in the log of ${checkpoint.size} entries`,
    ...(flags.trust === undefined ? ["signatures were not checked: give --trust to set false certificates apart"] : []),
  ]);
  if (twice.length + missing.length > 0) process.exitCode = EXIT_STATUS.INVALID;
}

/** Certificates that a trust bundle's keys have really signed; without a bundle all count. */
async function setApart(seen: readonly SeenCertificate[], trustFile: string | undefined) {
  if (trustFile === undefined) return { genuine: seen, strangers: [] };
  const trust = openTrustStore(await readBounded(trustFile, MAX_TRUST_BUNDLE_BYTES), { engine: nodeCryptoEngine });
  if (!trust.ok) throw new Failure(trust.code, trustFile);
  const isGenuine = ({ qrText }: SeenCertificate) => {
    const inspection = inspect(qrText);
    const claims = inspection.ok ? inspection.value.unverified.claims : null;
    // Judged at its own beginning and at the bundle's, whichever is later: whether it has expired since is another question.
    const now = Math.max(claims?.ok ? claims.value.iat : 0, trust.value.bundle.issued);
    const verdict = verify(qrText, trust, { now });
    return verdict.outcome === "valid" || !["key", "signature"].includes(verdict.step);
  };
  const groups = Map.groupBy(seen, isGenuine);
  return { genuine: groups.get(true) ?? [], strangers: groups.get(false) ?? [] };
}

function witnessGroup(): Command {
  const folder = (command: Command) =>
    command.requiredOption("--dir <dir>", "the witness's folder").addOption(nowOption());
  const group = issuerGroup("witness", "a small witness, which cosigns checkpoints that continue one another", [
    folder(plainCommand("auditor witness", "init", "make the witness's key"))
      .requiredOption("--name <name>", "the witness's name, such as witness.example/w1")
      .action(action(initWitness)),
    folder(plainCommand("auditor witness", "serve", "answer a log's requests over HTTP (c2sp.org/tlog-witness)"))
      .requiredOption("--log-key <key>", "the key of the log that is witnessed", parseNoteKey)
      .option("--listen <host:port>", "where to listen", "127.0.0.1:8095")
      .action(action(serveWitness)),
  ]);
  return group;
}

async function initWitness(flags: WitnessFlags & { readonly name: string }): Promise<void> {
  const { key } = await createNoteKey(flags.dir, flags.name, {
    type: NOTE_COSIGNATURE,
    purpose: "witness",
    created: nowOf(flags),
    passphrase: readPassphrase(process.env),
    random: webCryptoRandom,
  });
  const text = formatVerifierKey(key);
  printResult(flags, { name: key.name, key: text }, [`witness ${key.name}`, `key ${text}`]);
}

async function serveWitness(
  flags: WitnessFlags & { readonly logKey: NoteKey; readonly listen: string },
): Promise<void> {
  const [, host = "", port = ""] = /^(.+):(\d{1,5})$/.exec(flags.listen) ?? [];
  if (host === "") throw new Failure("SERVICE_ADDRESS_UNAVAILABLE", flags.listen);
  const own = readNoteKey(flags.dir);
  const signer = await openNoteSigner(flags.dir, own, readPassphrase(process.env));
  const check = createSignatureCheck();
  const witness = { log: flags.logKey, ...own, signer, check, heldFile: join(flags.dir, "cosigned") };
  const server = createWitnessServer((body) => answerAddCheckpoint(body, witness, { now: nowOf(flags) }));
  await new Promise<void>((resolve, reject) => {
    server.on("error", () => reject(new Failure("SERVICE_ADDRESS_UNAVAILABLE", flags.listen)));
    server.listen(Number(port), host, () => {
      const address = server.address();
      const at = typeof address === "object" && address !== null ? address.port : port;
      process.stdout.write(`witness ${own.key.name} listens at http://${host}:${at}\n`);
    });
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => server.close(() => resolve()));
  });
}
