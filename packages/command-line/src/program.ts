// The frame of a program: parse, run, and end with the right exit status. Results go to standard output, talk to standard
// error. The only importer of commander.

import { LANGUAGES, type Language } from "@mohor/schema/texts";
import { Command, CommanderError, InvalidArgumentError, Option } from "commander";
import { EXIT_STATUS } from "./exit-status.ts";
import { describeFailure, exitStatusOf, Failure } from "./failure.ts";
import { parseInstant } from "./instant.ts";
import { environmentLanguage, languageOf } from "./language.ts";
import { whereItArose } from "./where-it-arose.ts";

export { type Command, InvalidArgumentError, Option };

/** A program whose usage errors end with status 2 and a pointer to its help. */
export function createProgram(name: string, description: string): Command {
  return createCommand(name, "", description)
    .configureHelp({ showGlobalOptions: true })
    .helpCommand("help [command]", "show help for a command");
}

/** A command of a program, or of a group such as "issuer keys". */
export function createCommand(program: string, name: string, description: string): Command {
  const whole = `${program} ${name}`.trim();
  return new Command(name || program)
    .description(description)
    .exitOverride()
    .showHelpAfterError(`hint: ${whole} --help`)
    .allowExcessArguments()
    .hook("preAction", (_, command) => refuseExcessWords(command));
}

/** Words too many are counted and not shown: an unquoted name or number would stand in the error. */
function refuseExcessWords(command: Command): void {
  const { args, registeredArguments } = command;
  if (args.length <= registeredArguments.length || registeredArguments.at(-1)?.variadic === true) return;
  const excess = args.length - registeredArguments.length;
  command.error(`error: ${excess} words too many; put a value with spaces in quotes`, { exitCode: EXIT_STATUS.USAGE });
}

/** `--now`, for demonstrations, tests and audits. Its value is a NumericDate. */
export function nowOption(): Option {
  return new Option("--now <ISO-8601>", "judge as of this time instead of the clock").argParser((text: string) => {
    const now = parseInstant(text);
    if (now === null) throw new InvalidArgumentError("a time such as 2026-11-23T10:00:00Z or a date is needed.");
    return now;
  });
}

/** `--lang`, one of the three languages. */
export function languageOption(): Option {
  return new Option("--lang <language>", "language of what people read").choices([...LANGUAGES]);
}

/**
 * Runs the program on `argv` (without node and script) and sets the process's exit status: a command's own, 2 after a usage
 * error, a Failure's from the table, 70 after a bug. A reader that closes our output early is not an error.
 */
export async function runProgram(program: Command, argv: readonly string[]): Promise<void> {
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    // A reader may go away; the command goes on to its end all the same, because its exit status is a verdict.
    if (error.code !== "EPIPE") process.exit(EXIT_STATUS.IO);
  });
  // What no promise carries here, a timer's callback for instance, ends the program as a bug does: without its message.
  process.on("uncaughtException", (error) => {
    tellBug(error);
    process.exit(EXIT_STATUS.INTERNAL);
  });
  try {
    await program.parseAsync(argv, { from: "user" });
  } catch (error) {
    process.exitCode = endStatus(error, spokenLanguage(argv));
    if (error instanceof Failure && argv.includes("--json")) {
      process.stdout.write(`${JSON.stringify({ code: error.code, ...error.facts })}\n`);
    }
  }
}

/** The language asked for, read before parsing, because a failing parse must already speak it. */
function spokenLanguage(argv: readonly string[]): Language {
  const at = argv.findIndex((argument) => argument === "--lang" || argument.startsWith("--lang="));
  const value = argv[at]?.split("=")[1] ?? (at < 0 ? undefined : argv[at + 1]);
  return languageOf(value) ?? environmentLanguage(process.env);
}

function endStatus(error: unknown, language: Language): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT_STATUS.OK : EXIT_STATUS.USAGE;
  if (error instanceof Failure) {
    process.stderr.write(describeFailure(error, language));
    return exitStatusOf(error);
  }
  tellBug(error);
  return EXIT_STATUS.INTERNAL;
}

function tellBug(error: unknown): void {
  const { kind, frames } = whereItArose(error);
  process.stderr.write(`internal error: ${kind}\n${frames.map((frame) => `${frame}\n`).join("")}`);
}
