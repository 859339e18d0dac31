// The manners that both programs share.

export { instantForPeople } from "@mohor/schema/texts";
export { EXIT_STATUS } from "./exit-status.ts";
export { describeFailure, exitStatusOf, Failure, type FailureFacts, fileFailure } from "./failure.ts";
export { languageOfFlags, nowOf } from "./flags.ts";
export { formatInstant, parseInstant } from "./instant.ts";
export { environmentLanguage, languageOf } from "./language.ts";
export { printable } from "./printable.ts";
export {
  type Command,
  createCommand,
  createProgram,
  InvalidArgumentError,
  languageOption,
  nowOption,
  Option,
  runProgram,
} from "./program.ts";
export { createProgressLine, type ProgressLine } from "./progress-line.ts";
export { readBounded } from "./read-bounded.ts";
export { type Origin, whereItArose } from "./where-it-arose.ts";
