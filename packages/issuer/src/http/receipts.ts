// Receipts of consent as the service makes them: with each certificate, and whenever one is asked for.

import { giveReceipt, type ReceiptContext, type ReceiptPorts } from "../domain/consent-receipts.ts";
import type { Issued } from "../domain/issue-certificate.ts";
import type { ConfirmedChallenge } from "../domain/otp-challenge.ts";
import { PortError } from "../domain/refusal.ts";
import type { Service } from "./service.ts";

export function receiptPorts({ stores, hash, issue }: Service): ReceiptPorts {
  return { ...stores, hash, signer: issue.signer };
}

export function receiptContext({ clock, rules }: Service): ReceiptContext {
  return { now: clock.now(), issuer: rules.issuer };
}

/**
 * Makes the receipt of a confirmation whose certificate was issued, and counts what became of it. That no key may sign one now is no reason
 * to keep the certificate from the person: the consent stands with it, and the receipt is made when it is asked for. The receipt's id,
 * or null where there is none yet.
 */
export async function giveReceiptWith(
  confirmed: ConfirmedChallenge,
  { recordIds }: Issued,
  service: Service,
): Promise<string | null> {
  const context = { ...receiptContext(service), recordIds };
  const outcome = await giveReceipt(confirmed, receiptPorts(service), context).catch((error: unknown) => {
    if (error instanceof PortError && error.code === "SIGNING_KEY_UNAVAILABLE") return error;
    throw error;
  });
  const receipt = "ok" in outcome && outcome.ok ? outcome.receipt : null;
  service.metrics.outcome("receipt", "ok" in outcome && outcome.ok ? "ok" : outcome.code);
  return receipt?.receiptId ?? null;
}
