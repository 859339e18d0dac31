// The files that belong to the project: those git tracks or would track.

import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";

/** Their paths from the root, `/` between folders, where git's patterns fit. Run from the root. */
export function sourceFiles(...patterns: readonly string[]): string[] {
  const listed = execFileSync("git", ["ls-files", "-co", "--exclude-standard", "--", ...patterns], {
    encoding: "utf8",
  });
  // A file that was deleted is still tracked until the deletion is committed.
  return listed.split("\n").filter((path) => path !== "" && existsSync(path));
}
