import {
  type CborValue,
  emptyStatusList,
  encodeCbor,
  fromHex,
  indexSetOf,
  listedStatus,
  replayStatusUpdates,
  type StatusUpdate,
  sha256,
  statusListDigest,
} from "@mohor/schema";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { runs } from "../../../test-support/effort.ts";
import { history, listOf, SIZE, SUBJECT, updateOf } from "./status-list-samples.ts";

const codeOf = (whole: StatusUpdate, ...changes: StatusUpdate[]) => {
  const list = replayStatusUpdates(whole, changes);
  return list.ok ? "replayed" : list.code;
};

describe("a list", () => {
  test("says of each index what it is, and nothing of one that it has no place for", () => {
    const list = listOf(1, [3, 9], [4]);
    expect([0, 3, 4, 9, SIZE - 1, SIZE, 0xffff_ffff].map((index) => listedStatus(list, index))).toEqual([
      "valid",
      "revoked",
      "suspended",
      "revoked",
      "valid",
      "unknown",
      "unknown",
    ]);
  });

  test("has the digest of its key, size, version and two sets", () => {
    const empty: CborValue = [0, fromHex("")];
    // One of a thousand: k = 9, so index 5 is a zero and nine bits.
    const five: CborValue = [1, fromHex("0140")];
    expect(statusListDigest(emptyStatusList(SUBJECT, SIZE))).toEqual(
      sha256(encodeCbor([SUBJECT, SIZE, 0, empty, empty])),
    );
    expect(statusListDigest(listOf(8, [5]))).toEqual(sha256(encodeCbor([SUBJECT, SIZE, 8, five, empty])));
    expect(statusListDigest(listOf(8, [], [5]))).toEqual(sha256(encodeCbor([SUBJECT, SIZE, 8, empty, five])));
  });
});

describe("updates", () => {
  test("in any sequence lead to the same list as the next whole list", () => {
    fc.assert(
      fc.property(history, fc.array(fc.boolean(), { minLength: 8, maxLength: 8 }), (lists, isPublished) => {
        // Any of the versions in between may have been skipped: an update may lead over several.
        const passed = lists.filter((_, i) => isPublished[i] || i === 0 || i === lists.length - 1);
        const [whole, ...changes] = passed.map((list, i) => updateOf(passed[i - 1] ?? null, list));
        const last = lists.at(-1) as (typeof lists)[number];
        expect(replayStatusUpdates(whole as StatusUpdate, changes)).toEqual({ ok: true, value: last });
        expect(replayStatusUpdates(updateOf(null, last), [])).toEqual({ ok: true, value: last });
      }),
      runs(300),
    );
  });

  test("may change nothing, and say that nothing has changed", () => {
    expect(codeOf(updateOf(null, listOf(1, [3])), updateOf(listOf(1, [3]), listOf(2, [3])))).toBe("replayed");
  });

  test("revoke what is suspended, which ends the suspension", () => {
    const update = updateOf(listOf(1, [], [3]), listOf(2, [3]));
    expect([update.revoked, update.suspended, update.reinstated].map((set) => [...set])).toEqual([[3], [], []]);
    expect(codeOf(updateOf(null, listOf(1, [], [3])), update)).toBe("replayed");
  });
});

describe("an update is refused as a gap", () => {
  const whole = updateOf(null, listOf(5, [3]));
  const next = updateOf(listOf(5, [3]), listOf(6, [3, 4]));
  test.each<[string, Partial<StatusUpdate>]>([
    ["of another version", { baseVersion: 4 }],
    ["of another digest", { baseDigest: SUBJECT }],
    ["of another size", { size: SIZE + 1 }],
    ["of another key", { subject: new Uint8Array(32) }],
  ])("where it continues a list %s", (_, twin) => {
    expect(codeOf(whole, next)).toBe("replayed");
    expect(codeOf(whole, { ...next, ...twin })).toBe("STATUSLIST_GAP");
  });

  test("where the first is no whole list, or a second one is", () => {
    expect(codeOf(next)).toBe("STATUSLIST_GAP");
    expect(codeOf(whole, updateOf(null, listOf(6, [3, 4])))).toBe("STATUSLIST_GAP");
  });
});

describe("an update contradicts itself", () => {
  const before = listOf(5, [3], [4]);
  const whole = updateOf(null, before);
  const of = (twin: Partial<StatusUpdate>) => codeOf(whole, { ...updateOf(before, listOf(6, [3], [4])), ...twin });

  test("where it revokes what is revoked, or suspends what is revoked or suspended", () => {
    expect(of({})).toBe("replayed");
    expect(of({ revoked: indexSetOf([3]) })).toBe("STATUSLIST_DIGEST_MISMATCH");
    expect(of({ suspended: indexSetOf([3]) })).toBe("STATUSLIST_DIGEST_MISMATCH");
    expect(of({ suspended: indexSetOf([4]) })).toBe("STATUSLIST_DIGEST_MISMATCH");
  });

  test("where it reinstates what is not suspended: revoked is for ever", () => {
    expect(of({ reinstated: indexSetOf([3]) })).toBe("STATUSLIST_DIGEST_MISMATCH");
    expect(of({ reinstated: indexSetOf([5]) })).toBe("STATUSLIST_DIGEST_MISMATCH");
  });

  test("where it leads to another list than it says", () => {
    expect(of({ revoked: indexSetOf([8]) })).toBe("STATUSLIST_DIGEST_MISMATCH");
    expect(of({ digest: SUBJECT })).toBe("STATUSLIST_DIGEST_MISMATCH");
    expect(codeOf({ ...whole, digest: SUBJECT })).toBe("STATUSLIST_DIGEST_MISMATCH");
  });
});
