// One line on standard error that says how far a long command is, on a terminal only. A few lines of our own, because the libraries for
// it draw on standard output, which belongs to the result, or go on drawing into a terminal of no width.

const REDRAW_MILLISECONDS = 100;

/** A line: `show` as often as it likes, `clear` at the end. */
export type ProgressLine = {
  /** Draws what `text` gives, unless the line was drawn a moment ago; `atOnce` draws all the same. */
  readonly show: (text: () => string, atOnce?: boolean) => void;
  readonly clear: () => void;
};

/** The line on this stream; silent where it is no terminal. */
export function createProgressLine(stream: NodeJS.WriteStream): ProgressLine {
  let drawnAt = Number.NEGATIVE_INFINITY;
  if (!stream.isTTY) return { show() {}, clear() {} };
  return {
    show(text, atOnce = false) {
      const now = performance.now();
      if (!atOnce && now - drawnAt < REDRAW_MILLISECONDS) return;
      drawnAt = now;
      stream.write(`\r${text().slice(0, Math.max(0, stream.columns - 1))}\u001B[K`);
    },
    clear() {
      stream.write("\r\u001B[K");
    },
  };
}
