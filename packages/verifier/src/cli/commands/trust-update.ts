// `trust update`: brings a state file up to date from a publisher's folder on a web server. What comes is verified; what is held stays
// where anything is wrong with it.

import {
  type Command,
  createCommand,
  describeFailure,
  Failure,
  languageOfFlags,
  languageOption,
  nowOf,
  nowOption,
} from "@mohor/command-line";
import { CODES, formatFingerprint, rootSetFingerprint } from "@mohor/schema";
import type { Language } from "@mohor/schema/texts";
import { nodeCryptoEngine } from "@mohor/verifier/node";
import { noMemory, publisherFolder, type TrustUpdate, type UpdateMemory, updateTrust } from "@mohor/verifier/updater";
import { type FirstTrustFlags, firstTrustOf, firstTrustOptions } from "../first-trust.ts";
import { changeTrustStateFile, readAside, replaceFile } from "../trust-state-file.ts";

type Flags = FirstTrustFlags & {
  readonly from: string;
  readonly state: string;
  readonly now?: number;
  readonly json?: boolean;
  readonly lang?: Language;
};

export function trustUpdateCommand(): Command {
  const command = createCommand("mohor-verifier trust", "update", "bring a state file up to date over the network")
    .requiredOption("--from <address>", "the folder that the issuing authority publishes, or any mirror of it")
    .requiredOption("--state <file>", "what this verifier keeps; made where it is missing");
  return firstTrustOptions(command)
    .addOption(nowOption())
    .option("--json", "the result as one JSON object")
    .addOption(languageOption())
    .action(update);
}

async function update(flags: Flags): Promise<void> {
  const from = publisherFolder(flags.from);
  if (from === null) throw new Failure("UPDATE_ADDRESS_INVALID");
  // One time for the whole run, however long it takes.
  const now = nowOf(flags);
  const memoryFile = `${flags.state}.update.json`;
  const memory = readMemory(await readAside(memoryFile, MAX_MEMORY_BYTES), from);
  const result = await changeTrustStateFile(flags.state, (held) =>
    updateTrust(
      held,
      memory,
      { from, now, firstTrust: firstTrustOf(flags) },
      { fetch, engine: nodeCryptoEngine, deadline: (milliseconds) => AbortSignal.timeout(milliseconds) },
    ),
  );
  if (JSON.stringify(result.memory) !== JSON.stringify(memory)) {
    await replaceFile(memoryFile, new TextEncoder().encode(`${JSON.stringify(result.memory)}\n`));
  }
  process.stdout.write(flags.json ? `${JSON.stringify(toJson(result))}\n` : toLines(result));
  if (result.code === undefined) return;
  // What could be taken is kept and told; then why it is not all.
  const failure = new Failure(result.code, result.name === "" ? undefined : result.name);
  process.stderr.write(describeFailure(failure, languageOfFlags(flags)));
  process.exitCode = CODES[result.code].exitStatus;
}

/** An ETag, and a digest for each of at most 64 lists. */
const MAX_MEMORY_BYTES = 65_536;

/** The memory in a file that anybody may have changed: what is not of its shape is forgotten. */
function readMemory(text: string | null, from: string): UpdateMemory {
  const value = parseJson(text ?? "");
  if (typeof value !== "object" || value === null) return noMemory(from);
  const { from: folder, etag, statusUpdates } = value as Partial<Record<keyof UpdateMemory, unknown>>;
  const isText = (field: unknown) => typeof field === "string";
  if (!isText(folder) || folder !== from || !(etag === null || isText(etag))) return noMemory(from);
  if (typeof statusUpdates !== "object" || statusUpdates === null) return noMemory(from);
  if (!Object.values(statusUpdates).every(isText)) return noMemory(from);
  return value as UpdateMemory;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function toJson({ outcome, code, name, trust, documents, bytesReceived }: TrustUpdate): object {
  return {
    outcome,
    ...(code === undefined ? {} : { code, name }),
    version: trust.ok ? trust.value.bundle.version : null,
    documents,
    bytesReceived,
  };
}

function toLines({ outcome, trust, documents, bytesReceived }: TrustUpdate): string {
  const lines = documents.map((one) => `${one.name}: ${one.outcome === "refused" ? one.code : one.outcome}`);
  if (trust.ok) {
    const { bundle } = trust.value;
    lines.push(`trust bundle ${bundle.version}, roots ${formatFingerprint(rootSetFingerprint(bundle))}`);
  }
  return `${[...lines, `${outcome}, ${bytesReceived} bytes received`].join("\n")}\n`;
}
