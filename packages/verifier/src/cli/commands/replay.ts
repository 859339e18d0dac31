// `replay DIR`: the vectors of a folder, held against this program or against another one (docs/conformance.md).

import {
  type Command,
  createCommand,
  createProgressLine,
  EXIT_STATUS,
  InvalidArgumentError,
  Option,
  printable,
} from "@mohor/command-line";
import { createTableEngine, type Ed25519Engine, referenceEngine } from "@mohor/verifier";
import { nodeCryptoEngine } from "@mohor/verifier/node";
import {
  REPORT_FORMS,
  type Replay,
  type ReplayResult,
  type ReportForm,
  replay,
  report,
  summary,
} from "@mohor/verifier/replay";
import { startProgram } from "../other-program.ts";
import { ownImplementation } from "../own-implementation.ts";
import { readVectors } from "../read-vectors.ts";

const ENGINES: Readonly<Record<string, () => Ed25519Engine>> = {
  "node:crypto": () => nodeCryptoEngine,
  reference: () => referenceEngine,
  tables: createTableEngine,
};

type ReplayFlags = {
  readonly command?: string;
  readonly engine?: readonly string[];
  readonly layer?: readonly string[];
  readonly report?: ReportForm;
  readonly answerSeconds: number;
};

/** The command. Exit status: 0 where all agree, 1 where one departs, 3 where none departs but some were not supported. */
export function replayCommand(): Command {
  return createCommand("mohor-verifier", "replay", "hold the test vectors of a folder against this program, or another")
    .argument("<folder>", "a folder such as test-vectors")
    .addOption(
      new Option("--command <command>", "another program that answers by docs/conformance.md").conflicts("engine"),
    )
    .addOption(
      new Option("--engine <engine...>", "signature engines of this program to replay with")
        .choices(Object.keys(ENGINES))
        .default(["node:crypto", "reference"]),
    )
    .option("--layer <layer...>", "only these layers, such as qr-text or key-set")
    .addOption(
      new Option("--report <form>", "a report for other programs on standard output").choices([...REPORT_FORMS]),
    )
    .addOption(
      new Option("--answer-seconds <seconds>", "how long another program may take for one answer")
        .default(60)
        .argParser(parseSeconds),
    )
    .action(run);
}

function parseSeconds(text: string): number {
  if (!/^[1-9][0-9]{0,3}$/.test(text)) throw new InvalidArgumentError("whole seconds from 1 to 9999 are needed.");
  return Number(text);
}

async function run(folder: string, { command, engine = [], layer, report: form, answerSeconds }: ReplayFlags) {
  const files = await readVectors(folder, layer);
  const progress = createProgressLine(process.stderr);
  const clock = () => performance.now();
  const replays: Replay[] = [];
  const follow = (name: string) => {
    let done = 0;
    return ({ id }: ReplayResult) => {
      done++;
      progress.show(() => `${name}  ${done} of ${files.length}  ${id}`);
    };
  };
  if (command === undefined) {
    for (const name of engine) {
      const implementation = ownImplementation((ENGINES[name] as () => Ed25519Engine)());
      replays.push(await replay(files, implementation, { clock, onResult: follow(name) }));
    }
  } else {
    const program = startProgram(command, { answerMilliseconds: answerSeconds * 1000 });
    try {
      replays.push(await replay(files, program, { clock, onResult: follow(command) }));
    } finally {
      await program.end();
    }
  }
  progress.clear();
  process.stdout.write(form === undefined ? lines(replays) : report(form, replays));
  process.exitCode = statusOf(replays.flatMap(({ results }) => results));
}

function lines(replays: readonly Replay[]): string {
  const text = replays.flatMap(({ implementation, results }) => {
    const { vectors, agrees, departs, unsupported } = summary(results);
    return [
      ...results.filter(({ outcome }) => outcome === "departs").flatMap(departureLines),
      `${printable(implementation)}: ${agrees} of ${vectors} agree, ${departs} depart, ${unsupported} not supported`,
    ];
  });
  return `${text.join("\n")}\n`;
}

function departureLines({ id, title, departures }: ReplayResult): string[] {
  return [`${id}: ${printable(title)}`, ...departures.map((departure) => `  ${printable(departure)}`)];
}

function statusOf(results: readonly ReplayResult[]): number {
  if (results.some(({ outcome }) => outcome === "departs")) return EXIT_STATUS.INVALID;
  return results.every(({ outcome }) => outcome === "agrees") ? EXIT_STATUS.OK : EXIT_STATUS.UNDECIDED;
}
