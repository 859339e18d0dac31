// How often each name came up, and the line that says so.

/** Counts by name. */
export type Tally = {
  readonly add: (name: string) => void;
  readonly of: (name: string) => number;
  /** How many different names. */
  readonly size: () => number;
  /** The names with their counts, the most frequent first. */
  readonly text: () => string;
};

export function createTally(): Tally {
  const counts = new Map<string, number>();
  return {
    add: (name) => counts.set(name, (counts.get(name) ?? 0) + 1),
    of: (name) => counts.get(name) ?? 0,
    size: () => counts.size,
    text: () =>
      [...counts]
        .toSorted(([, a], [, b]) => b - a)
        .map(([name, count]) => `${name} ${count}`)
        .join(", "),
  };
}
