// The same certificate twice within a minute is noticed, and nobody is remembered.

import { expect, test } from "vitest";
import { createRepeatMemory } from "../../../src/gate/worker/repeat-memory.ts";

const NOW = 1_750_000_000;
const counting = () => {
  let calls = 0;
  return { random: (bytes: Uint8Array) => bytes.fill(++calls), calls: () => calls };
};

test("a certificate shown again within a minute is told by the seconds since, another one is not", () => {
  const memory = createRepeatMemory(counting().random);
  expect(memory.show("1a2b3c4d", "00a7c5", NOW)).toBeNull();
  expect(memory.show("1a2b3c4d", "00a7c6", NOW + 1)).toBeNull();
  expect(memory.show("1a2b3c4d", "00a7c5", NOW + 20)).toBe(20);
  expect(memory.show("1a2b3c4d", "00a7c5", NOW + 79)).toBe(59);
  expect(memory.show("1a2b3c4d", "00a7c5", NOW + 139)).toBeNull();
});

test("after a minute nothing is left of a showing", () => {
  const memory = createRepeatMemory(counting().random);
  for (let i = 0; i < 100; i++) memory.show("1a2b3c4d", String(i), NOW);
  expect(memory.size()).toBe(100);
  memory.show("1a2b3c4d", "last", NOW + 60);
  expect(memory.size()).toBe(1);
});

test("each day has a key of its own, and the day before is forgotten with it", () => {
  const { random, calls } = counting();
  const memory = createRepeatMemory(random, (now) => (now < NOW + 10 ? 1 : 2));
  memory.show("1a2b3c4d", "00a7c5", NOW + 9);
  expect(memory.show("1a2b3c4d", "00a7c5", NOW + 10)).toBeNull();
  expect(calls()).toBe(2);
  expect(memory.size()).toBe(1);
});

test("a clock that goes back forgets rather than accuses, and a flood does not grow the memory", () => {
  const memory = createRepeatMemory(counting().random, () => 1);
  memory.show("1a2b3c4d", "00a7c5", NOW);
  expect(memory.show("1a2b3c4d", "00a7c5", NOW - 1_000)).toBeNull();
  for (let i = 0; i < 10_000; i++) memory.show("1a2b3c4d", String(i), NOW);
  expect(memory.size()).toBeLessThanOrEqual(2_400);
});
