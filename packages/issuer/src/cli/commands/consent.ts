// `consent …` and `person …`: what an operator does for a person at the desk who has proven their number with a code: show what they
// agreed to, end it, hand out all that is held, delete it. The code of the same request serves for ten minutes.

import { type Command, formatInstant, languageOfFlags, nowOf } from "@mohor/command-line";
import { MODE_PRIVATE, replaceFileDurably } from "../../adapters/durable-file.ts";
import { publishedSigningKeys } from "../../adapters/published-keys.ts";
import { ownReceipts, type ReceiptPorts, withdrawConsent } from "../../domain/consent-receipts.ts";
import { NOTICE_VERSION, noticeText } from "../../domain/notice.ts";
import { type ConfirmedChallenge, confirmOtp } from "../../domain/otp-challenge.ts";
import { erasePerson, exportPerson } from "../../domain/person-requests.ts";
import { type OpenIssuer, readDataDirectory, withIssuer } from "../data-directory.ts";
import { orFail } from "../failure-of.ts";
import { action, type CommonFlags, issuerCommand, issuerGroup, printResult } from "../flags.ts";
import { otpRules } from "../settings.ts";
import { createLazySigner } from "../standing-signer.ts";
import { checkWritable } from "../write-qr.ts";

type OutFlags = CommonFlags & { readonly out?: string };
type ExportFlags = CommonFlags & { readonly out: string };

export function consentCommand(): Command {
  return issuerGroup("consent", "what people agree to", [
    issuerCommand("consent", "notice", "print the notice to read to a person before asking for a code").action(
      action(notice),
    ),
    confirmedCommand("consent", "list", "what this person has agreed to").action(action(list)),
    confirmedCommand("consent", "withdraw", "end a consent and revoke what was issued under it")
      .argument("<receipt>", "id of the receipt, as listed")
      .option("--out <file>", "also write the signed receipt of the withdrawal")
      .action(action(withdraw)),
  ]);
}

export function personCommand(): Command {
  return issuerGroup("person", "what is held about one person", [
    confirmedCommand("person", "export", "write everything that is held about this person as JSON")
      .requiredOption("--out <file>", "file to write, readable by its owner only")
      .action(action(exportTo)),
    confirmedCommand("person", "erase", "revoke what is current and delete everything about this person").action(
      action(erase),
    ),
  ]);
}

function confirmedCommand(group: string, name: string, description: string): Command {
  return issuerCommand(group, name, description)
    .argument("<txn>", "transaction id of a request for a code")
    .argument("<code>", "code of the message");
}

/** Confirms the code and gives the person's proof to `work`. */
function withPerson<T>(
  { txnId, code, flags }: { readonly txnId: string; readonly code: string; readonly flags: CommonFlags },
  work: (person: {
    readonly confirmed: ConfirmedChallenge;
    readonly issuer: OpenIssuer;
    readonly now: number;
  }) => Promise<T>,
): Promise<T> {
  const now = nowOf(flags);
  return withIssuer(flags.dir, async (issuer) => {
    const { stores, hash, settings } = issuer;
    const attempt = { challengeId: txnId, code, humanChecked: true };
    const ports = { challenges: stores.challenges, hash };
    const { confirmed } = orFail(await confirmOtp(attempt, ports, { now, rules: otpRules(settings) }));
    return work({ confirmed, issuer, now });
  });
}

function receiptPorts(issuer: OpenIssuer): ReceiptPorts {
  const { stores, hash, directory } = issuer;
  const signingKeys = publishedSigningKeys(stores.signingKeys, directory.trustBundles);
  return { ...stores, signingKeys, hash, signer: createLazySigner(issuer) };
}

async function notice(flags: CommonFlags): Promise<void> {
  const { settings } = readDataDirectory(flags.dir);
  const language = languageOfFlags(flags);
  const version = NOTICE_VERSION;
  const text = noticeText("certificate", { version, language }, { issuer: settings.issuer }) ?? "";
  printResult(flags, { version, language, text }, [text]);
}

async function list(txnId: string, code: string, flags: CommonFlags): Promise<void> {
  const receipts = await withPerson({ txnId, code, flags }, async ({ confirmed, issuer }) => {
    const own = orFail(await ownReceipts(confirmed, issuer.stores));
    return own.receipts.map(({ receiptId, consent, withdrawnAt }) => ({ receiptId, ...consent, withdrawnAt }));
  });
  printResult(
    flags,
    { consents: receipts },
    receipts.map(({ receiptId, audience, noticeVersion, givenAt, withdrawnAt }) =>
      [
        receiptId,
        audience ?? "certificate",
        `notice ${noticeVersion}`,
        formatInstant(givenAt),
        ...(withdrawnAt === null ? [] : [`withdrawn ${formatInstant(withdrawnAt)}`]),
      ].join(", "),
    ),
  );
}

async function withdraw(txnId: string, code: string, receiptId: string, flags: OutFlags): Promise<void> {
  if (flags.out !== undefined) checkWritable(flags.out);
  const { withdrawnAt, revoked, document } = await withPerson(
    { txnId, code, flags },
    async ({ confirmed, issuer, now }) =>
      orFail(
        await withdrawConsent(receiptId, confirmed, receiptPorts(issuer), { now, issuer: issuer.settings.issuer }),
      ),
  );
  if (flags.out !== undefined && document !== null) replaceFileDurably(flags.out, document, { mode: MODE_PRIVATE });
  if (flags.out !== undefined && document === null) {
    process.stderr.write("no key may sign a receipt now; the consent has ended all the same\n");
  }
  printResult(flags, { receiptId, withdrawnAt, revoked }, [
    `withdrawn: ${receiptId}, ${formatInstant(withdrawnAt)}`,
    ...revoked.map((certificateId) => `revoked: ${certificateId}`),
  ]);
}

async function exportTo(txnId: string, code: string, flags: ExportFlags): Promise<void> {
  checkWritable(flags.out);
  const data = await withPerson({ txnId, code, flags }, async ({ confirmed, issuer, now }) => {
    const { data } = orFail(await exportPerson(confirmed, issuer.stores, { now }));
    return data;
  });
  replaceFileDurably(flags.out, `${JSON.stringify(data, null, 2)}\n`, { mode: MODE_PRIVATE });
  printResult(flags, { out: flags.out }, [flags.out]);
}

async function erase(txnId: string, code: string, flags: CommonFlags): Promise<void> {
  const { erased } = await withPerson({ txnId, code, flags }, async ({ confirmed, issuer, now }) =>
    orFail(await erasePerson(confirmed, issuer.stores, { now })),
  );
  printResult(
    flags,
    erased,
    Object.entries(erased).map(([what, count]) => `${what} deleted: ${count}`),
  );
}
