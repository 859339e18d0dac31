import { expect, test, vi } from "vitest";
import { createProgressLine } from "../src/progress-line.ts";

function streamOf(isTTY: boolean) {
  const written: string[] = [];
  const stream = { isTTY, columns: 12, write: (text: string) => written.push(text) };
  return { stream: stream as unknown as NodeJS.WriteStream, written };
}

test("the line is drawn now and then, never wider than the terminal, at once where asked, and cleared", () => {
  vi.useFakeTimers();
  try {
    const { stream, written } = streamOf(true);
    const { show, clear } = createProgressLine(stream);
    show(() => "first of many entries");
    show(() => expect.fail("drawn a moment ago"));
    vi.advanceTimersByTime(100);
    show(() => "second");
    show(() => "whole", true);
    clear();
    expect(written).toEqual(["\rfirst of ma\u001B[K", "\rsecond\u001B[K", "\rwhole\u001B[K", "\r\u001B[K"]);
  } finally {
    vi.useRealTimers();
  }
});

test("nothing is drawn where nobody looks", () => {
  const { stream, written } = streamOf(false);
  const { show, clear } = createProgressLine(stream);
  show(() => "anything", true);
  clear();
  expect(written).toEqual([]);
});
