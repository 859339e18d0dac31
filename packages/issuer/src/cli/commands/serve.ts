// `serve`: the HTTP service over a data directory.

import type { Command } from "@mohor/command-line";
import { DEFAULT_DIRECTORY } from "../data-directory.ts";
import { action, type OutputFlags, plainCommand } from "../flags.ts";

type Flags = OutputFlags & { readonly dir: string };

export function serveCommand(): Command {
  return plainCommand("", "serve", "run the HTTP service; SIGTERM ends it when it has answered what it accepted")
    .option("--dir <dir>", "the issuer's data directory", DEFAULT_DIRECTORY)
    .action(action(serve));
}

async function serve(flags: Flags): Promise<void> {
  // From here on, so that a signal that comes while the service is loaded and keys are opened is not missed.
  const signal = nextSignal();
  // Loaded here: what an HTTP service is made of takes a third of a second, which every other command would wait for.
  const { runService } = await import("../run-service.ts");
  await runService(flags.dir, signal);
}

/** The first signal that asks the process to end. A second one ends it at once, as if there were no handler. */
function nextSignal(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    for (const name of ["SIGTERM", "SIGINT"] as const) process.once(name, resolve);
  });
}
