// `trust roots set` and `trust roots show`: whose signatures the authority's next trust bundle asks for. A change takes effect when the
// roots before and the roots after have signed (docs/trust.md §3.4).

import { type Command, createCommand, InvalidArgumentError, Option } from "@mohor/command-line";
import { formatFingerprint, rootSetFingerprint } from "@mohor/schema";
import { writeRootSet } from "../../adapters/root-set-file.ts";
import { rootThumbprint } from "../../domain/bundle-transcript.ts";
import { type RootSet, rootSetOf, usualThreshold } from "../../domain/root-set.ts";
import { readDataDirectory } from "../data-directory.ts";
import { orFail } from "../failure-of.ts";
import { action, type CommonFlags, issuerCommand, printResult } from "../flags.ts";
import { readRootKeys } from "../read-root-keys.ts";
import { rootSetOfDirectory } from "../root-set-of-directory.ts";

type SetFlags = CommonFlags & { readonly threshold?: number };

export function trustRootsCommand(): Command {
  return createCommand("mohor-issuer trust", "roots", "the root keys that sign trust bundles")
    .addCommand(
      issuerCommand("trust roots", "set", "name the root keys and how many of them must sign")
        .argument("<file...>", "public parts of root keys, as root init wrote them: texts or pictures")
        .addOption(thresholdOption())
        .action(action(set)),
    )
    .addCommand(issuerCommand("trust roots", "show", "show the root keys").action(action(show)));
}

/** `--threshold`, a whole number from 1. */
export function thresholdOption(): Option {
  return new Option("--threshold <n>", "root keys that must sign (default: more than half, 3 of 5)").argParser(
    (text: string) => {
      if (!/^[1-9]\d?$/.test(text)) throw new InvalidArgumentError("a whole number from 1 to 16 is needed.");
      return Number(text);
    },
  );
}

async function set(paths: readonly string[], flags: SetFlags): Promise<void> {
  const { directory } = readDataDirectory(flags.dir);
  const rootKeys = await readRootKeys(paths);
  const { rootSet } = orFail(rootSetOf(rootKeys, flags.threshold ?? usualThreshold(rootKeys.length)));
  writeRootSet(directory.rootSet, rootSet);
  print(flags, rootSet);
}

async function show(flags: CommonFlags): Promise<void> {
  print(flags, rootSetOfDirectory(readDataDirectory(flags.dir).directory));
}

function print(flags: CommonFlags, { threshold, rootKeys }: RootSet): void {
  const roots = rootKeys.map(rootThumbprint);
  const fingerprint = formatFingerprint(rootSetFingerprint({ rootThreshold: threshold, rootKeys }));
  printResult(flags, { threshold, roots, fingerprint }, [
    `${threshold} of ${rootKeys.length} must sign`,
    ...roots.map((root) => `root key thumbprint ${root}`),
    `fingerprint of the root set ${fingerprint}`,
  ]);
}
