import { describe, expect, it } from "vitest";
import { createPrng } from "../../src/sample/prng.ts";

describe("createPrng", () => {
  it("gives the same draws for the same seed, and others for another", () => {
    const draws = (seed: number) => {
      const prng = createPrng(seed);
      return Array.from({ length: 50 }, () => prng.below(1_000_000));
    };
    expect(draws(1)).toEqual(draws(1));
    expect(draws(1)).not.toEqual(draws(2));
    expect(draws(0)).not.toEqual(draws(1));
  });

  // Fixed here, so that a change of the generator, which would change every sample, does not pass unseen.
  it("gives the draws it always gave", () => {
    const prng = createPrng(20_211_120);
    expect(Array.from({ length: 8 }, () => prng.below(1_000_000))).toEqual([
      465_206, 732_868, 259_954, 671_172, 307_803, 945_715, 321_339, 326_875,
    ]);
  });

  it("draws evenly, within bounds", () => {
    const prng = createPrng(5);
    const counts = new Array<number>(10).fill(0);
    for (let count = 0; count < 20_000; count++) {
      const drawn = prng.below(10);
      counts[drawn] = (counts[drawn] as number) + 1;
    }
    for (const count of counts) {
      expect(count).toBeGreaterThan(1_850);
      expect(count).toBeLessThan(2_150);
    }
    expect(prng.below(1)).toBe(0);
  });

  it("takes chances as often as it says", () => {
    const prng = createPrng(6);
    const taken = Array.from({ length: 10_000 }, () => prng.chance(30)).filter(Boolean).length;
    expect(Math.abs(taken - 3_000)).toBeLessThan(200);
    expect(Array.from({ length: 1_000 }, () => prng.chance(0)).some(Boolean)).toBe(false);
    expect(Array.from({ length: 1_000 }, () => prng.chance(100)).every(Boolean)).toBe(true);
  });

  it("picks of a list, and throws on an empty one", () => {
    const prng = createPrng(7);
    const picked = new Set(Array.from({ length: 100 }, () => prng.pick(["a", "b", "c"])));
    expect(picked).toEqual(new Set(["a", "b", "c"]));
    expect(() => prng.pick([])).toThrow(TypeError);
  });
});
