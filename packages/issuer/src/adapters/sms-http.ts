// Any gateway with an HTTP interface, described by data: method, URL, headers, a body in one of three forms, and how to read its
// answer. Descriptions of the gateways used in India are in sms-gateways/, each tested for what it puts on the wire. What a
// description cannot say (signatures over the body, tokens that expire) is a reason for an adapter of its own.

import type { SmsEncoding } from "../domain/sms-encoding.ts";
import {
  answerOfStatus,
  callGateway,
  type DeliveryReportUrl,
  type DltRegistration,
  type GatewayAnswer,
  type HttpAnswer,
  reasonOf,
  type SmsGateway,
  templateIdOf,
  templateIdsFor,
} from "./sms-gateway.ts";
import { fillJson, fillTemplate, type JsonTemplate, type PlaceValues, placeValues } from "./sms-template.ts";

/** Names and indices that lead to a value in a JSON answer. */
export type JsonPath = readonly (string | number)[];

/** The request as templates (sms-template.ts) and the answer's rules. Written in the settings as it stands here. */
export type HttpGatewayDescription = {
  readonly method: "GET" | "POST";
  /** Without a query; no place may stand before its path. */
  readonly url: string;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
  /** HTTP Basic (RFC 7617); null where the gateway has another way. */
  readonly basic: { readonly user: string; readonly password: string } | null;
  readonly body:
    | { readonly form: "none" }
    | { readonly form: "urlencoded"; readonly fields: Readonly<Record<string, string>> }
    | { readonly form: "json"; readonly value: JsonTemplate };
  /** The gateway's words for `{encoding}`. */
  readonly encodings: Readonly<Record<SmsEncoding, string>>;
  readonly answer: {
    /** Accepted means: one of these values at `path` of the JSON answer. An empty path: any status from 200 to 299. */
    readonly path: JsonPath;
    readonly accepted: readonly string[];
    /** Values that mean: not now, later perhaps. */
    readonly later: readonly string[];
    /** Where the gateway's id of the message is, and its reason for a refusal; empty for nowhere. */
    readonly idPath: JsonPath;
    readonly reasonPath: JsonPath;
  };
  /** Whether it was promised that one `{messageId}` is sent once. */
  readonly isIdempotent: boolean;
};

/** A description with what an authority adds. */
export type HttpGatewayOptions = {
  readonly name: string;
  readonly description: HttpGatewayDescription;
  readonly dlt: DltRegistration;
  readonly secrets: Readonly<Record<string, string>>;
  readonly deliveryReportUrl?: DeliveryReportUrl;
};

/** Messages by a described gateway. */
export function createHttpGateway(options: HttpGatewayOptions): SmsGateway {
  const { name, description, dlt, secrets } = options;
  return {
    name,
    isIdempotent: description.isIdempotent,
    carries: (kind) => templateIdsFor(dlt, kind) !== null,
    async send(message, { timeoutMilliseconds }) {
      const templateId = templateIdOf(dlt, message);
      const deliveryReportUrl = (await options.deliveryReportUrl?.(name, message.messageId)) ?? "";
      const values = placeValues(message, {
        dlt,
        templateId,
        encodings: description.encodings,
        secrets,
        deliveryReportUrl,
      });
      const called = await callGateway(requestFrom(description, values), timeoutMilliseconds);
      return called.ok ? readAnswer(called.answer, description.answer) : called.failed;
    },
  };
}

function requestFrom(description: HttpGatewayDescription, values: PlaceValues): Request {
  const { method, basic, body } = description;
  const url = new URL(fillPath(description.url, values));
  for (const [name, template] of Object.entries(description.query)) {
    url.searchParams.append(name, fillTemplate(template, values));
  }
  const headers = new Headers();
  for (const [name, template] of Object.entries(description.headers)) headers.set(name, fillTemplate(template, values));
  if (basic !== null) {
    const pair = `${fillTemplate(basic.user, values)}:${fillTemplate(basic.password, values)}`;
    headers.set("authorization", `Basic ${Buffer.from(pair).toString("base64")}`);
  }
  if (body.form === "none") return new Request(url, { method, headers });
  if (body.form === "json") {
    headers.set("content-type", "application/json");
    return new Request(url, { method, headers, body: JSON.stringify(fillJson(body.value, values)) });
  }
  const fields = new URLSearchParams();
  for (const [name, template] of Object.entries(body.fields)) fields.append(name, fillTemplate(template, values));
  return new Request(url, { method, headers, body: fields });
}

/** Values in a path are percent-encoded whole, so that none reaches another place of the URL. */
function fillPath(url: string, values: PlaceValues): string {
  return url.replace(/\{[^{}]*\}/g, (place) => encodeURIComponent(fillTemplate(place, values)));
}

function readAnswer(answer: HttpAnswer, rules: HttpGatewayDescription["answer"]): GatewayAnswer {
  const { path, accepted, later, idPath, reasonPath } = rules;
  const byStatus = answerOfStatus(answer.status);
  const json = parseJson(answer.body);
  if (path.length > 0 && json !== undefined) {
    const value = textAt(json, path);
    const reason = reasonOf(textAt(json, reasonPath) ?? value ?? "no-reason");
    if (value !== null && later.includes(value)) return { outcome: "unavailable", reason };
    if (value === null || !accepted.includes(value)) {
      // A refusal in so many words; or, with a status that promised success, an answer that is not this gateway's.
      if (byStatus.outcome !== "accepted") return { ...byStatus, reason: value === null ? byStatus.reason : reason };
      return { outcome: value === null ? "unknown" : "rejected", reason };
    }
  }
  if (byStatus.outcome !== "accepted") return byStatus;
  if (path.length > 0 && json === undefined) return { outcome: "unknown", reason: "not-json" };
  const providerId = json === undefined || idPath.length === 0 ? null : textAt(json, idPath);
  return providerId === null ? { outcome: "accepted" } : { outcome: "accepted", providerId: providerId.slice(0, 128) };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The text, number or truth value at a path, as text; null where there is none. Own members only. */
export function textAt(json: unknown, path: JsonPath): string | null {
  if (path.length === 0) return null;
  let at = json;
  for (const name of path) {
    if (typeof at !== "object" || at === null || !Object.hasOwn(at, name)) return null;
    at = (at as Readonly<Record<string | number, unknown>>)[name];
  }
  return typeof at === "string" || typeof at === "number" || typeof at === "boolean" ? String(at) : null;
}
