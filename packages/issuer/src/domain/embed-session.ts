// A verifying entity's request through the citizen's own page: the entity's server asks for a session, its page opens ours with it, and
// the answer goes back to the web origin named in it, which is registered with the entity. The session is no secret about a person:
// it says who asks and where to, and is kept nowhere, because its own keyed hash vouches for it.

import { fromHex, toHex } from "@mohor/schema";
import { constantTimeEqual } from "./constant-time.ts";
import type { Entity } from "./entity.ts";
import type { EntityStore, KeyedHash } from "./ports.ts";
import { type Refusal, refusal } from "./refusal.ts";

/** Long enough for an SMS that is late, and for a second one. */
export const EMBED_SESSION_SECONDS = 1_800;

const MAC_BYTES = 16;
const SESSION = /^([a-z0-9-]{1,64})\.(\d{1,2})\.(\d{1,12})\.([A-Za-z0-9_-]{1,64})\.([0-9a-f]{32})$/;

/** A session for one of the entity's registered origins at `now`; ENTITY_ORIGIN_REFUSED for another. */
export async function openEmbedSession(
  entity: Entity,
  origin: string,
  hash: KeyedHash,
  { now }: { readonly now: number },
): Promise<{ readonly ok: true; readonly session: string; readonly expiresAt: number } | Refusal> {
  const index = entity.origins.indexOf(origin);
  if (index === -1) return refusal("ENTITY_ORIGIN_REFUSED");
  const expiresAt = now + EMBED_SESSION_SECONDS;
  const keyId = hash.currentKeyId("token");
  const body = `${entity.entityId}.${index}.${expiresAt}.${keyId}`;
  return { ok: true, session: `${body}.${await macOf(body, origin, keyId, hash)}`, expiresAt };
}

/**
 * Who asks and where the answer may go, of a session that holds at `now`; else EMBED_SESSION_INVALID, whatever is wrong with it: the
 * entity may be gone, or the origin no longer registered.
 */
export async function readEmbedSession(
  session: string,
  ports: { readonly entities: EntityStore; readonly hash: KeyedHash },
  { now }: { readonly now: number },
): Promise<{ readonly ok: true; readonly entity: Entity; readonly origin: string } | Refusal> {
  const [, entityId = "", index = "", expiresAt = "", keyId = "", mac = ""] = SESSION.exec(session) ?? [];
  if (entityId === "" || Number(expiresAt) <= now) return refusal("EMBED_SESSION_INVALID");
  const entity = await ports.entities.find(entityId);
  const origin = entity?.origins[Number(index)];
  if (entity === null || entity.state !== "active" || origin === undefined) return refusal("EMBED_SESSION_INVALID");
  const expected = await macOf(`${entityId}.${index}.${expiresAt}.${keyId}`, origin, keyId, ports.hash).catch(
    () => null,
  );
  const isRight = expected !== null && constantTimeEqual(fromHex(expected), fromHex(mac));
  return isRight ? { ok: true, entity, origin } : refusal("EMBED_SESSION_INVALID");
}

async function macOf(body: string, origin: string, keyId: string, hash: KeyedHash): Promise<string> {
  const message = new TextEncoder().encode(`embed session\0${body}\0${origin}`);
  return toHex((await hash.hmac("token", keyId, message)).subarray(0, MAC_BYTES));
}
