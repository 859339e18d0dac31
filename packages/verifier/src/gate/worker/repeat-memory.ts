// Whether the same certificate was shown a moment ago, without remembering anybody: keyed hashes under a key that is drawn anew each
// day, held in memory only and for a minute. What the key was, nobody can find out afterwards, and so no hash leads to a certificate.

import { concatBytes, sha256, toHex } from "@mohor/schema";

/** Seconds within which a second showing is worth a word: two people with one code pass a gate within a minute. */
const REPEAT_SECONDS = 60;
const DAY_SECONDS = 86_400;
const KEY_BYTES = 32;

/** The most certificates remembered: forty a second for a minute are more than any gate passes. */
const MAX_REMEMBERED = 2_400;

/** Remembers certificates for a minute. */
export type RepeatMemory = {
  /** Seconds since the certificate of this kid and cti was shown before, or null where that is longer ago than a minute. */
  readonly show: (kid: string, cti: string, now: number) => number | null;
  /** How many are remembered. */
  readonly size: () => number;
};

/** An empty memory. `random` fills bytes; `dayOf` numbers the local days, so that the key is forgotten at night. */
export function createRepeatMemory(
  random: (bytes: Uint8Array<ArrayBuffer>) => void,
  dayOf: (now: number) => number = (now) => Math.floor(now / DAY_SECONDS),
): RepeatMemory {
  const shown = new Map<string, number>();
  let key = new Uint8Array(KEY_BYTES);
  let day: number | undefined;
  return {
    show(kid, cti, now) {
      if (dayOf(now) !== day) {
        day = dayOf(now);
        key = new Uint8Array(KEY_BYTES);
        random(key);
        shown.clear();
      }
      for (const [hash, at] of shown) if (now - at >= REPEAT_SECONDS || at > now) shown.delete(hash);
      // The key has one length and so has what follows it for each kid: no two inputs run together.
      const hash = toHex(sha256(concatBytes(key, new TextEncoder().encode(`${kid}-${cti}`))));
      const before = shown.get(hash);
      if (before !== undefined || shown.size < MAX_REMEMBERED) shown.set(hash, now);
      return before === undefined ? null : now - before;
    },
    size: () => shown.size,
  };
}
