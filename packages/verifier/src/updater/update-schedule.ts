// When to update next, and never twice at once. Pure: the clock and chance are given.

/** Seconds between updates that went well: a status list is published once a day, and a gate shows amber after a day. */
const INTERVAL_SECONDS = 21_600;

/** Seconds before the second try, and at most before any. */
const FIRST_RETRY_SECONDS = 60;
const LAST_RETRY_SECONDS = 21_600;

/**
 * The NumericDate of the next update. After `failures` in a row the wait doubles each time, up to six hours. A tenth more or less, after a
 * failure anything from half, by chance (`random` is from 0 to 1): gates that woke together must not come back together.
 */
export function nextUpdateAt(now: number, failures: number, random: number): number {
  if (failures === 0) return now + Math.round(INTERVAL_SECONDS * (0.9 + 0.2 * random));
  const wait = Math.min(FIRST_RETRY_SECONDS * 2 ** Math.min(failures - 1, 30), LAST_RETRY_SECONDS);
  return now + Math.round(wait * (0.5 + 0.5 * random));
}

/** The same work, at most once at a time: who asks while it runs gets what that run comes to. */
export function oneAtATime<T>(work: () => Promise<T>): () => Promise<T> {
  let running: Promise<T> | undefined;
  return () => {
    running ??= work().finally(() => {
      running = undefined;
    });
    return running;
  };
}
