// What all routes have in common: the type of their context, the answer to a body that a schema refuses, and the responses that
// any of them may give.

import type { Code } from "@mohor/schema";
import type { Entity } from "../domain/entity.ts";
import { type Context as AnyContext, OpenAPIHono, z } from "./hono.ts";
import { PROBLEM_MEDIA_TYPE, Problem, ProblemSchema } from "./problem.ts";

/** What the listener tells beside the request, and what is found out before a route is asked. */
export type Environment = {
  Bindings: { readonly peerAddress: string };
  Variables: {
    requestId: string;
    /** Of the client, as far as proxies are believed. */
    address: string;
    /** The organisation whose key came with the request. */
    entity?: Entity;
    /** The organisation asks through the citizen's own page, on the citizen's own device. */
    isEmbedded?: boolean;
    /** The code of the problem that is the answer. */
    code?: Code;
  };
};

export type Context = AnyContext<Environment>;

/** An empty router. What a schema refuses is answered with the place of the first fault, never with the value. */
export function createRouter(): OpenAPIHono<Environment> {
  return new OpenAPIHono<Environment>({
    defaultHook: (result) => {
      if (result.success) return;
      // A member that we do not have is named by the client: its place is told, its name is not said back.
      throw new Problem("HTTP_BODY_INVALID", { pointer: toPointer(result.error.issues[0]?.path ?? []) });
    },
  });
}

/** A time, as everywhere in the format. */
export const NumericDate = z.int().openapi({ description: "Seconds since 1970 in UTC.", example: 1_790_000_000 });

/** A JSON Pointer (RFC 6901). */
function toPointer(path: readonly PropertyKey[]): string {
  return path.map((part) => `/${String(part).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
}

/** The problems that a route may answer with, for its description. */
export function problems<const Statuses extends readonly number[]>(
  ...statuses: Statuses
): {
  [Status in Statuses[number]]: {
    description: string;
    content: { "application/problem+json": { schema: typeof ProblemSchema } };
  };
} {
  const responses = statuses.map((status) => [
    status,
    { description: "A problem; `code` says which.", content: { [PROBLEM_MEDIA_TYPE]: { schema: ProblemSchema } } },
  ]);
  return Object.fromEntries(responses);
}
