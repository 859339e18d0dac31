// Which organisation asks: by the key in X-Api-Key, for pages by the origin registered with it, and not more often than agreed.

import { readEmbedSession } from "../domain/embed-session.ts";
import type { Entity, EntityKind } from "../domain/entity.ts";
import { authenticateEntity } from "../domain/entity-key.ts";
import type { MiddlewareHandler } from "./hono.ts";
import { orProblem, Problem } from "./problem.ts";
import type { Context, Environment } from "./router.ts";
import type { Service } from "./service.ts";

export const API_KEY_HEADER = "x-api-key";

/** Header in which the citizen's own page says for whom it asks (domain/embed-session.ts). */
export const EMBED_SESSION_HEADER = "x-embed-session";

const MINUTE_SECONDS = 60;

/**
 * Sets `entity` where the request carries a key. Throws Problem ENTITY_KEY_INVALID (also for an organisation of another kind),
 * ENTITY_ORIGIN_REFUSED, ENTITY_LIMIT_REACHED. Without a key the request goes on as the holder's own. `isOurs` says which
 * keys are looked at: clients of other services may send theirs.
 */
export function identify(
  service: Service,
  kind: EntityKind,
  isOurs: (apiKey: string) => boolean = () => true,
): MiddlewareHandler<Environment> {
  const counter = createMinuteCounter();
  return async (c, next) => {
    const apiKey = c.req.header(API_KEY_HEADER);
    if (apiKey !== undefined && isOurs(apiKey)) {
      const now = service.clock.now();
      const { entity } = orProblem(await authenticateEntity(apiKey, service.stores, { now }));
      if (entity.kind !== kind) throw new Problem("ENTITY_KEY_INVALID");
      c.set("entity", entity);
      const origin = c.req.header("origin");
      const isRegistered = origin === undefined || entity.origins.includes(origin);
      if (!isRegistered && !(kind === "help-desk" && isOwnOrigin(c, origin, service)))
        throw new Problem("ENTITY_ORIGIN_REFUSED");
      const retryAfterSeconds = counter.count(entity, now);
      if (retryAfterSeconds > 0) throw new Problem("ENTITY_LIMIT_REACHED", { retryAfterSeconds });
    }
    await next();
  };
}

/** The desks' page is one of ours: its origin is the one that the request went to, or what people know it as. */
function isOwnOrigin(c: Context, origin: string, { rules }: Service): boolean {
  return origin === rules.service.publicOrigin || URL.parse(origin)?.host === c.req.header("host");
}

/** Sets `entity` where the request carries an embed session. Throws Problem EMBED_SESSION_INVALID. */
export function identifyEmbedded({ stores, hash, clock }: Service): MiddlewareHandler<Environment> {
  return async (c, next) => {
    const session = c.req.header(EMBED_SESSION_HEADER);
    if (session !== undefined) {
      const ports = { entities: stores.entities, hash };
      c.set("entity", orProblem(await readEmbedSession(session, ports, { now: clock.now() })).entity);
      c.set("isEmbedded", true);
    }
    await next();
  };
}

/** Counts requests of this process by organisation and minute of the clock. Holds as many numbers as there are organisations. */
function createMinuteCounter(): { readonly count: (entity: Entity, now: number) => number } {
  const counts = new Map<string, { readonly minute: number; requests: number }>();
  return {
    /** Seconds to wait; 0 where the request is within the limit. */
    count({ entityId, requestsPerMinute }, now) {
      const minute = Math.floor(now / MINUTE_SECONDS);
      const held = counts.get(entityId);
      const current = held?.minute === minute ? held : { minute, requests: 0 };
      counts.set(entityId, current);
      return ++current.requests > requestsPerMinute ? (minute + 1) * MINUTE_SECONDS - now : 0;
    },
  };
}
