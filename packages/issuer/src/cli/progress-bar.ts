// A progress bar on standard error, on a terminal only.

import { createProgressLine } from "@mohor/command-line";

const CELLS = 24;

/** A bar: `show` with what is done of the whole and a word about it, as often as it likes; `clear` at the end. */
export type ProgressBar = {
  readonly show: (done: number, whole: number, label: string) => void;
  readonly clear: () => void;
};

/** The bar on this stream; silent where it is no terminal. */
export function createProgressBar(stream: NodeJS.WriteStream): ProgressBar {
  const { show, clear } = createProgressLine(stream);
  return { show: (done, whole, label) => show(() => barOf(done, whole, label), done >= whole), clear };
}

function barOf(done: number, whole: number, label: string): string {
  const share = whole === 0 ? 1 : done / whole;
  const filled = Math.round(share * CELLS);
  return `[${"#".repeat(filled)}${".".repeat(CELLS - filled)}] ${Math.floor(share * 100)} %  ${label}`;
}
