// The PIN of the settings: against a curious hand at the gate, not against somebody who takes the device apart. Derived slowly all the
// same, so that what is kept does not tell it at a glance.

import { bytesEqual } from "@mohor/schema";
import type { PinHash } from "./settings.ts";

/** Rounds of PBKDF2-SHA-256: a third of a second on a cheap phone. */
const ROUNDS = 200_000;
const SALT_BYTES = 16;
const HASH_BITS = 256;

/** Tries before a wait, and the first wait, which doubles with each further try. */
const FREE_TRIES = 5;
const FIRST_WAIT_SECONDS = 30;
const LONGEST_WAIT_SECONDS = 3_600;

/** Whether the text may be a PIN. */
export function isPin(text: string): boolean {
  return /^\d{4,12}$/.test(text);
}

/** What to keep of a new PIN. */
export async function hashPin(pin: string): Promise<PinHash> {
  const salt = crypto.getRandomValues(new Uint8Array(SALT_BYTES));
  return { salt, hash: await derive(pin, salt) };
}

/** Whether it is that PIN. */
export async function isSamePin(pin: string, kept: PinHash): Promise<boolean> {
  return bytesEqual(await derive(pin, kept.salt), kept.hash);
}

/** Seconds to wait after that many wrong tries in a row. */
export function waitAfter(wrongTries: number): number {
  if (wrongTries < FREE_TRIES) return 0;
  return Math.min(LONGEST_WAIT_SECONDS, FIRST_WAIT_SECONDS * 2 ** Math.min(wrongTries - FREE_TRIES, 16));
}

async function derive(pin: string, salt: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  const key = await crypto.subtle.importKey("raw", new TextEncoder().encode(pin), "PBKDF2", false, ["deriveBits"]);
  const parameters = { name: "PBKDF2", hash: "SHA-256", salt, iterations: ROUNDS };
  return new Uint8Array(await crypto.subtle.deriveBits(parameters, key, HASH_BITS));
}
