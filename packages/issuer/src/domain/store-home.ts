// A store that was restored from a copy is behind what was given out since: its next indices are in use already, and its status lists
// are older than those that gates hold. It notices by itself that it is elsewhere than it was (another file, another database, another
// timeline of the same one) and gives out nothing until an operator settles it: skips indices, and takes back in what was published.

import type { ListedIndex } from "./status-change.ts";

/** What a store is told about the time that it has missed. */
export type Settlement = {
  readonly at: number;
  /** Indices skipped under every key: more than were given out since the copy was made. */
  readonly skip: number;
  /** The newest published list of each key that is newer than the store's own. */
  readonly published: readonly PublishedList[];
};

/** A published list. */
export type PublishedList = { readonly kid: string; readonly version: number; readonly listed: readonly ListedIndex[] };

/** What settling did to a key. */
export type SettledKey = {
  readonly kid: string;
  /** The next sequence number before and after; the list's size where no index is left. */
  readonly from: number;
  readonly to: number;
  /** Statuses taken back in from the published list. */
  readonly statuses: number;
};

/**
 * Indices skipped unless somebody knows better: a million. More are issued in a day nowhere but in a country, where copies are made
 * every hour; a list of 2^24 has room for fifteen such days.
 */
export const DEFAULT_SKIP = 1_000_000;
