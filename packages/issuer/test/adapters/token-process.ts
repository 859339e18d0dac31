// Token processes for tests: those that run, and stand-ins that misbehave.

import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** The file of a stand-in for the token's process. */
export function standIn(name: "silent" | "dying" | "counting"): string {
  return fileURLToPath(new URL(`./token-process-${name}.ts`, import.meta.url));
}

/** Ids of the token processes that this process has started and that are alive (Linux). */
export function tokenProcesses(parent: number = process.pid): number[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      try {
        // pid (name) state ppid …; the name may hold blanks.
        const [state, ppid] = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1)?.split(" ") ?? [];
        if (state === "Z" || Number(ppid) !== parent) return false;
        return /pkcs11-process|token-process-/.test(readFileSync(`/proc/${pid}/cmdline`, "utf8"));
      } catch {
        return false;
      }
    });
}

/** Waits until it holds; a test that waits for ever fails by its own time. */
export async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 5));
}
