// `otp request` and `otp confirm`: from a mobile number and a name to a certificate in the person's hand.

import { type Command, instantForPeople, languageOfFlags, nowOf } from "@mohor/command-line";
import { type Language, WORDS } from "@mohor/schema/texts";
import { MODE_PRIVATE, replaceFileDurably } from "../../adapters/durable-file.ts";
import { publishedSigningKeys } from "../../adapters/published-keys.ts";
import { webCryptoRandom } from "../../adapters/random-webcrypto.ts";
import { createSelfCheck } from "../../adapters/self-check-verifier.ts";
import { giveReceipt } from "../../domain/consent-receipts.ts";
import { type Issued, issueCertificate } from "../../domain/issue-certificate.ts";
import { NOTICE_VERSION } from "../../domain/notice.ts";
import { confirmOtp, requestOtp } from "../../domain/otp-challenge.ts";
import { failureBudgetState } from "../../domain/otp-limits.ts";
import { createIndexSource } from "../../domain/status-index.ts";
import { withIssuer } from "../data-directory.ts";
import { orFail } from "../failure-of.ts";
import { action, type CommonFlags, collect, issuerCommand, issuerGroup, printResult } from "../flags.ts";
import { issueRules, otpRules } from "../settings.ts";
import { createLazySigner } from "../standing-signer.ts";
import { checkOutputs, checkWritable, drawOn, writeQr } from "../write-qr.ts";
import { openSmsSenderOf } from "./sms.ts";

type RequestFlags = CommonFlags & { readonly mobile: string; readonly name: string };
type ConfirmFlags = CommonFlags & {
  readonly out: readonly string[];
  readonly draw?: boolean;
  readonly receipt?: string;
};

/** Sequence numbers a process takes at once: a certificate needs 1.35 on average, and what is left over is lost for ever. */
const INDEX_BLOCK_SIZE = 4;

export function otpCommand(): Command {
  return issuerGroup("otp", "prove a mobile number and issue a certificate", [
    issuerCommand("otp", "request", "send a code to a mobile number and print the transaction id")
      .requiredOption("--mobile <number>", "the person's mobile number")
      .requiredOption("--name <name>", "the person's full name as registered")
      .action(action(request)),
    issuerCommand("otp", "confirm", "confirm a code and write the certificate; the same again gives the same bytes")
      .argument("<txn>", "transaction id of the request")
      .argument("<code>", "code of the message")
      .option("--out <file>", "picture or text: .png, .svg or .txt; may be given more than once", collect, [])
      .option("--draw", "draw the code on the terminal")
      .option("--receipt <file>", "also write the person's signed receipt of consent")
      .action(action(confirm)),
  ]);
}

async function request(flags: RequestFlags): Promise<void> {
  const now = nowOf(flags);
  const language = languageOfFlags(flags);
  const requested = await withIssuer(flags.dir, async (issuer) => {
    const { settings, stores, hash } = issuer;
    const { sender, messages } = openSmsSenderOf(issuer, now);
    // What no rule needs any more goes before something new comes: codes and typed names are not kept for their own sake.
    await stores.challenges.forget(now);
    const rules = { ...otpRules(settings), messages };
    const budget = failureBudgetState(await stores.challenges.failureBuckets(now), { now, policy: rules.otp });
    if (budget !== "normal") process.stderr.write(`${WORDS[language].note}: ${WORDS[language].manyWrongCodes}\n`);
    return orFail(
      await requestOtp(
        {
          mobile: flags.mobile,
          name: flags.name,
          language,
          notice: { version: NOTICE_VERSION, language },
          // An operator at this machine is no machine that walks over numbers.
          humanChecked: true,
        },
        { challenges: stores.challenges, hash, random: webCryptoRandom, sender },
        { now, rules },
      ),
    );
  });
  const { challengeId, codeDigits, expiresAt, resendAfterSeconds } = requested;
  printResult(flags, { txnId: challengeId, codeDigits, expiresAt, resendAfterSeconds }, [challengeId]);
}

async function confirm(txnId: string, code: string, flags: ConfirmFlags): Promise<void> {
  const now = nowOf(flags);
  const language = languageOfFlags(flags);
  // Before the code is spent: a certificate that cannot be written would have to be fetched again.
  checkOutputs(flags.out);
  if (flags.receipt !== undefined) checkWritable(flags.receipt);
  const { issued, receipt } = await withIssuer(flags.dir, async (issuer) => {
    const { settings, stores, hash, directory } = issuer;
    const attempt = { challengeId: txnId, code, humanChecked: true };
    const { confirmed } = orFail(
      await confirmOtp(attempt, { challenges: stores.challenges, hash }, { now, rules: otpRules(settings) }),
    );
    const signingKeys = publishedSigningKeys(stores.signingKeys, directory.trustBundles);
    const ports = {
      ...stores,
      signingKeys,
      indices: createIndexSource({ signingKeys, hash }, { blockSize: INDEX_BLOCK_SIZE }),
      signer: createLazySigner(issuer),
      selfCheck: createSelfCheck(),
    };
    const issued = orFail(await issueCertificate(confirmed, ports, { now, rules: issueRules(settings) }));
    const receipt = await giveReceipt(confirmed, { ...ports, hash }, { now, issuer: settings.issuer });
    return { issued, receipt };
  });
  for (const path of flags.out) writeQr(path, issued.certificate.qrText);
  // Without a key for it the consent stands all the same; only who wants the receipt now has to be told.
  if (flags.receipt !== undefined) {
    replaceFileDurably(flags.receipt, orFail(receipt).receipt.document, { mode: MODE_PRIVATE });
  }
  printResult(flags, toResult(issued, flags.out), toLines(issued, flags, language));
}

function toResult({ certificate, claims, origin }: Issued, out: readonly string[]): object {
  const { certificateId, qrText } = certificate;
  return {
    certificateId,
    fullName: claims.identity.fullName,
    status: claims.status,
    iat: claims.iat,
    exp: claims.exp,
    origin,
    qrText,
    out,
  };
}

/** The code drawn, or what was written where; with neither asked for, the QR text is the result. */
function toLines({ certificate, claims }: Issued, flags: ConfirmFlags, language: Language): readonly string[] {
  if (flags.draw) return [drawOn(process.stdout, certificate.qrText)];
  if (flags.out.length === 0) return [certificate.qrText];
  const words = WORDS[language];
  return [
    claims.identity.fullName,
    words.status[claims.status],
    `${words.validUntil}: ${instantForPeople(claims.exp, language)}`,
    certificate.certificateId,
    ...flags.out,
  ];
}
