// One line on standard error that says how far a long command is, on a terminal only.

const REDRAW_MILLISECONDS = 100;

/** A line: `show` as often as it likes, `clear` at the end. */
export type ProgressLine = { readonly show: (text: string) => void; readonly clear: () => void };

/** The line on this stream; silent where it is no terminal. */
export function createProgressLine(stream: NodeJS.WriteStream): ProgressLine {
  let drawnAt = 0;
  if (!stream.isTTY) return { show() {}, clear() {} };
  return {
    show(text) {
      const now = Date.now();
      if (now - drawnAt < REDRAW_MILLISECONDS) return;
      drawnAt = now;
      stream.write(`\r${text.slice(0, Math.max(0, stream.columns - 1))}\u001B[K`);
    },
    clear() {
      stream.write("\r\u001B[K");
    },
  };
}
