// The typed client: paths, bodies and answers as the routes declare them, checked by the compiler.

import type { Api } from "./app.ts";
import { hc } from "./hono.ts";

/** A client of this service. `fetch` may be another's, such as one that calls the application without a socket. */
export function createClient(
  baseUrl: string,
  options: { readonly fetch?: typeof fetch; readonly headers?: Record<string, string> } = {},
): Client {
  return hc<Api>(baseUrl, options);
}

export type Client = ReturnType<typeof hc<Api>>;
