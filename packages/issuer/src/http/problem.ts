// What a client is told when the answer is no: application/problem+json (RFC 9457) with our code, in the client's language. A
// problem says which rule, never which value: no number, name, code or token comes back in it, and no message of an exception.

import { CODES, type Code } from "@mohor/schema";
import { type Language, TEXTS } from "@mohor/schema/texts";
import { PortError, type Refusal } from "../domain/refusal.ts";
import { type ContentfulStatusCode, z } from "./hono.ts";

/** What a problem says beside its code. */
export type ProblemFacts = {
  readonly retryAfterSeconds?: number;
  readonly attemptsLeft?: number;
  /** The member of the body at fault, as a JSON Pointer (RFC 6901). */
  readonly pointer?: string;
  /** Methods that the path has, for HTTP_METHOD_NOT_ALLOWED. */
  readonly allow?: readonly string[];
};

/** A no on its way to the one place that answers with it. */
export class Problem extends Error {
  readonly code: Code;
  readonly facts: ProblemFacts;

  constructor(code: Code, facts: ProblemFacts = {}, options: { readonly cause?: unknown } = {}) {
    super(code, options);
    this.name = "Problem";
    this.code = code;
    this.facts = facts;
  }
}

/** The result of a domain function, or its refusal thrown as a Problem. */
export function orProblem<T extends { readonly ok: true }>(result: T | Refusal): T {
  if (result.ok) return result;
  const { code, retryAfterSeconds, attemptsLeft } = result;
  throw new Problem(code, {
    ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
    ...(attemptsLeft === undefined ? {} : { attemptsLeft }),
  });
}

/** Seconds after which it is worth asking again, where the code itself promises that waiting helps and nothing says how long. */
const RETRY_SECONDS: Partial<Readonly<Record<Code, number>>> = {
  HTTP_BUSY: 1,
  ISSUE_CONTENDED: 1,
  OTP_NOT_SENT: 60,
  STORE_BUSY: 5,
  STORE_UNAVAILABLE: 30,
};

/** The problem that an error is to a client. What is neither a Problem nor a port's error is a bug: HTTP_INTERNAL_ERROR. */
export function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof PortError) return new Problem(error.code, {}, { cause: error });
  return new Problem("HTTP_INTERNAL_ERROR", {}, { cause: error });
}

/** The members of a problem, in the order in which they are sent. */
export const ProblemSchema = z
  .strictObject({
    type: z
      .string()
      .openapi({ description: "A page of this service that explains the code.", format: "uri-reference" }),
    title: z.string().openapi({ description: "What is the matter, in the client's language. Programs read `code`." }),
    status: z.int().openapi({ description: "The HTTP status again." }),
    code: z.string().openapi({ description: "Stable; docs/reason-codes.md explains each.", example: "OTP_INVALID" }),
    detail: z.string().openapi({ description: "What the person can do." }),
    retryAfterSeconds: z.int().optional(),
    attemptsLeft: z.int().optional().openapi({ description: "Tries left for this code." }),
    pointer: z.string().optional().openapi({ description: "JSON Pointer to the member at fault." }),
  })
  .openapi("Problem");

/** The body of a problem. */
export type ProblemBody = z.infer<typeof ProblemSchema>;

/** The body and the headers of a problem in this language. */
export function renderProblem(
  { code, facts }: Problem,
  language: Language,
): { readonly body: ProblemBody; readonly status: ContentfulStatusCode; readonly headers: Record<string, string> } {
  const { text, hint } = TEXTS[language][code];
  const retryAfterSeconds = facts.retryAfterSeconds ?? RETRY_SECONDS[code];
  const status: ContentfulStatusCode = CODES[code].httpStatus;
  return {
    status,
    body: {
      type: `/problems/${code}`,
      title: text,
      status,
      code,
      detail: hint,
      ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
      ...(facts.attemptsLeft === undefined ? {} : { attemptsLeft: facts.attemptsLeft }),
      ...(facts.pointer === undefined ? {} : { pointer: facts.pointer }),
    },
    headers: {
      "content-type": PROBLEM_MEDIA_TYPE,
      "content-language": language,
      "cache-control": "no-store",
      ...(retryAfterSeconds === undefined ? {} : { "retry-after": String(retryAfterSeconds) }),
      ...(facts.allow === undefined ? {} : { allow: facts.allow.join(", ") }),
      ...(status === 401 ? { "www-authenticate": 'Bearer realm="mohor"' } : {}),
    },
  };
}

export const PROBLEM_MEDIA_TYPE = "application/problem+json";
