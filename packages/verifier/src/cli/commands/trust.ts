// `trust`: what this verifier trusts. `trust show FILE` says what is in trust material whose signatures hold, so that a person can
// compare the fingerprint of its root keys with the one that the authority announces, and see how old everything is.

import { type Command, createCommand, Failure, nowOf, nowOption } from "@mohor/command-line";
import { trustJson, trustLines } from "../describe-trust.ts";
import { readTrust } from "../read-trust.ts";
import { trustImportCommand } from "./trust-import.ts";
import { trustUpdateCommand } from "./trust-update.ts";

/** The group of commands about trust material. */
export function trustCommand(): Command {
  return createCommand("mohor-verifier", "trust", "what this verifier trusts")
    .addCommand(
      createCommand(
        "mohor-verifier trust",
        "show",
        "show trust material whose signatures hold; compare its fingerprint",
      )
        .argument("<file>", "a signed trust bundle, a pack, or a state file")
        .addOption(nowOption())
        .option("--json", "as one JSON object")
        .action(show),
    )
    .addCommand(trustImportCommand())
    .addCommand(trustUpdateCommand());
}

async function show(path: string, flags: { readonly json?: boolean; readonly now?: number }): Promise<void> {
  const now = nowOf(flags);
  const trust = await readTrust(path, { now });
  if (!trust.ok) throw new Failure(trust.code, path);
  process.stdout.write(flags.json ? `${JSON.stringify(trustJson(trust.value, now))}\n` : trustLines(trust.value, now));
}
