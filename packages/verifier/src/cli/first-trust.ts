// The flags by which a person vouches for the first trust bundle of a verifier.

import { type Command, InvalidArgumentError, Option } from "@mohor/command-line";
import { parseFingerprint } from "@mohor/schema";
import type { FirstTrust } from "@mohor/verifier";

export type FirstTrustFlags = { readonly fingerprint?: Uint8Array; readonly trustOnFirstUse?: boolean };

/** The command with --fingerprint and --trust-on-first-use. */
export function firstTrustOptions(command: Command): Command {
  return command
    .addOption(
      new Option("--fingerprint <groups>", "the authority's root keys, as compared by a person; for the first time")
        .argParser(readFingerprint)
        .conflicts("trustOnFirstUse"),
    )
    .option("--trust-on-first-use", "for the first time: trust whoever comes");
}

function readFingerprint(text: string): Uint8Array {
  const fingerprint = parseFingerprint(text);
  if (fingerprint === null) throw new InvalidArgumentError("eight groups of four hex digits are needed.");
  return fingerprint;
}

/** Whose word counts for the first bundle, if anybody's. */
export function firstTrustOf({ fingerprint, trustOnFirstUse }: FirstTrustFlags): FirstTrust | undefined {
  if (fingerprint !== undefined) return { fingerprint };
  return trustOnFirstUse === true ? "on-first-use" : undefined;
}
