// Delivery reports: a gateway calls back to say what became of a message. The address that it calls names the message by an id
// that means nothing to anyone else, says when it was sent, and is authenticated, so nobody can make up reports; there is no
// number in it. Nothing is kept of a report but counts: who got which message is not for the issuer to know.

import { fromHex, toHex } from "@mohor/schema";
import { constantTimeEqual } from "./constant-time.ts";
import type { KeyedHash } from "./ports.ts";
import { type Refusal, refusal } from "./refusal.ts";

/** What a report can say. */
export type DeliveryState = "delivered" | "failed";

/** The parts of a report's address. */
export type DeliveryReportAddress = {
  readonly gateway: string;
  readonly messageId: string;
  readonly sentAt: number;
  /** 16 bytes of HMAC in hex. */
  readonly mac: string;
};

/** Operators report for up to two days after the message; a code is dead long before. */
export const DELIVERY_REPORT_SECONDS = 172_800;

const MAC_BYTES = 16;
const MESSAGE_ID = /^[0-9a-f]{32}$/;
const MAC = /^[0-9a-f]{32}$/;
const GATEWAY_NAME = /^[a-z][a-z0-9-]{0,31}$/;

/** Whether a text can be a gateway's name: it stands in addresses, logs and metrics. */
export function isGatewayName(name: string): boolean {
  return GATEWAY_NAME.test(name);
}

/** The address for reports on one message that is sent at `now`. */
export async function deliveryReportAddress(
  message: { readonly gateway: string; readonly messageId: string },
  hash: KeyedHash,
  { now }: { readonly now: number },
): Promise<DeliveryReportAddress> {
  const bound = { ...message, sentAt: now };
  return { ...bound, mac: toHex(await macOf(bound, hash)) };
}

/**
 * Checks a report's address at `now`. Codes: DELIVERY_REPORT_REFUSED for everything that is not an address made here, DELIVERY_REPORT_LATE
 * after two days.
 */
export async function checkDeliveryReport(
  address: { readonly gateway: string; readonly messageId: string; readonly sentAt: string; readonly mac: string },
  hash: KeyedHash,
  { now }: { readonly now: number },
): Promise<{ readonly ok: true; readonly gateway: string; readonly messageId: string } | Refusal> {
  const { gateway, messageId, mac } = address;
  const isShaped =
    isGatewayName(gateway) && MESSAGE_ID.test(messageId) && MAC.test(mac) && /^[0-9]{1,10}$/.test(address.sentAt);
  if (!isShaped) return refusal("DELIVERY_REPORT_REFUSED");
  const sentAt = Number(address.sentAt);
  const expected = await macOf({ gateway, messageId, sentAt }, hash);
  if (!constantTimeEqual(fromHex(mac), expected)) return refusal("DELIVERY_REPORT_REFUSED");
  if (now > sentAt + DELIVERY_REPORT_SECONDS) return refusal("DELIVERY_REPORT_LATE");
  return { ok: true, gateway, messageId };
}

async function macOf(
  { gateway, messageId, sentAt }: Omit<DeliveryReportAddress, "mac">,
  hash: KeyedHash,
): Promise<Uint8Array> {
  const message = new TextEncoder().encode(`${gateway}\0${messageId}\0${sentAt}`);
  return (await hash.hmac("report", hash.currentKeyId("report"), message)).subarray(0, MAC_BYTES);
}
