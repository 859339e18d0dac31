// How an organisation comes to be registered, gets another key and loses all: pure changes of its entry.

import { MAX_AUDIENCE_BYTES } from "@mohor/schema";
import type { DeskLimits, Entity, EntityKey, EntityKind } from "./entity.ts";

/** What an operator says of a new organisation. */
export type EntityRegistration = Pick<
  Entity,
  "entityId" | "kind" | "name" | "purpose" | "origins" | "requestsPerMinute" | "desk"
>;

/** Kinds as an operator names them. */
export const ENTITY_KINDS: readonly EntityKind[] = ["verifying-entity", "vaccination-centre", "help-desk"];

/** Six a second: a railway's busiest booking hour has more, and says so. */
export const DEFAULT_REQUESTS_PER_MINUTE = 360;

/**
 * A person takes two or three minutes at a desk, so a busy one confirms some twenty codes an hour; of a hundred people a few misread
 * one. Twenty wrong codes a day at one desk are 0.00002 expected takeovers.
 */
export const DEFAULT_DESK_LIMITS: DeskLimits = { codesPerHour: 20, wrongCodesPerDay: 20 };

/** A day: time to bring the new key to every machine. */
export const DEFAULT_KEY_OVERLAP_SECONDS = 86_400;

/** Keys held at once, those that run out among them: two rotations within one overlap. */
const MAX_LIVE_KEYS = 3;

/** Stands as `aud` in certificates: a domain name or its like, at most MAX_AUDIENCE_BYTES of ASCII. */
const ENTITY_ID = new RegExp(`^[a-z0-9](?:[a-z0-9.-]{0,${MAX_AUDIENCE_BYTES - 2}}[a-z0-9])?$`);
const MAX_NAME_LENGTH = 128;
/** A desk's name stands in messages, where a variable of a registered text has at most 30 characters (TRAI, DLT). */
const MAX_DESK_NAME_LENGTH = 30;
const MAX_DESK_COUNT = 1_000;
const MAX_PURPOSE_LENGTH = 256;
const MAX_ORIGINS = 8;
const MAX_REQUESTS_PER_MINUTE = 60_000;

/** Scheme, host, port and nothing else, as browsers send it (RFC 6454 §6.1). Plain HTTP only for a page on the same machine. */
const ORIGIN =
  /^(?:https:\/\/[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?|http:\/\/(?:localhost|127\.0\.0\.1))(?::[1-9][0-9]{0,4})?$/;

/** The member of a registration that cannot stand, or null. */
export function faultOfRegistration(registration: EntityRegistration): keyof EntityRegistration | null {
  const { entityId, kind, name, purpose, origins, requestsPerMinute, desk } = registration;
  const isDesk = kind === "help-desk";
  if (!ENTITY_ID.test(entityId)) return "entityId";
  if (!ENTITY_KINDS.includes(kind)) return "kind";
  if (!isLine(name, isDesk ? MAX_DESK_NAME_LENGTH : MAX_NAME_LENGTH) || (isDesk && /[{}]/.test(name))) return "name";
  if (isDesk ? purpose !== "" : !isLine(purpose, MAX_PURPOSE_LENGTH)) return "purpose";
  if (isDesk ? desk === undefined || !areTerms(desk) : desk !== undefined) return "desk";
  if (origins.length > MAX_ORIGINS || !origins.every((origin) => ORIGIN.test(origin))) return "origins";
  const isCount = Number.isInteger(requestsPerMinute) && requestsPerMinute >= 1;
  return isCount && requestsPerMinute <= MAX_REQUESTS_PER_MINUTE ? null : "requestsPerMinute";
}

function areTerms({ place, codesPerHour, wrongCodesPerDay }: NonNullable<EntityRegistration["desk"]>): boolean {
  const isCount = (count: number) => Number.isInteger(count) && count >= 1 && count <= MAX_DESK_COUNT;
  return isLine(place, MAX_PURPOSE_LENGTH) && isCount(codesPerHour) && isCount(wrongCodesPerDay);
}

/** One line of text that people can read. */
function isLine(text: string, maxLength: number): boolean {
  return text.length <= maxLength && /\S/u.test(text) && !/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(text);
}

/** The entry of a new organisation with its first key. The registration has been looked at (`faultOfRegistration`). */
export function registerEntity(
  registration: EntityRegistration,
  key: EntityKey,
  { now }: { readonly now: number },
): Entity {
  return { ...registration, state: "active", registeredAt: now, keys: [key] };
}

/** The same with another key; the keys before run on for `overlapSeconds` and no longer. Keys that have ended are dropped. */
export function rotateEntityKey(
  entity: Entity,
  key: EntityKey,
  { now, overlapSeconds }: { readonly now: number; readonly overlapSeconds: number },
): Entity {
  const end = now + overlapSeconds;
  const running = entity.keys
    .filter(({ until }) => until === null || until > now)
    .map((held) => ({ ...held, until: Math.min(held.until ?? end, end) }));
  return { ...entity, keys: [...running.slice(1 - MAX_LIVE_KEYS), key] };
}

/** A desk's entry with other limits. What they make of it has to be looked at (`faultOfRegistration`) before it is kept. */
export function limitDesk(entity: Entity, limits: Partial<DeskLimits>): Entity {
  return entity.desk === undefined ? entity : { ...entity, desk: { ...entity.desk, ...limits } };
}

/** The same without any use: no key of it is accepted any more. What was issued for it stays good until it expires. */
export function revokeEntity(entity: Entity): Entity {
  return { ...entity, state: "revoked" };
}
