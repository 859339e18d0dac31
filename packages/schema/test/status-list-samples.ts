// Status lists for tests, and the updates between them; nothing here is signed.

import { emptyStatusList, indexSetOf, type StatusList, type StatusUpdate, statusChange } from "@mohor/schema";
import fc from "fast-check";

export const SUBJECT: Uint8Array = new Uint8Array(32).fill(7);
export const SIZE = 1_000;

/** The list with these indices revoked and suspended. */
export function listOf(version: number, revoked: readonly number[], suspended: readonly number[] = []): StatusList {
  return { subject: SUBJECT, size: SIZE, version, revoked: indexSetOf(revoked), suspended: indexSetOf(suspended) };
}

/** The update between two lists; from null, the whole list. */
export function updateOf(from: StatusList | null, to: StatusList, issued: number = to.version): StatusUpdate {
  return { ...statusChange(from ?? emptyStatusList(to.subject, to.size), to), issued, bundleVersion: 1 };
}

/** A history: lists of rising versions, in which revoked stays revoked and suspensions come and go. */
export const history: fc.Arbitrary<readonly StatusList[]> = fc
  .array(
    fc.record({
      step: fc.integer({ min: 1, max: 3 }),
      revoked: fc.array(fc.nat(SIZE - 1), { maxLength: 8 }),
      suspended: fc.array(fc.nat(SIZE - 1), { maxLength: 8 }),
    }),
    { minLength: 1, maxLength: 8 },
  )
  .map((changes) => {
    const lists: StatusList[] = [];
    let version = 0;
    const revoked = new Set<number>();
    for (const change of changes) {
      version += change.step;
      for (const index of change.revoked) revoked.add(index);
      const suspended = change.suspended.filter((index) => !revoked.has(index));
      lists.push(listOf(version, [...revoked], suspended));
    }
    return lists;
  });
