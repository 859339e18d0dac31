// How often the camera's frames are looked at: as often as the device can while somebody may be there, seldom when nobody has come for a
// while. A guard's phone must last the shift.

/** Milliseconds since something was last seen or touched after which nobody is likely to be there. */
const ALERT_MILLISECONDS = 20_000;
const DROWSY_MILLISECONDS = 120_000;

/** Least milliseconds between two looks. Even the longest leaves a median wait of 60 ms before a code that enters the view is looked at. */
const ALERT_INTERVAL = 33;
const DROWSY_INTERVAL = 80;
const RESTING_INTERVAL = 120;

/** Of looks while nobody is likely there, one in so many is thorough: a bad print must wake the gate too. */
const THOROUGH_EVERY = 4;

export type Look = {
  /** Milliseconds to wait after the last look began. */
  readonly interval: number;
  readonly isThorough: boolean;
};

/**
 * When to look next. `sinceActivity`: milliseconds since a code was seen or the screen was touched. `lastLook`: milliseconds that
 * the last look took. `count`: looks so far. At most half of one core is spent on looking.
 */
export function nextLook(sinceActivity: number, lastLook: number, count: number): Look {
  const isAlert = sinceActivity < ALERT_MILLISECONDS;
  const least = isAlert ? ALERT_INTERVAL : sinceActivity < DROWSY_MILLISECONDS ? DROWSY_INTERVAL : RESTING_INTERVAL;
  return { interval: Math.max(least, 2 * lastLook), isThorough: isAlert || count % THOROUGH_EVERY === 0 };
}
