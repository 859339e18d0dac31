import { decodeBase45, encodeBase45, fromHex } from "@mohor/schema";
import { expect, test } from "vitest";
import { describeSet } from "../../../../test-support/data-sets.ts";

type Base45Set = { readonly good: readonly { hex: string; base45: string }[]; readonly bad: readonly string[] };

describeSet("base45", (read) => {
  test.each([
    ["vectors.json", 14, 11],
    ["kirei.json", 16, 7],
  ])("of %s all %d good texts are read and written, and all %d bad ones refused", (file, goodCount, badCount) => {
    const { good, bad }: Base45Set = JSON.parse(read(file));
    expect([good.length, bad.length]).toEqual([goodCount, badCount]);
    for (const { hex, base45 } of good) {
      expect(decodeBase45(base45)).toEqual({ ok: true, value: fromHex(hex) });
      expect(encodeBase45(fromHex(hex))).toBe(base45);
    }
    for (const text of bad) expect(decodeBase45(text), text).toEqual({ ok: false, code: "BASE45_INVALID" });
  });
});
