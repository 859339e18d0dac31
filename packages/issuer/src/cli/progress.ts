// A progress bar on standard error, on a terminal only. A few lines of our own, because the libraries for it draw on standard
// output, which belongs to the result, or go on drawing into a terminal of no width.

const CELLS = 24;
const REDRAW_MILLISECONDS = 100;

/** A bar: `show` with what is done of the whole and a word about it, as often as it likes; `clear` at the end. */
export type ProgressBar = {
  readonly show: (done: number, whole: number, label: string) => void;
  readonly clear: () => void;
};

/** The bar on this stream; silent where it is no terminal. */
export function createProgressBar(stream: NodeJS.WriteStream): ProgressBar {
  let drawnAt = 0;
  if (!stream.isTTY) return { show() {}, clear() {} };
  return {
    show(done, whole, label) {
      const now = Date.now();
      if (done < whole && now - drawnAt < REDRAW_MILLISECONDS) return;
      drawnAt = now;
      const share = whole === 0 ? 1 : done / whole;
      const filled = Math.round(share * CELLS);
      const bar = `[${"#".repeat(filled)}${".".repeat(CELLS - filled)}] ${Math.floor(share * 100)} %  ${label}`;
      stream.write(`\r${bar.slice(0, Math.max(0, stream.columns - 1))}\u001B[K`);
    },
    clear() {
      stream.write("\r\u001B[K");
    },
  };
}
