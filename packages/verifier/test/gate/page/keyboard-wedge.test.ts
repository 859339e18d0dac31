// A scanner that types is told from a person by its speed.

import { MAX_LINK_TEXT_LENGTH } from "@mohor/schema";
import { expect, test } from "vitest";
import { createWedge, type WedgeAnswer } from "../../../src/gate/page/keyboard-wedge.ts";

/** Types the keys at that pace; the answers. */
function typed(keys: readonly string[], gap: number, wedge = createWedge(), from = 1_000): readonly WedgeAnswer[] {
  return keys.map((key, i) => wedge(key, from + i * gap));
}

const SCAN = [..."MQ1:6BFC80PZ0B9O3KE:%WJ1H +JX"];

test.each([1, 15, 40])("a text typed with %i ms between keys is taken at Enter, spaces and all", (gap) => {
  for (const end of ["Enter", "Tab"]) expect(typed([...SCAN, end], gap).at(-1)?.take).toBe(SCAN.join(""));
});

test.each([70, 120, 300])("what a person types with %i ms between keys is theirs", (gap) => {
  const answers = typed([...SCAN, "Enter"], gap);
  expect(answers.every(({ take, isScan }) => take === null && !isScan)).toBe(true);
});

test("a short text is never a scan, however fast", () => {
  expect(typed([..."secret pass word", "Enter"], 5).at(-1)).toEqual({ take: null, isQuick: true, isScan: false });
});

test("from the third quick key on a button must not feel the keys; a single one is a person's", () => {
  expect(typed([" "], 5).map(({ isQuick }) => isQuick)).toEqual([false]);
  expect(typed(["M", "Q", " "], 5).map(({ isQuick }) => isQuick)).toEqual([false, false, true]);
});

test("keys that are no text, such as Shift, are no part of a scan", () => {
  const keys = SCAN.flatMap((letter) => ["Shift", letter]);
  expect(typed([...keys, "Enter"], 5).at(-1)?.take).toBe(SCAN.join(""));
});

test("a machine that stands still for a moment loses nothing; after a pause a new text begins", () => {
  const wedge = createWedge();
  typed(SCAN.slice(0, 15), 5, wedge, 1_000);
  expect(typed([...SCAN.slice(15), "Enter"], 5, wedge, 1_400).at(-1)?.take).toBe(SCAN.join(""));
  typed([..."left over from before"], 5, wedge, 10_000);
  expect(typed([...SCAN, "Enter"], 5, wedge, 11_000).at(-1)?.take).toBe(SCAN.join(""));
});

test("a scan without an end costs no more than the longest text", () => {
  const endless = Array<string>(20_000).fill("A");
  expect(typed([...endless, "Enter"], 1).at(-1)?.take?.length).toBe(MAX_LINK_TEXT_LENGTH + 1);
});
