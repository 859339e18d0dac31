// When a new key begins to sign. A gate refuses what a key signed that it has not heard of, so a key is published first and used later
// (docs/trust.md §5.1).

import { existsSync } from "node:fs";
import { InvalidArgumentError, Option, parseInstant } from "@mohor/command-line";
import type { KeyPurpose } from "@mohor/schema";
import { newestBundle } from "../adapters/publication-folder.ts";
import { listKeyFiles } from "../adapters/signer-file.ts";
import { isRootOf } from "../domain/root-set.ts";
import type { DataDirectory } from "./data-directory.ts";
import { rootSetOfDirectory } from "./root-set-of-directory.ts";

const DAY = 86_400;

/** Days from publication to first use: a gate that is refreshed once a week, by hand, has then heard of it. */
export const DAYS_AHEAD = 7;

/** `--use-from`. */
export function useFromOption(otherwise: string): Option {
  return new Option("--use-from <ISO-8601>", `when it begins to sign (default: ${otherwise})`).argParser(
    (text: string) => {
      const useFrom = parseInstant(text);
      if (useFrom === null) throw new InvalidArgumentError("a time such as 2026-11-23T10:00:00Z or a date is needed.");
      return useFrom;
    },
  );
}

/**
 * The first use of a key made at `now`: a week ahead; at once where gates have no key of this purpose to go by yet, or where the roots
 * lie in the data directory, as in a demonstration, so that the next publication is a command away.
 */
export function usualUseFrom(directory: DataDirectory, purpose: KeyPurpose, now: number): number {
  const published = newestBundle(directory.trustBundles)?.signed.bundle.keys ?? [];
  const isFirst = !published.some((key) => key.purpose === purpose && key.state === "active" && now <= key.signUntil);
  return isFirst || hasOwnRoots(directory) ? now : now + DAYS_AHEAD * DAY;
}

/** Whether enough root keys to sign alone lie in the data directory. */
function hasOwnRoots(directory: DataDirectory): boolean {
  if (!existsSync(directory.rootKeys)) return false;
  const roots = rootSetOfDirectory(directory);
  return (
    listKeyFiles(directory.rootKeys).filter(({ publicKey }) => isRootOf(roots, publicKey)).length >= roots.threshold
  );
}
