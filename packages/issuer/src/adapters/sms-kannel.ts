// Kannel's smsbox (User Guide 1.4.5, "Using the HTTP interface to send SMS messages"): POST with X-Kannel headers, so that number,
// text and password stand in no URL and in no proxy's log. Kannel queues on disk what it answers 202 to. It does not know a
// message by an id of ours, so what may have been taken over is not given to it twice.

import type { TextMessage } from "../domain/ports.ts";
import { smsSizeOf } from "../domain/sms-encoding.ts";
import {
  answerOfStatus,
  callGateway,
  type DeliveryReportUrl,
  type DltRegistration,
  type GatewayAnswer,
  type SmsGateway,
  templateIdOf,
  templateIdsFor,
} from "./sms-gateway.ts";

/** Where Kannel is and how it knows us. */
export type KannelOptions = {
  readonly name: string;
  /** smsbox's `/cgi-bin/sendsms`. */
  readonly url: string;
  readonly username: string;
  readonly password: string;
  readonly dlt: DltRegistration;
  /** Where receipts go; none are asked for without it. */
  readonly deliveryReportUrl?: DeliveryReportUrl;
};

/** 1 delivered, 2 failed, 16 refused by the SMSC: what is final. 4 and 8, queued on the way, tell nothing that helps. */
const DLR_MASK = 1 + 2 + 16;

/** Kannel's X-Kannel-Coding. */
const CODING = { "gsm-7": "0", "ucs-2": "2" } as const;

/** Messages by Kannel. */
export function createKannelGateway(options: KannelOptions): SmsGateway {
  const { name, url, dlt } = options;

  async function requestFor(message: TextMessage, templateId: string): Promise<Request> {
    const headers = new Headers({
      "content-type": "text/plain; charset=UTF-8",
      "x-kannel-username": options.username,
      "x-kannel-password": options.password,
      "x-kannel-from": dlt.header,
      "x-kannel-to": message.to,
      "x-kannel-coding": CODING[smsSizeOf(message.text).encoding],
      "x-kannel-charset": "UTF-8",
      // Minutes, at least one: an SMSC must not hold a code beyond its life.
      "x-kannel-validity": String(Math.max(1, Math.floor(message.validSeconds / 60))),
      "x-kannel-meta-data": metaData(dlt, templateId),
    });
    if (options.deliveryReportUrl !== undefined) {
      headers.set("x-kannel-dlr-mask", String(DLR_MASK));
      // Kannel puts the type of the receipt in place of %d.
      headers.set("x-kannel-dlr-url", `${await options.deliveryReportUrl(name, message.messageId)}&state=%d`);
    }
    return new Request(url, { method: "POST", headers, body: message.text });
  }

  return {
    name,
    isIdempotent: false,
    carries: (kind) => templateIdsFor(dlt, kind) !== null,
    async send(message, { timeoutMilliseconds }) {
      const templateId = templateIdOf(dlt, message);
      const called = await callGateway(await requestFor(message, templateId), timeoutMilliseconds);
      return called.ok ? answerOf(called.answer.status, called.answer.body) : called.failed;
    },
  };
}

/** `0: Accepted for delivery` or `3: Queued for later delivery`, with 202; 503 is "temporal failure, try again later". */
function answerOf(status: number, body: string): GatewayAnswer {
  if (status === 202)
    return /^[03]: /.test(body) ? { outcome: "accepted" } : { outcome: "unknown", reason: "no-kannel" };
  // 200 is no answer of smsbox: something else listens there.
  return status < 300 ? { outcome: "unknown", reason: "no-kannel" } : answerOfStatus(status);
}

/** DLT ids as optional parameters of SMPP; TagID 5122 (0x1402) carries the chain. */
function metaData({ entityId, telemarketerChain }: DltRegistration, templateId: string): string {
  const fields = new URLSearchParams({ PE_ID: entityId, TEMPLATE_ID: templateId });
  if (telemarketerChain !== "") {
    fields.set("TELEMARKETER_ID", telemarketerChain);
    fields.set("TagID", "5122");
  }
  return `?smpp?${fields}`;
}

/** What Kannel's receipt types say (User Guide, "dlr-mask"); null for one that is not final. */
export function kannelDeliveryState(type: string): "delivered" | "failed" | null {
  if (type === "1") return "delivered";
  return type === "2" || type === "16" ? "failed" : null;
}
