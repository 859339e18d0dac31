// The whole verifier process, from its start to the verdict, against a Node process that does nothing.

import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { drawPng } from "@mohor/issuer/qr";
import { printResults, race } from "./race.ts";
import { NOW, QR_TEXT, TRUST } from "./subject.ts";

const MAIN = fileURLToPath(new URL("../packages/verifier/src/cli/main.ts", import.meta.url));

export async function benchWholeProgram(): Promise<void> {
  const directory = mkdtempSync(join(tmpdir(), "mohor-bench-"));
  const trust = join(directory, "trust.cose");
  const picture = join(directory, "card.png");
  const text = join(directory, "card.txt");
  writeFileSync(trust, TRUST);
  writeFileSync(picture, drawPng(QR_TEXT));
  writeFileSync(text, QR_TEXT);
  const at = new Date(NOW * 1000).toISOString();
  const node = (...args: readonly string[]) => {
    const { status } = spawnSync(process.execPath, args);
    if (status !== 0) throw new Error(`exit status ${status}`);
  };
  const verify = (input: string) => () => node(MAIN, "verify", input, "--trust", trust, "--now", at, "--json");
  try {
    printResults(
      "whole process, against an empty Node process",
      await race(
        [
          { name: "node -e 0", run: () => node("-e", "0") },
          { name: "verifier verify card.txt", run: verify(text) },
          { name: "verifier verify card.png", run: verify(picture) },
        ],
        { rounds: 9, runsPerRound: 1 },
      ),
    );
  } finally {
    rmSync(directory, { recursive: true });
  }
}
