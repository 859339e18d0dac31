// API keys of organisations: made here, shown once, kept as a hash, told by their id. `mohor_<key id>_<secret>`: the prefix lets
// scanners of leaked secrets know it, the id finds it without a search over hashes.

import { concatBytes, fromHex, sha256, toHex } from "@mohor/schema";
import { constantTimeEqual } from "./constant-time.ts";
import { type Entity, type EntityKey, usableEntityKey } from "./entity.ts";
import type { EntityStore, RandomSource } from "./ports.ts";
import { type Refusal, refusal } from "./refusal.ts";

const KEY_ID_BYTES = 8;
const SECRET_BYTES = 32;
const API_KEY = /^mohor_([0-9a-f]{16})_([0-9a-f]{64})$/;

/** A new key from `from` on, and the text that the organisation gets. The text is kept nowhere. */
export function makeEntityKey(
  random: RandomSource,
  { from }: { readonly from: number },
): { readonly apiKey: string; readonly key: EntityKey } {
  const keyId = toHex(random.bytes(KEY_ID_BYTES));
  const secret = random.bytes(SECRET_BYTES);
  const key: EntityKey = { keyId, secretHash: hashOf(keyId, secret), from, until: null };
  return { apiKey: `mohor_${keyId}_${toHex(secret)}`, key };
}

/**
 * Policy: SHA-256 without a pepper. 256 random bits cannot be guessed from their hash, and keys outlive peppers; a slow hash would
 * make every request slow.
 */
function hashOf(keyId: string, secret: Uint8Array): string {
  return toHex(sha256(concatBytes(new TextEncoder().encode(`mohor entity key ${keyId}\0`), secret)));
}

/** The organisation that this key is of, usable at `now`; else ENTITY_KEY_INVALID, whatever is wrong with it. */
export async function authenticateEntity(
  apiKey: string,
  ports: { readonly entities: EntityStore },
  { now }: { readonly now: number },
): Promise<{ readonly ok: true; readonly entity: Entity } | Refusal> {
  const [, keyId, secret] = API_KEY.exec(apiKey) ?? [];
  if (keyId === undefined || secret === undefined) return refusal("ENTITY_KEY_INVALID");
  const entity = await ports.entities.ofKey(keyId);
  const key = entity === null ? null : usableEntityKey(entity, keyId, { now });
  if (entity === null || key === null) return refusal("ENTITY_KEY_INVALID");
  const isRight = constantTimeEqual(fromHex(hashOf(keyId, fromHex(secret))), fromHex(key.secretHash));
  return isRight ? { ok: true, entity } : refusal("ENTITY_KEY_INVALID");
}
