import { nextUpdateAt, oneAtATime } from "@mohor/verifier/updater";
import { describe, expect, it } from "vitest";

const NOW = 1_750_000_000;

describe("nextUpdateAt", () => {
  it("is six hours away after an update that went well, a tenth more or less", () => {
    expect([0, 0.5, 1].map((random) => nextUpdateAt(NOW, 0, random) - NOW)).toEqual([19_440, 21_600, 23_760]);
  });

  it("doubles after each failure up to six hours, and is spread over half of that", () => {
    const longest = (failures: number) => nextUpdateAt(NOW, failures, 1) - NOW;
    expect([1, 2, 3, 4].map(longest)).toEqual([60, 120, 240, 480]);
    for (const failures of [9, 10, 100, 10_000]) expect(longest(failures)).toBeLessThanOrEqual(21_600);
    expect(longest(10_000)).toBe(21_600);
    expect(nextUpdateAt(NOW, 3, 0) - NOW).toBe(120);
  });

  it("never is now", () => {
    for (let failures = 0; failures < 50; failures++) expect(nextUpdateAt(NOW, failures, 0)).toBeGreaterThan(NOW);
  });
});

describe("oneAtATime", () => {
  it("gives all who ask during a run what that run comes to, and runs again afterwards", async () => {
    let runs = 0;
    const work = oneAtATime(async () => {
      await new Promise((resolve) => setImmediate(resolve));
      return ++runs;
    });
    expect(await Promise.all([work(), work(), work()])).toEqual([1, 1, 1]);
    expect(await work()).toBe(2);
  });

  it("runs again after a run that failed", async () => {
    let fails = true;
    const work = oneAtATime(async () => {
      if (fails) throw new Error("once");
      return "done";
    });
    await expect(work()).rejects.toThrow("once");
    fails = false;
    expect(await work()).toBe("done");
  });
});
