// A scanner that types, told from a person by its speed: it works wherever the focus is, so nobody has to touch a field first, and what a
// person types stays theirs.

import { MAX_LINK_TEXT_LENGTH } from "@mohor/schema";

/** Milliseconds without a key after which a new text begins: a scanner's pause, on a machine that is busy, is shorter. */
const PAUSE_MILLISECONDS = 400;

/** Mean milliseconds between keys: the slowest scanners need 40, the fastest people 70. */
const SCANNER_MEAN_MILLISECONDS = 50;

/** Fewest characters of a scan: no certificate is shorter, and a quick "ok" of a person is. */
const LEAST_LENGTH = 20;

/** Characters after which the speed tells: from then on keys are kept from buttons, which a space would press. */
const TELLING_LENGTH = 3;

/** What a key was: the end of a scan, part of what is typed at a scanner's speed, and whether that is long enough for one. */
export type WedgeAnswer = {
  readonly take: string | null;
  readonly isQuick: boolean;
  readonly isScan: boolean;
};

/** Reads keys, one after the other. `key` as in KeyboardEvent, `at` in milliseconds of its time stamp. */
export function createWedge(): (key: string, at: number) => WedgeAnswer {
  let text = "";
  let began = 0;
  let last = Number.NEGATIVE_INFINITY;
  return (key, at) => {
    if (at - last > PAUSE_MILLISECONDS) text = "";
    last = at;
    if (text === "") began = at;
    const isEnd = key === "Enter" || key === "Tab";
    // Names of keys, such as Shift, come between a scanner's letters and are no text. One character too many is kept, so that
    // verify can say that the text is too long.
    if (!isEnd && [...key].length === 1 && text.length <= MAX_LINK_TEXT_LENGTH) text += key;
    const isFast = at - began <= SCANNER_MEAN_MILLISECONDS * text.length;
    const isScan = isFast && text.length >= LEAST_LENGTH;
    const take = isEnd && isScan ? text : null;
    const isQuick = isFast && text.length >= TELLING_LENGTH;
    if (isEnd) text = "";
    return { take, isQuick, isScan };
  };
}
