// What the ways to a telephone have in common: the answer of a gateway in four kinds, one bounded HTTP call, and how its failures
// are told apart. A number, a text or a code never goes into an error or a log from here: not even a gateway's own words do,
// because they often repeat them.

import type { MessageKind, TextMessage } from "../domain/ports.ts";

/**
 * What became of one attempt. `accepted`: taken over. `rejected`: certainly not, and asking again will not help (wrong password,
 * template not registered); `reason` is the gateway's code for it, letters, digits and dashes only. `unavailable`: certainly not,
 * but it may work later. `unknown`: it may have been taken over (a time-out after sending, an answer that is no answer).
 */
export type GatewayAnswer =
  | { readonly outcome: "accepted"; readonly providerId?: string }
  | { readonly outcome: "rejected" | "unavailable" | "unknown"; readonly reason: string };

/** One gateway. */
export interface SmsGateway {
  /** From the settings; stands in logs, metrics and the paths of delivery reports. */
  readonly name: string;
  /** Whether it sends one message once, however often it is given the same message id. */
  readonly isIdempotent: boolean;
  /** Whether texts of this kind were registered for it. */
  carries(kind: MessageKind): boolean;
  /** One attempt with a message of a kind that it carries, over within `timeoutMilliseconds`. Never rejects. */
  send(message: TextMessage, options: { readonly timeoutMilliseconds: number }): Promise<GatewayAnswer>;
}

/** Registered templates by language. */
export type TemplateIds = Readonly<Record<TextMessage["language"], string>>;

/** The ids under which India's operators know sender, header and texts (TRAI TCCCPR 2018). */
export type DltRegistration = {
  /** Principal entity, 19 digits. */
  readonly entityId: string;
  /** Sender's header, six letters. */
  readonly header: string;
  /** Content template of each language, for each kind of message; null where this gateway does not carry that kind. */
  readonly templateIds: TemplateIds;
  readonly deskTemplateIds: TemplateIds | null;
  readonly statusTemplateIds: TemplateIds | null;
  /** SHA-256 of the chain of entity and telemarketers, in hex; empty where the gateway adds it itself. */
  readonly telemarketerChain: string;
};

/** The templates that messages of a kind were registered under, or null where none were. */
export function templateIdsFor(dlt: DltRegistration, kind: MessageKind): TemplateIds | null {
  return { code: dlt.templateIds, "desk-code": dlt.deskTemplateIds, status: dlt.statusTemplateIds }[kind];
}

/** The template of a message. Throws TypeError where its kind is not carried, which the caller has to ask first. */
export function templateIdOf(dlt: DltRegistration, { kind, language }: TextMessage): string {
  const ids = templateIdsFor(dlt, kind);
  if (ids === null) throw new TypeError(`the gateway does not carry messages of kind ${kind}`);
  return ids[language];
}

/** Where a gateway shall report what became of a message: a URL without the number, different for each message. */
export type DeliveryReportUrl = (gateway: string, messageId: string) => Promise<string>;

/** Bytes of a gateway's answer that are read: none says more than a few hundred. */
const MAX_ANSWER_BYTES = 16_384;

/** A gateway's HTTP answer. */
export type HttpAnswer = { readonly status: number; readonly body: string };

/**
 * One HTTP call. Redirects are not followed: they would carry passwords elsewhere. What fails before the request can have been
 * read is `unavailable`, anything later `unknown`.
 */
export async function callGateway(
  request: Request,
  timeoutMilliseconds: number,
): Promise<
  { readonly ok: true; readonly answer: HttpAnswer } | { readonly ok: false; readonly failed: GatewayAnswer }
> {
  const signal = AbortSignal.timeout(timeoutMilliseconds);
  try {
    const response = await fetch(request, { redirect: "manual", signal });
    const body = await readBounded(response);
    if (body === null) return { ok: false, failed: { outcome: "unknown", reason: "answer-too-long" } };
    return { ok: true, answer: { status: response.status, body } };
  } catch (error) {
    if (signal.aborted) return { ok: false, failed: { outcome: "unknown", reason: "time-out" } };
    const code = systemCodeOf(error);
    const outcome = NEVER_ARRIVED.has(code) ? "unavailable" : "unknown";
    return { ok: false, failed: { outcome, reason: reasonOf(code || "no-answer") } };
  }
}

/** Errors of a connection that was never made. */
const NEVER_ARRIVED: ReadonlySet<string> = new Set(
  ["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "EHOSTUNREACH", "ENETUNREACH", "UND_ERR_CONNECT_TIMEOUT"].concat(
    ["CERT_HAS_EXPIRED", "DEPTH_ZERO_SELF_SIGNED_CERT", "SELF_SIGNED_CERT_IN_CHAIN", "ERR_TLS_CERT_ALTNAME_INVALID"],
    ["UNABLE_TO_VERIFY_LEAF_SIGNATURE", "UNABLE_TO_GET_ISSUER_CERT_LOCALLY"],
  ),
);

function systemCodeOf(error: unknown): string {
  for (let at = error; at instanceof Error; at = at.cause) {
    const { code, errors } = at as { code?: unknown; errors?: readonly unknown[] };
    if (typeof code === "string" && code !== "") return code;
    if (Array.isArray(errors) && errors.length > 0) return systemCodeOf(errors[0]);
  }
  return "";
}

async function readBounded(response: Response): Promise<string | null> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.length;
    if (size > MAX_ANSWER_BYTES) return null;
    chunks.push(chunk);
  }
  return new TextDecoder().decode(Buffer.concat(chunks));
}

/** A reason as it may stand in a log: short, and without anything that could be a number of a person or a code. */
export function reasonOf(text: string): string {
  const word = text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "");
  return /\d{4}/.test(word) || word.length > 40 || word === "" ? "unnamed" : word;
}

/** What an HTTP status alone says where no rule of the gateway does. */
export function answerOfStatus(status: number): GatewayAnswer {
  const reason = `http-${status}`;
  if (status >= 200 && status < 300) return { outcome: "accepted" };
  if (status === 429 || status === 503) return { outcome: "unavailable", reason };
  // A gateway that broke down in the middle may have sent it; one that finds fault with the request, or points elsewhere, has not.
  return { outcome: status >= 500 ? "unknown" : "rejected", reason };
}
