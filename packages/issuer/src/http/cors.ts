// Which pages of other websites may read our answers (Fetch standard §3.2): those of origins registered with an organisation, and
// everybody for what is published. Answers to pages of our own need nothing of this.

import type { MiddlewareHandler } from "./hono.ts";
import { Problem } from "./problem.ts";
import type { Environment } from "./router.ts";
import type { Service } from "./service.ts";

/** How long a process goes by the list of origins that it has read: a revocation takes no longer to arrive. */
const ORIGINS_HELD_SECONDS = 10;

/** An hour: browsers ask again after that. */
const PREFLIGHT_SECONDS = "3600";

/** Allows registered origins, and answers preflight requests. Throws Problem ENTITY_ORIGIN_REFUSED to the preflight of another. */
export function allowEntityOrigins({ stores, clock }: Service): MiddlewareHandler<Environment> {
  let held: { readonly origins: ReadonlySet<string>; readonly readAt: number } | null = null;

  async function registeredOrigins(): Promise<ReadonlySet<string>> {
    const now = clock.monotonicSeconds();
    if (held === null || now - held.readAt > ORIGINS_HELD_SECONDS) {
      const active = (await stores.entities.list()).filter(({ state }) => state === "active");
      held = { origins: new Set(active.flatMap(({ origins }) => origins)), readAt: now };
    }
    return held.origins;
  }

  return async (c, next) => {
    c.header("vary", "Origin");
    const origin = c.req.header("origin");
    if (origin === undefined) return next();
    const isAllowed = (await registeredOrigins()).has(origin);
    const isPreflight = c.req.method === "OPTIONS" && c.req.header("access-control-request-method") !== undefined;
    if (isAllowed) {
      c.header("access-control-allow-origin", origin);
      c.header("access-control-expose-headers", "Retry-After, X-Request-Id");
    }
    if (!isPreflight) return next();
    if (!isAllowed) throw new Problem("ENTITY_ORIGIN_REFUSED");
    c.header("access-control-allow-methods", "GET, POST");
    c.header("access-control-allow-headers", "Authorization, Content-Type, X-Api-Key, Accept-Language");
    c.header("access-control-max-age", PREFLIGHT_SECONDS);
    return c.body(null, 204);
  };
}
