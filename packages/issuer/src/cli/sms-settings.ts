// The settings of messages: `sms.json` in the data directory, with texts, gateways in order, and where their passwords are. Without
// the file messages go to the console, which is for demonstrations. Passwords stand in files or the environment, never here.

import { Failure } from "@mohor/command-line";
import type { DeliveryReportForm } from "../adapters/delivery-report-form.ts";
import { readFileBounded } from "../adapters/durable-file.ts";
import type { DltRegistration } from "../adapters/sms-gateway.ts";
import type { HttpGatewayDescription } from "../adapters/sms-http.ts";
import { type JsonTemplate, unknownPlaceIn } from "../adapters/sms-template.ts";
import { isGatewayName } from "../domain/delivery-report.ts";
import { isDeskTemplate, isOtpTemplate, type MessageRules } from "../domain/otp-message.ts";
import { isStatusTemplate } from "../domain/status-message.ts";
import { integer, list, object, oneOf, orNull, record, type Shape, text, variant } from "./json-shape.ts";
import type { SecretPlace } from "./secret-place.ts";

/** One gateway, as set. */
export type GatewaySettings =
  | {
      readonly kind: "kannel";
      readonly name: string;
      readonly url: string;
      readonly username: string;
      readonly password: SecretPlace;
      readonly dlt: DltRegistration;
    }
  | {
      readonly kind: "http";
      readonly name: string;
      readonly description: HttpGatewayDescription;
      readonly secrets: Readonly<Record<string, SecretPlace>>;
      readonly dlt: DltRegistration;
      /** Where in a report the state is; null where the gateway sends none that is about one message. */
      readonly reports: Exclude<DeliveryReportForm, "kannel"> | null;
    };

/** All of `sms.json`. */
export type SmsSettings = MessageRules & {
  readonly attemptSeconds: number;
  readonly totalSeconds: number;
  /** Origin that gateways can reach this service at, for delivery reports; null for none. */
  readonly reportOrigin: string | null;
  readonly gateways: readonly GatewaySettings[];
};

const MAX_SMS_SETTINGS_BYTES = 65_536;

/** Registered ids differ in length between operators; what matters is that they are digits. */
const DLT_ID = /^\d{10,25}$/;
const NAME = /^[A-Za-z][A-Za-z0-9_-]{0,63}$/;
/** What may stand in a request: no line ends, which would end a header. */
const LINE = /^[^\p{Cc}]{0,2048}$/u;
const HOST = /^(?=.{1,253}$)[a-z0-9-]{1,63}(\.[a-z0-9-]{1,63})+$/;

const secretPlace = object({ from: oneOf("file", "environment"), name: text(/^[^\p{Cc}]{1,1024}$/u) });

const templateIds = object({ bn: text(DLT_ID), hi: text(DLT_ID), en: text(DLT_ID) });

const dlt = object({
  entityId: text(DLT_ID),
  // Six letters; some operators register digits and longer ones.
  header: text(/^[A-Za-z0-9-]{3,11}$/),
  templateIds,
  deskTemplateIds: orNull(templateIds),
  statusTemplateIds: orNull(templateIds),
  telemarketerChain: text(/^([0-9a-f]{64})?$/),
});

const lines = record(/^[\x21-\x7e]{1,64}$/, text(LINE), 32);
const words = list(text(LINE), 0, 16);
const path = list((value, place) => (typeof value === "number" ? integer(0, 99) : text(LINE))(value, place), 0, 8);

/** A JSON body as deep as any gateway's, and a bound for the recursion here. */
function jsonValue(depth: number): Shape {
  return (value, place) => {
    if (typeof value === "string") return text(isShort)(value, place);
    if (typeof value !== "object" || value === null) return null;
    if (depth === 0) return place;
    const item = jsonValue(depth - 1);
    return Array.isArray(value)
      ? list(item, 0, 32)(value, place)
      : record(/^[^\p{Cc}]{1,64}$/u, item, 32)(value, place);
  };
}

const description = object({
  method: oneOf("GET", "POST"),
  url: text(isGatewayUrl),
  query: lines,
  headers: record(/^[A-Za-z0-9-]{1,64}$/, text(/^[\x20-\x7e]{0,2048}$/), 16),
  basic: orNull(object({ user: text(LINE), password: text(LINE) })),
  body: variant("form", {
    none: object({ form: oneOf("none") }),
    urlencoded: object({ form: oneOf("urlencoded"), fields: lines }),
    json: object({ form: oneOf("json"), value: jsonValue(6) }),
  }),
  encodings: object({ "gsm-7": text(LINE), "ucs-2": text(LINE) }),
  answer: object({ path, accepted: words, later: words, idPath: path, reasonPath: path }),
  isIdempotent: oneOf(true, false),
});

const reports = object({
  in: oneOf("query", "form", "json"),
  path: list(text(NAME), 1, 8),
  delivered: words,
  failed: words,
});

/** A text in each language. */
function templates(isTemplate: (text: string) => boolean): Shape {
  return object({ bn: text(isTemplate), hi: text(isTemplate), en: text(isTemplate) });
}

const smsSettings = object({
  templates: templates(isOtpTemplate),
  deskTemplates: templates(isDeskTemplate),
  statusTemplates: templates(isStatusTemplate),
  webOtpHost: orNull(text(HOST)),
  attemptSeconds: integer(1, 30),
  totalSeconds: integer(1, 60),
  reportOrigin: orNull(text(isOrigin)),
  gateways: list(
    variant("kind", {
      kannel: object({
        kind: oneOf("kannel"),
        name: text(isGatewayName),
        url: text(isGatewayUrl),
        username: text(/^[\x21-\x7e]{1,64}$/),
        password: secretPlace,
        dlt,
      }),
      http: object({
        kind: oneOf("http"),
        name: text(isGatewayName),
        description,
        secrets: record(NAME, secretPlace, 8),
        dlt,
        reports: orNull(reports),
      }),
    }),
    1,
    8,
  ),
});

function isShort(value: string): boolean {
  return value.length <= 2_048;
}

/** https; http only where nothing leaves the machine: passwords and codes travel in it. Braces are places and allowed in the path. */
function isGatewayUrl(value: string): boolean {
  const url = URL.parse(value.replace(/\{[^{}]*\}/g, "x"));
  const host = /^https?:\/\/([^/?#]*)/.exec(value)?.[1] ?? "";
  if (url === null || url.search !== "" || url.hash !== "" || url.username !== "" || /[{}]/.test(host)) return false;
  return (
    url.protocol === "https:" || (url.protocol === "http:" && /^(127\.0\.0\.1|localhost|\[::1\])$/.test(url.hostname))
  );
}

function isOrigin(value: string): boolean {
  return isGatewayUrl(`${value}/`) && URL.parse(value)?.origin === value;
}

/** The settings in a file. Throws PortError FILE_UNREADABLE, Failure SETTINGS_MALFORMED with the place at fault. */
export function readSmsSettings(file: string): SmsSettings {
  const settings = parseJson(new TextDecoder().decode(readFileBounded(file, { maxBytes: MAX_SMS_SETTINGS_BYTES })));
  checkSmsSettings(settings);
  return settings;
}

/** Throws Failure SETTINGS_MALFORMED with the place at fault. */
export function checkSmsSettings(settings: unknown): asserts settings is SmsSettings {
  const fault = smsSettings(settings, "sms.json") ?? faultOfRules(settings as SmsSettings);
  if (fault !== null) throw new Failure("SETTINGS_MALFORMED", fault);
}

function parseJson(source: string): unknown {
  try {
    return JSON.parse(source);
  } catch {
    return null;
  }
}

/** What has the right shape and cannot work: a name twice, a place that nothing fills, a body with GET, a text in a header. */
function faultOfRules({ gateways, attemptSeconds, totalSeconds }: SmsSettings): string | null {
  if (attemptSeconds > totalSeconds) return "sms.json.attemptSeconds";
  for (const [index, gateway] of gateways.entries()) {
    const place = `sms.json.gateways.${index}`;
    if (gateways.findIndex(({ name }) => name === gateway.name) !== index) return `${place}.name`;
    if (gateway.kind !== "http") continue;
    const { method, url, query, headers, basic, body } = gateway.description;
    if (method === "GET" && body.form !== "none") return `${place}.description.body`;
    // A header holds Latin letters only.
    if (Object.values(headers).some((value) => value.includes("{text}"))) return `${place}.description.headers`;
    const templates: Readonly<Record<string, JsonTemplate>> = { url, query, headers, basic, body };
    for (const [name, value] of Object.entries(templates)) {
      const unknown = unknownPlaceIn(value, Object.keys(gateway.secrets));
      if (unknown !== null) return `${place}.description.${name}: {${unknown}}`;
    }
  }
  return null;
}
