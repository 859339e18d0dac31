// The TypeScript files that belong to the project: those git tracks or would track.

import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";

/** Their paths from the root, `/` between folders. Run from the root. */
export function sourceFiles(): string[] {
  const listed = execFileSync("git", ["ls-files", "-co", "--exclude-standard", "*.ts", "*.tsx"], { encoding: "utf8" });
  // A file that was deleted is still tracked until the deletion is committed.
  return listed.split("\n").filter((path) => path !== "" && existsSync(path));
}
