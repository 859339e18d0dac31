#!/usr/bin/env node
// The verifier's command line: wiring only.

import { createProgram, runProgram } from "@mohor/command-line";
import { conformanceCommand } from "./commands/conformance.ts";
import { gateCommand } from "./commands/gate.ts";
import { inspectCommand } from "./commands/inspect.ts";
import { replayCommand } from "./commands/replay.ts";
import { scanCommand } from "./commands/scan.ts";
import { trustCommand } from "./commands/trust.ts";
import { verifyCommand } from "./commands/verify.ts";

const program = createProgram("mohor-verifier", "Checks Mohor certificates offline, against a trust file.")
  .addCommand(verifyCommand())
  .addCommand(inspectCommand())
  .addCommand(scanCommand())
  .addCommand(gateCommand())
  .addCommand(trustCommand())
  .addCommand(replayCommand())
  .addCommand(conformanceCommand())
  .addHelpText(
    "after",
    `
Exit status: 0 valid, 1 invalid or not admitted, 2 usage, 3 cannot tell, 4 a file cannot be read, 70 internal error.
With several inputs the gravest counts: 4, then 1, then 3.

Example:
  mohor-verifier verify certificate.png --trust trust-bundle.cose`,
  );

await runProgram(program, process.argv.slice(2));
