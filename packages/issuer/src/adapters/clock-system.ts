// The machine's clock.

/** Whole seconds since 1970 for what is written down; seconds that never go back for how long something took. */
export const systemClock = {
  now: (): number => Math.floor(Date.now() / 1000),
  monotonicSeconds: (): number => performance.now() / 1000,
} as const;
