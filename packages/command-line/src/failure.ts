// How a command ends that cannot do its work: with a code of the table, never with a stack trace. The only class here: an
// exception has a lifetime, from the place that fails to the one place that prints it.

import { CODES, type Code } from "@mohor/schema";
import { type Language, TEXTS, WORDS } from "@mohor/schema/texts";
import { printable } from "./printable.ts";

/** What a program that reads `--json` learns beside the code, such as the seconds to wait. Never a person's data or a secret. */
export type FailureFacts = Readonly<Record<string, string | number>>;

/** A refusal to be told to a person. `detail` names a file, line or value that helps; never a person's data or a secret. */
export class Failure extends Error {
  readonly code: Code;
  readonly detail: string | undefined;
  readonly facts: FailureFacts;

  constructor(code: Code, detail?: string, { cause, facts = {} }: { cause?: unknown; facts?: FailureFacts } = {}) {
    super(detail === undefined ? code : `${code}: ${detail}`, { cause });
    this.name = "Failure";
    this.code = code;
    this.detail = detail;
    this.facts = facts;
  }
}

/** The lines for standard error: what is wrong, with its code, and what to do. */
export function describeFailure({ code, detail, facts }: Failure, language: Language): string {
  const { text, hint } = TEXTS[language][code];
  const words = WORDS[language];
  const about = detail === undefined ? "" : `: ${printable(detail)}`;
  const wait =
    typeof facts.retryAfterSeconds === "number" ? `${words.wait}: ${facts.retryAfterSeconds} ${words.seconds}\n` : "";
  const left = typeof facts.attemptsLeft === "number" ? `${words.triesLeft}: ${facts.attemptsLeft}\n` : "";
  return `${words.error}: ${text}${about} [${code}]\n${left}${wait}${words.hint}: ${hint}\n`;
}

/** The exit status of a failure. */
export function exitStatusOf(failure: Failure): number {
  return CODES[failure.code].exitStatus;
}

/** System errors that mean something of their own, by what was being done to the file. All others: it cannot be done. */
const FILE_CODES: Readonly<Record<"read" | "write", Readonly<Record<string, Code>>>> = {
  read: { ENOENT: "FILE_NOT_FOUND", ENOTDIR: "FILE_NOT_FOUND" },
  // No ENOENT: what is missing when a file is written is its folder.
  write: { ENOSPC: "DISK_FULL", EDQUOT: "DISK_FULL", EFBIG: "DISK_FULL", EEXIST: "FILE_EXISTS" },
};

/**
 * The failure that a system error of reading or writing a file stands for: FILE_NOT_FOUND, FILE_UNREADABLE; DISK_FULL,
 * FILE_EXISTS, FILE_UNWRITABLE. Anything else is rethrown, because it is a bug.
 */
export function fileFailure(error: unknown, path: string, direction: "read" | "write"): Failure {
  const errno = (error as NodeJS.ErrnoException | null)?.code;
  if (typeof errno !== "string" || !/^E[A-Z0-9]+$/.test(errno)) throw error;
  const other = direction === "read" ? "FILE_UNREADABLE" : "FILE_UNWRITABLE";
  return new Failure(FILE_CODES[direction][errno] ?? other, path, { cause: error });
}
