// The certificate of a confirmation, for every route that shows some part of it: issued when first asked for, the same ever after.

import { type Issued, issueCertificate } from "../domain/issue-certificate.ts";
import type { ConfirmedChallenge } from "../domain/otp-challenge.ts";
import { orProblem } from "./problem.ts";
import { giveReceiptWith } from "./receipts.ts";
import type { Service } from "./service.ts";

/** A certificate with its receipt of consent. */
export type IssuedWithReceipt = Issued & {
  /** Null where no key may sign one now. */
  readonly receiptId: string | null;
};

/** Issues, counts what became of it, and throws Problem with the code of a refusal. */
export async function issueFor(confirmed: ConfirmedChallenge, service: Service): Promise<IssuedWithReceipt> {
  const { issue, clock, rules, metrics } = service;
  const issued = await issueCertificate(confirmed, issue, { now: clock.now(), rules: rules.issue });
  metrics.outcome("issue", issued.ok ? issued.origin : issued.code);
  const receiptId = issued.ok ? await giveReceiptWith(confirmed, issued, service) : null;
  return { ...orProblem(issued), receiptId };
}
