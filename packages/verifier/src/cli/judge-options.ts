// The flags of every command that may judge: what is trusted, what is admitted, when.

import { type Command, languageOption, nowOption } from "@mohor/command-line";

/** The command with --trust, --policy, --now, --json and --lang. */
export function judgeOptions(command: Command): Command {
  return command
    .option("--trust <file>", "the issuing authority's trust bundle, a pack, or a state file of trust import")
    .option("--policy <file>", "what this gate admits, as JSON")
    .addOption(nowOption())
    .option("--json", "one JSON object for each certificate")
    .addOption(languageOption());
}
