#!/usr/bin/env node
// The issuer's command line: wiring only.

import { createProgram, runProgram } from "@mohor/command-line";
import { auditorCommand } from "./commands/auditor.ts";
import { consentCommand, personCommand } from "./commands/consent.ts";
import { entityCommand } from "./commands/entity.ts";
import { initCommand } from "./commands/init.ts";
import { keysCommand } from "./commands/keys.ts";
import { logCommand } from "./commands/log.ts";
import { otpCommand } from "./commands/otp.ts";
import { registryCommand } from "./commands/registry.ts";
import { statusCommands } from "./commands/revoke.ts";
import { rootCommand } from "./commands/root.ts";
import { serveCommand } from "./commands/serve.ts";
import { smsCommand } from "./commands/sms.ts";
import { statusListCommand } from "./commands/status-list.ts";
import { storeCommand } from "./commands/store.ts";
import { trustCommand } from "./commands/trust.ts";

const program = createProgram(
  "mohor-issuer",
  "Issues Mohor certificates to people who have proven their mobile number.",
)
  .addCommand(initCommand())
  .addCommand(registryCommand())
  .addCommand(otpCommand())
  .addCommand(keysCommand())
  .addCommand(trustCommand())
  .addCommand(rootCommand())
  .addCommand(statusListCommand())
  .addCommand(consentCommand())
  .addCommand(personCommand())
  .addCommand(smsCommand())
  .addCommand(serveCommand())
  .addCommand(entityCommand())
  .addCommand(logCommand())
  .addCommand(auditorCommand())
  .addCommand(storeCommand())
  .addHelpText(
    "after",
    `
Secrets come from the environment: MOHOR_PASSPHRASE, or MOHOR_PASSPHRASE_FILE with the name of a file that holds it.
MOHOR_SMS_OUTBOX names a file that messages are appended to as JSON lines, for demonstrations and tests.

Exit status: 0 done, 1 refused or rows left out, 2 usage, 4 a file, the disk or the store is at fault, 70 internal error.`,
  );

for (const command of statusCommands()) program.addCommand(command);

await runProgram(program, process.argv.slice(2));
