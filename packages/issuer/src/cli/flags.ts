// The flags that the issuer's commands have in common, and how a command is made with them.

import { type Command, createCommand, languageOption, nowOption } from "@mohor/command-line";
import type { Language } from "@mohor/schema/texts";
import { DEFAULT_DIRECTORY } from "./data-directory.ts";
import { withFailures } from "./failure-of.ts";

/** Flags of every command. */
export type OutputFlags = { readonly json?: boolean; readonly lang?: Language };

/** Flags of every command that works on a data directory. */
export type CommonFlags = OutputFlags & { readonly dir: string; readonly now?: number };

/** A command that needs no data directory. `group` is empty or the words before its name. */
export function plainCommand(group: string, name: string, description: string): Command {
  return createCommand(`mohor-issuer ${group}`.trim(), name, description)
    .option("--json", "the result as one JSON object")
    .addOption(languageOption());
}

/** A command on a data directory. `group` is empty or the words before its name. */
export function issuerCommand(group: string, name: string, description: string): Command {
  return plainCommand(group, name, description)
    .option("--dir <dir>", "the issuer's data directory", DEFAULT_DIRECTORY)
    .addOption(nowOption());
}

/** A group of commands, such as `keys`. */
export function issuerGroup(name: string, description: string, commands: readonly Command[]): Command {
  const group = createCommand("mohor-issuer", name, description);
  for (const command of commands) group.addCommand(command);
  return group;
}

/** For a flag that may be given more than once. */
export function collect(value: string, values: readonly string[] = []): readonly string[] {
  return [...values, value];
}

/** The action of a command: refusals and port errors end it with their code. */
export function action<Arguments extends readonly unknown[]>(
  run: (...args: Arguments) => Promise<void>,
): (...args: Arguments) => Promise<void> {
  return (...args) => withFailures(() => run(...args));
}

/** Writes the result: one JSON object with `--json`, else the lines for people. */
export function printResult(flags: OutputFlags, result: object, lines: readonly string[]): void {
  process.stdout.write(flags.json ? `${JSON.stringify(result)}\n` : lines.map((line) => `${line}\n`).join(""));
}
