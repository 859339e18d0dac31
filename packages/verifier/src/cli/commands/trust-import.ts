// `trust import`: trust material into a state file. Everything that the arguments give is taken at once, so that its order makes no
// difference; what is refused is told with its code, and changes nothing.

import {
  type Command,
  createCommand,
  Failure,
  languageOfFlags,
  languageOption,
  nowOf,
  nowOption,
  printable,
} from "@mohor/command-line";
import { type Code, collectPiece, NO_PIECES, type PieceCollection, pieceSetName } from "@mohor/schema";
import { type Language, TEXTS, WORDS } from "@mohor/schema/texts";
import { type Acceptance, acceptTrustDocuments, type DocumentOutcome } from "@mohor/verifier";
import { nodeCryptoEngine } from "@mohor/verifier/node";
import { trustJson, trustSummary } from "../describe-trust.ts";
import { type FirstTrustFlags, firstTrustOf, firstTrustOptions } from "../first-trust.ts";
import { gravestStatus } from "../gravest-status.ts";
import { readTrustInputs, TRUST_INPUTS } from "../read-trust-inputs.ts";
import { changeTrustStateFile } from "../trust-state-file.ts";

type ImportFlags = FirstTrustFlags & {
  readonly state: string;
  readonly now?: number;
  readonly json?: boolean;
  readonly lang?: Language;
};

/** The command. Exit status: 0 where all was accepted or is held already, else that of the gravest refusal. */
export function trustImportCommand(): Command {
  const command = createCommand("mohor-verifier trust", "import", "take trust material into a state file, for --trust")
    .argument("<input...>", TRUST_INPUTS)
    .requiredOption("--state <file>", "what this verifier keeps; made where it is missing");
  return firstTrustOptions(command)
    .addOption(nowOption())
    .option("--json", "as one JSON object")
    .addOption(languageOption())
    .action(run);
}

/** An input that gave no documents, with the reason. */
type Fault = { readonly input: string; readonly code: Code };

type Gathered = {
  readonly documents: readonly { readonly input: string; readonly bytes: Uint8Array }[];
  readonly faults: readonly Fault[];
};

async function run(inputs: string[], flags: ImportFlags): Promise<void> {
  const language = languageOfFlags(flags);
  const { documents, faults } = await gather(inputs, flags.json === true ? null : language);
  const acceptance = await changeTrustStateFile(flags.state, (held) => {
    const taken = acceptTrustDocuments(
      held,
      documents.map(({ bytes }) => bytes),
      { now: nowOf(flags), engine: nodeCryptoEngine, firstTrust: firstTrustOf(flags) },
    );
    // What is kept and does not open is left as it is.
    if (held !== null && !taken.trust.ok) throw new Failure(taken.trust.code, flags.state);
    return taken;
  });
  const { outcomes } = acceptance;
  const said = documents.map(({ input }, i) => ({ input, ...(outcomes[i] as DocumentOutcome) }));
  process.stdout.write(
    flags.json === true
      ? `${importJson(said, faults, acceptance, nowOf(flags))}\n`
      : importLines(said, faults, acceptance, language, nowOf(flags)),
  );
  const refused = said.flatMap((one) => (one.outcome === "refused" ? [one.code] : []));
  const codes = [...faults.map(({ code }) => code), ...refused];
  process.exitCode = gravestStatus(codes.length === 0 ? [null] : codes);
}

/** The documents of all inputs, pieces put together; progress goes to standard error, in this language. */
async function gather(inputs: readonly string[], language: Language | null): Promise<Gathered> {
  const documents: { input: string; bytes: Uint8Array }[] = [];
  const faults: Fault[] = [];
  const unfinished = new Map<string, Fault>();
  let collection: PieceCollection = NO_PIECES;
  for await (const given of readTrustInputs(inputs)) {
    const { input } = given;
    if ("code" in given) faults.push({ input, code: given.code });
    else if ("documents" in given) documents.push(...given.documents.map((bytes) => ({ input, bytes })));
    else {
      const name = pieceSetName(given.piece);
      const progress = collectPiece(collection, given.piece);
      ({ collection } = progress);
      unfinished.delete(name);
      if (!progress.outcome.ok) {
        faults.push({ input, code: progress.outcome.code });
        continue;
      }
      const { have, need, missing, documents: whole } = progress.outcome.value;
      if (whole !== null) documents.push(...whole.map((bytes) => ({ input, bytes })));
      const places = missing.map((index) => index + 1).join(", ");
      if (have < need) unfinished.set(name, { input: `${have}/${need}: ${places}`, code: "PACK_INCOMPLETE" });
      if (language !== null) process.stderr.write(`${progressLine(input, have, need, places, language)}\n`);
    }
  }
  return { documents, faults: [...faults, ...unfinished.values()] };
}

function progressLine(input: string, have: number, need: number, missing: string, language: Language): string {
  const words = WORDS[language];
  const rest = missing === "" ? "" : `; ${words.missing}: ${missing}`;
  return `${printable(input)}: ${words.parts}: ${have}/${need}${rest}`;
}

type Said = { readonly input: string } & DocumentOutcome;

function importJson(documents: readonly Said[], faults: readonly Fault[], { trust }: Acceptance, now: number): string {
  return JSON.stringify({ documents, faults, trust: trust.ok ? trustJson(trust.value, now) : null });
}

function importLines(
  documents: readonly Said[],
  faults: readonly Fault[],
  { trust }: Acceptance,
  language: Language,
  now: number,
): string {
  const words = WORDS[language];
  const lines = [
    ...documents.flatMap((one) => {
      const version = one.version === null ? "" : ` ${one.version}`;
      const about = one.kid === null ? "" : ` (${one.kid})`;
      const what = `${words.trustDocument[one.kind ?? "unknown"]}${version}${about}`;
      const head = `${words.taken[one.outcome]}: ${what}, ${printable(one.input)}`;
      return one.outcome === "refused" ? [head, ...codeLines(one.code, language)] : [head];
    }),
    ...faults.flatMap(({ input, code }) => [
      `${words.taken.refused}: ${printable(input)}`,
      ...codeLines(code, language),
    ]),
  ];
  return `${lines.join("\n")}\n${trust.ok ? trustSummary(trust.value, now) : ""}`;
}

function codeLines(code: Code, language: Language): string[] {
  const { text, hint } = TEXTS[language][code];
  return [`  ${text} [${code}]`, `  ${WORDS[language].hint}: ${hint}`];
}
