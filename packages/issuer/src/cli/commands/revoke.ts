// `revoke ID`: records that a certificate is no longer good. Gates learn of it by the status list.

import { type Command, formatInstant, languageOfFlags, nowOf, Option } from "@mohor/command-line";
import { WORDS } from "@mohor/schema/texts";
import { REVOCATION_REASONS, type RevocationReason } from "../../domain/certificate.ts";
import { revokeCertificate } from "../../domain/revoke-certificate.ts";
import { withIssuer } from "../data-directory.ts";
import { orFail } from "../failure-of.ts";
import { action, type CommonFlags, issuerCommand, printResult } from "../flags.ts";

type Flags = CommonFlags & { readonly reason: RevocationReason };

export function revokeCommand(): Command {
  return issuerCommand("", "revoke", "record that a certificate is no longer good")
    .argument("<id>", "kid and cti of the certificate, such as 1a2b3c4d-00f3e2")
    .addOption(new Option("--reason <reason>", "why").choices(REVOCATION_REASONS).default("holder-request"))
    .action(action(revoke));
}

async function revoke(certificateId: string, flags: Flags): Promise<void> {
  const { certificate, already } = await withIssuer(flags.dir, async ({ stores }) =>
    orFail(
      await revokeCertificate(certificateId, stores, { now: nowOf(flags), reason: flags.reason, actor: "operator" }),
    ),
  );
  const { at, reason } = certificate.revoked ?? { at: nowOf(flags), reason: flags.reason };
  printResult(flags, { certificateId, revokedAt: at, reason, already }, [
    `${already ? "already revoked" : "revoked"}: ${certificateId}, ${reason}, ${formatInstant(at)}`,
  ]);
  process.stderr.write(`${WORDS[languageOfFlags(flags)].revokedOnRecord}\n`);
}
