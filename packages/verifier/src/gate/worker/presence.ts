// Which codes have come into view: a code that stays before the camera is judged once, and again only when it was away for a while.

/** Seconds after which a code that is not seen has left: blinks of focus and hand are shorter. */
const AWAY_MILLISECONDS = 1_500;

/** The most codes remembered at once; a sheet has fewer, and a hostile screen must not grow the memory. */
const MAX_PRESENT = 64;

/** What is in view, from frame to frame. */
export type Presence = {
  /** The texts that were not in view before, in their order. `at` is a steady clock's milliseconds. */
  readonly arrivals: (texts: readonly string[], at: number) => readonly string[];
  readonly count: () => number;
};

/** Nothing in view. */
export function createPresence(): Presence {
  const lastSeen = new Map<string, number>();
  return {
    arrivals(texts, at) {
      for (const [text, seen] of lastSeen) if (at - seen > AWAY_MILLISECONDS) lastSeen.delete(text);
      const arrived = texts.filter((text, index) => !lastSeen.has(text) && texts.indexOf(text) === index);
      for (const text of texts) if (lastSeen.has(text) || lastSeen.size < MAX_PRESENT) lastSeen.set(text, at);
      return arrived;
    },
    count: () => lastSeen.size,
  };
}
