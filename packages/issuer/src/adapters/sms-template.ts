// Templates of requests to a gateway: texts with places in braces, filled for one message. Escaping is not done in texts but by
// what the text is put into: a query, a form, a JSON value, a header, each of which writes its values by its own rules. So no
// name, header or text from anywhere can become a second field.

import type { TextMessage } from "../domain/ports.ts";
import { type SmsEncoding, smsSizeOf } from "../domain/sms-encoding.ts";
import type { DltRegistration } from "./sms-gateway.ts";

/** Places that every template may name; besides them `{secret.NAME}` for each secret of the gateway. */
export const REQUEST_PLACES = [
  // E.164; the same without "+"; the last ten digits, as Indian gateways want it.
  "to",
  "toDigits",
  "toNational",
  "text",
  "code",
  // Name of the help desk that asked; empty for other messages.
  "desk",
  "language",
  "messageId",
  "validSeconds",
  "validMinutes",
  "encoding",
  "header",
  "entityId",
  "templateId",
  "telemarketerChain",
  "deliveryReportUrl",
] as const;
type Place = (typeof REQUEST_PLACES)[number];

/** What is known of one message when its request is made. */
export type PlaceValues = Readonly<Record<Place, string>> & { readonly secrets: Readonly<Record<string, string>> };

/** A JSON value whose strings are templates. */
export type JsonTemplate =
  | string
  | number
  | boolean
  | null
  | readonly JsonTemplate[]
  | { readonly [name: string]: JsonTemplate };

const NATIONAL_DIGITS = 10;
const PLACE = /\{([A-Za-z0-9_.]+)\}/g;

/** The values for one message. `encodings` are the gateway's own words for the two encodings. */
export function placeValues(
  message: TextMessage,
  context: {
    readonly dlt: DltRegistration;
    readonly templateId: string;
    readonly encodings: Readonly<Record<SmsEncoding, string>>;
    readonly secrets: Readonly<Record<string, string>>;
    readonly deliveryReportUrl: string;
  },
): PlaceValues {
  const { dlt, templateId, encodings, secrets, deliveryReportUrl } = context;
  const toDigits = message.to.slice(1);
  return {
    to: message.to,
    toDigits,
    toNational: toDigits.slice(-NATIONAL_DIGITS),
    text: message.text,
    code: message.code,
    desk: message.desk,
    language: message.language,
    messageId: message.messageId,
    validSeconds: String(message.validSeconds),
    validMinutes: String(Math.max(1, Math.floor(message.validSeconds / 60))),
    encoding: encodings[smsSizeOf(message.text).encoding],
    header: dlt.header,
    entityId: dlt.entityId,
    templateId,
    telemarketerChain: dlt.telemarketerChain,
    deliveryReportUrl,
    secrets,
  };
}

/** The template filled, in one pass: a value that holds braces stays as it is. */
export function fillTemplate(template: string, values: PlaceValues): string {
  return template.replace(PLACE, (_, name: string) =>
    name.startsWith("secret.") ? (values.secrets[name.slice(7)] as string) : values[name as Place],
  );
}

/** Every string in the value filled. */
export function fillJson(template: JsonTemplate, values: PlaceValues): unknown {
  if (typeof template === "string") return fillTemplate(template, values);
  if (typeof template !== "object" || template === null) return template;
  if (Array.isArray(template)) return template.map((item) => fillJson(item, values));
  return Object.fromEntries(Object.entries(template).map(([name, item]) => [name, fillJson(item, values)]));
}

/** A place that no value will fill, in the first string that names one; null where all is well. */
export function unknownPlaceIn(template: JsonTemplate | undefined, secretNames: readonly string[]): string | null {
  if (typeof template === "string") {
    const known: readonly string[] = [...REQUEST_PLACES, ...secretNames.map((name) => `secret.${name}`)];
    const names = [...template.matchAll(PLACE)].map((match) => match[1] as string);
    return names.find((name) => !known.includes(name)) ?? null;
  }
  if (typeof template !== "object" || template === null) return null;
  for (const item of Object.values(template)) {
    const unknown = unknownPlaceIn(item, secretNames);
    if (unknown !== null) return unknown;
  }
  return null;
}
