// A scanner that types, told from a person by its speed: it works wherever the focus is, so nobody has to touch a field first, and what a
// person types into a field stays theirs.

import { MAX_LINK_TEXT_LENGTH } from "@mohor/schema";

/** Milliseconds between two keys of a scanner; people need more than twice that. */
const SCANNER_GAP = 60;

/** Fewest characters of a scan: no certificate is shorter, and a quick "ok" of a person is. */
const LEAST_LENGTH = 20;

/** What to do with a key: nothing, keep it from the page, or take the scan that it ended. */
export type WedgeAnswer = { readonly take: string | null; readonly isScan: boolean };

/** Reads keys, one after the other. `key` as in KeyboardEvent, `at` in milliseconds of its time stamp. */
export function createWedge(): (key: string, at: number) => WedgeAnswer {
  let text = "";
  let last = Number.NEGATIVE_INFINITY;
  let fast = 0;
  return (key, at) => {
    const isQuick = at - last <= SCANNER_GAP;
    last = at;
    if (!isQuick) {
      text = "";
      fast = 0;
    }
    if (key === "Enter" || key === "Tab") {
      const scan = text.length >= LEAST_LENGTH && fast >= text.length - 1 ? text : null;
      text = "";
      fast = 0;
      return { take: scan, isScan: scan !== null };
    }
    // Names of keys, such as Shift, come between a scanner's letters and are no text.
    if ([...key].length !== 1) return { take: null, isScan: text.length > 1 };
    if (text !== "") fast++;
    // One character too many is kept, so that verify can say that the text is too long.
    if (text.length <= MAX_LINK_TEXT_LENGTH) text += key;
    return { take: null, isScan: text.length >= LEAST_LENGTH };
  };
}
